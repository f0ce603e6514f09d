import { Button } from '@mantine/core';
import { useId } from 'react';
import type { StepView } from '../../agenda/show/show-view.ts';
import type { PollLineView } from '../../polls/view.ts';
import type { Press } from '../polls/run-words.ts';
import { turnoutText } from '../polls/turnout-words.ts';
import { Notice } from '../shell/Notice.tsx';
import { useServerNow } from '../shell/use-live.ts';
import { Countdown } from '../show/Countdown.tsx';
import { agendaText, pollStateText, pressesOn } from './day-polls.ts';
import { PollDetail } from './PollDetail.tsx';
import type { Picture } from './picture.ts';
import type { PollDesk } from './use-poll-desk.ts';

export interface PollRowProps {
  readonly poll: PollLineView;
  readonly steps: readonly StepView[];
  readonly picture: Picture;
  readonly zone: string;
  readonly here: number | null;
  readonly desk: PollDesk;
  readonly isOff: boolean;
  /** Whether the reader is an organiser: the archive is theirs. */
  readonly mayEdit: boolean;
  /** Whether keys act on it. */
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly onChoose: () => void;
}

/** A poll with its state, what the agenda does with it, who has voted, and its buttons. */
export function PollRow(props: PollRowProps) {
  const { poll, steps, picture, zone, here, desk, isOff, mayEdit, isChosen, isOpen, onChoose } = props;
  const detailId = useId();
  return (
    <article className="poll-row" aria-label={poll.question}>
      <h3 className="poll-question">
        <button
          type="button"
          className="entry-choice"
          aria-expanded={isOpen}
          aria-controls={detailId}
          onClick={onChoose}
        >
          <span className="entry-arrow" aria-hidden="true">
            ›
          </span>
          <span dir="auto">{poll.question}</span>
        </button>
      </h3>
      <p className="poll-facts">
        <strong className="poll-state">{pollStateText(poll)}</strong>
        <TimeLeft poll={poll} />
        {poll.round > 0 && <span className="poll-turnout">{turnoutText(poll, here)}</span>}
        {poll.round > 1 && <span>round {poll.round}</span>}
        {poll.secrecy === 'secret' && <span>secret</span>}
        {isChosen && <span className="visually-hidden">Keys act on this poll.</span>}
      </p>
      <p className="poll-agenda" dir="auto">
        {agendaText(poll, steps, picture, zone)}
      </p>
      {poll.fault !== null && <Notice tone="wrong" title={poll.fault} />}
      <PollButtons {...{ poll, desk, isOff, mayEdit, isChosen }} />
      {desk.trouble?.poll === poll.id && <Notice tone="wrong" title={desk.trouble.text} />}
      <div id={detailId}>{isOpen && <PollDetail poll={poll} />}</div>
    </article>
  );
}

function TimeLeft({ poll: { state, closesAt } }: Pick<PollRowProps, 'poll'>) {
  const now = useServerNow(1000);
  if (state !== 'open' || closesAt === null) return null;
  const left = Date.parse(closesAt) - now;
  // Votes that were under way are taken for two seconds more.
  if (left <= 0) return <span>closing</span>;
  return (
    <span className="poll-left">
      <Countdown left={left} name="Time left to vote" /> left
    </span>
  );
}

type ButtonsProps = Pick<PollRowProps, 'poll' | 'desk' | 'isOff' | 'mayEdit' | 'isChosen'>;

/** One of all polls has the accent: what leads on with that on which keys act. */
function PollButtons({ poll, desk, isOff, mayEdit, isChosen }: ButtonsProps) {
  const presses = pressesOn(poll, useServerNow(1000)).filter(
    ({ command }) => command !== 'draft' && (mayEdit || (command !== 'archive' && command !== 'restore')),
  );
  const of = <span className="visually-hidden">: {poll.question}</span>;
  const press = ({ command, name, said }: Press, isMain: boolean) => (
    <Button
      key={command}
      {...(!isMain && { variant: 'default' })}
      disabled={isOff}
      onClick={() => desk.command(poll, command, said)}
    >
      {name}
      {of}
    </Button>
  );
  const archive = presses.find(({ command }) => command === 'archive');
  const others = presses.filter(({ command }) => command !== 'archive');
  if (presses.length === 0) return null;
  return (
    <div className="chair-buttons poll-buttons">
      {others.map((each, place) => press(each, isChosen && place === 0 && isFirstStep(each.command)))}
      {archive && (
        <details className="poll-more">
          <summary>More{of}</summary>
          {press(archive, false)}
        </details>
      )}
    </div>
  );
}

/** What leads on is the one thing to do; what takes back is not. */
const isFirstStep = (command: string): boolean => ['open', 'close', 'show', 'show-answer'].includes(command);
