import { useState } from 'react';
import type { OwnQuestionsView } from '../../questions/view.ts';
import { call } from '../shell/api.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import { type AskDay, titleOfPlace } from './ask-places.ts';
import { mayWithdraw, type OwnQuestion, ownStateText, votesText } from './question-words.ts';

export interface MyQuestionsProps {
  readonly slug: string;
  readonly days: readonly AskDay[];
  readonly own: OwnQuestionsView;
  readonly moderated: boolean;
  readonly onOwn: (own: OwnQuestionsView) => void;
}

/** One's own questions of all sessions, with what became of each. */
export function MyQuestions({ slug, days, own, moderated, onOwn }: MyQuestionsProps) {
  if (own.asked.length === 0) return null;
  return (
    <section className="section" aria-labelledby="mine">
      <h2 className="section-title" id="mine">
        My questions
      </h2>
      <ul className="questions">
        {own.asked.map((question) => (
          <Mine
            key={question.id}
            {...{ slug, question, moderated, onOwn }}
            title={titleOfPlace(days, question.place)}
          />
        ))}
      </ul>
    </section>
  );
}

interface MineProps extends Pick<MyQuestionsProps, 'slug' | 'moderated' | 'onOwn'> {
  readonly question: OwnQuestion;
  /** Of the session. */
  readonly title: string;
}

function Mine({ slug, question, title, moderated, onOwn }: MineProps) {
  const [error, setError] = useState<unknown>(null);
  const withdraw = () => {
    setError(null);
    const path = `/api/events/${slug}/questions/${question.id}`;
    return call<OwnQuestionsView>(path, { method: 'DELETE' }).then(onOwn, setError);
  };
  return (
    <li className="question my-question" data-state={question.state}>
      <div className="question-what">
        <p className="question-text" dir="auto">
          {question.text}
        </p>
        <p className="question-facts">
          <span dir="auto">{title}</span>
          <span>{votesText(question.votes)}</span>
          <span>{question.by === null ? 'without your name' : 'with your name'}</span>
        </p>
        <p className="question-fate">{ownStateText(question, moderated)}</p>
        {mayWithdraw(question) && (
          <button type="button" className="plain-button flush-button" onClick={withdraw}>
            Withdraw it<span className="visually-hidden">: {question.text}</span>
          </button>
        )}
        <ProblemNotice error={error} />
      </div>
    </li>
  );
}
