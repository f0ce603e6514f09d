import { useContext, useEffect, useId, useRef } from 'react';
import type { PaperView, PollView } from '../../../polls/view.ts';
import { useServerNow, useTopic } from '../../shell/use-live.ts';
import { Countdown } from '../../show/Countdown.tsx';
import { ShownZones, zonesAt } from '../../show/times.tsx';
import { Ballot } from './Ballot.tsx';
import { closedText, takesVotes } from './poll-words.ts';
import { Results } from './Results.tsx';
import { VoteState } from './VoteState.tsx';

export interface PollCardProps {
  readonly paper: PaperView;
  /** What the page was written with; null where its counts were not shown. */
  readonly written: PollView | null;
  /** Whether somebody has just unfolded it: the focus goes on from its question. */
  readonly takesFocus?: boolean;
}

/** One poll: its paper while it is open, then that it is closed, then what it came to. */
export function PollCard({ paper, written, takesFocus = false }: PollCardProps) {
  const titleId = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) title.current?.focus();
  }, [takesFocus]);
  const now = useServerNow(1000);
  const isOpen = takesVotes(paper, now);
  return (
    <section className="poll" aria-labelledby={titleId} data-state={isOpen ? 'open' : paper.state}>
      <Label paper={paper} now={now} isOpen={isOpen} />
      <h2 className="poll-question" id={titleId} ref={title} tabIndex={-1} dir="auto">
        {paper.question}
      </h2>
      {paper.explanation !== '' && (
        <p className="poll-explanation" dir="auto">
          {paper.explanation}
        </p>
      )}
      {paper.picture && (
        <img className="poll-picture" src={paper.picture.url} alt={paper.picture.alt} referrerPolicy="no-referrer" />
      )}
      {isOpen ? <Ballot paper={paper} titleId={titleId} /> : <Closed paper={paper} now={now} />}
      <VoteState paper={paper} now={now} />
      {(paper.countsShown || paper.state === 'closed') && <Counted paper={paper} written={written} />}
    </section>
  );
}

interface AtMoment {
  readonly paper: PaperView;
  /** UTC milliseconds of the server's clock. */
  readonly now: number;
}

interface LabelProps extends AtMoment {
  readonly isOpen: boolean;
}

function Label(props: LabelProps) {
  const { quiz } = props.paper;
  return (
    <p className="participant-label poll-label">
      <span>{quiz === null ? 'Quick poll' : `Quiz: ${quiz}`}</span>
      <TimeLeft {...props} />
    </p>
  );
}

/** How long it is still open, else what there is to see. */
export function TimeLeft({ paper, now, isOpen }: LabelProps) {
  const left = paper.closesAt === null ? null : Math.max(0, Date.parse(paper.closesAt) - now);
  if (!isOpen) return <span className="poll-left">{paper.countsShown ? 'result' : 'closed'}</span>;
  if (left === null) return <span className="poll-left">open</span>;
  return (
    <span className="poll-left">
      <Countdown left={left} name="Until the poll closes" /> left
    </span>
  );
}

function Closed({ paper, now }: AtMoment) {
  const zones = useContext(ShownZones);
  if (paper.countsShown) return null;
  return <p className="poll-line">{closedText(paper, now, zonesAt(now, zones).first)} The result is not shown yet.</p>;
}

/** Followed only where there is something to see: the turnout of what is open changes too often for a phone. */
function Counted({ paper, written }: Pick<PollCardProps, 'paper' | 'written'>) {
  const { state } = useTopic<PollView>(`poll:${paper.id}`, written);
  const isOfRound = state?.paper.round === paper.round;
  return state && isOfRound ? <Results view={state} /> : null;
}
