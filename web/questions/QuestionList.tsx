import { useRef, useState } from 'react';
import type { OwnQuestionsView, QuestionsView, QuestionView } from '../../questions/view.ts';
import { call } from '../shell/api.ts';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import { keptOrder, STATE_WORDS, votesText } from './question-words.ts';

export interface QuestionListProps {
  readonly slug: string;
  readonly view: QuestionsView;
  readonly own: OwnQuestionsView;
  readonly onOwn: (own: OwnQuestionsView) => void;
}

/** What everybody sees, most votes first when it is opened; then nothing moves until the reader says so. */
export function QuestionList({ slug, view, own, onOwn }: QuestionListProps) {
  const known = useRef<readonly string[]>([]);
  const [, sort] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const shown = keptOrder(view.questions, known.current);
  known.current = shown.map(({ id }) => id);
  const isSorted = view.questions.every(({ id }, place) => known.current[place] === id);
  const again = () => {
    known.current = [];
    sort((times) => times + 1);
  };
  const vote = async (id: string, isVoted: boolean) => {
    setError(null);
    const method = isVoted ? 'DELETE' : 'PUT';
    try {
      onOwn(await call<OwnQuestionsView>(`/api/events/${slug}/questions/${id}/vote`, { method }));
    } catch (failure) {
      setError(failure);
    }
  };
  if (shown.length === 0) {
    return (
      <Empty title="Nobody has asked anything yet.">
        {view.moderated && <p>The chair looks at questions before everybody sees them.</p>}
      </Empty>
    );
  }
  return (
    <>
      <p className="section-lead">
        {shown.length === 1 ? '1 question' : `${shown.length} questions`}
        {view.moderated && '. The chair looks at new ones before everybody sees them'}.
        {!isSorted && (
          <button type="button" className="plain-button" onClick={again}>
            Put those with most votes first
          </button>
        )}
      </p>
      <ProblemNotice error={error} />
      <ul className="questions">
        {shown.map((question) => (
          <Question
            key={question.id}
            question={question}
            isOwn={own.asked.some(({ id }) => id === question.id)}
            isVoted={own.voted.includes(question.id)}
            onVote={vote}
          />
        ))}
      </ul>
    </>
  );
}

interface QuestionProps {
  readonly question: QuestionView;
  readonly isOwn: boolean;
  readonly isVoted: boolean;
  readonly onVote: (id: string, isVoted: boolean) => Promise<void>;
}

function Question({ question, isOwn, isVoted, onVote }: QuestionProps) {
  const { id, text, by, state, votes, carriedFrom } = question;
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    if (isBusy) return;
    setBusy(true);
    await onVote(id, isVoted);
    setBusy(false);
  };
  return (
    <li className="question" data-state={state}>
      <button type="button" className="question-vote" aria-pressed={isVoted} aria-busy={isBusy} onClick={press}>
        <span className="question-votes">{votes}</span>
        <span className="question-vote-word">{isVoted ? 'voted' : 'vote'}</span>
        <span className="visually-hidden">
          {' '}
          for: {text}, {votesText(votes)}
        </span>
      </button>
      <div className="question-what">
        <p className="question-text" dir="auto">
          {text}
        </p>
        <p className="question-facts">
          {isOwn && <span className="question-own">yours</span>}
          <span dir="auto">{by ?? 'without a name'}</span>
          {STATE_WORDS[state] !== '' && <span className="question-state">{STATE_WORDS[state]}</span>}
          {carriedFrom !== null && <span>carried from an earlier session</span>}
        </p>
      </div>
    </li>
  );
}
