import { useEffect, useRef, useState } from 'react';
import { useServerNow } from '../../shell/use-live.ts';
import { PollCard, type PollCardProps, TimeLeft } from './PollCard.tsx';
import { takesVotes } from './poll-words.ts';
import { useOwnBallot } from './use-ballots.ts';

export interface FoldablePollProps extends PollCardProps {
  /** The first is never folded. */
  readonly isFirst: boolean;
}

/**
 * Where several polls are on, those below the first are one line each, so that what comes next stays in reach. One
 * that was unfolded stays so when a newer comes above it, unless it is dealt with: somebody may be filling it in.
 */
export function FoldablePoll({ isFirst, ...card }: FoldablePollProps) {
  const { paper } = card;
  const [isUnfolded, setUnfolded] = useState(isFirst);
  const [isByHand, setByHand] = useState(false);
  const isIn = useOwnBallot(paper.id, paper.round) !== null;
  const isDealtWith = isIn || paper.state !== 'open';
  const wasFirst = useRef(isFirst);
  useEffect(() => {
    if (isFirst) setUnfolded(true);
    else if (wasFirst.current && isDealtWith) setUnfolded(false);
    wasFirst.current = isFirst;
  }, [isFirst, isDealtWith]);
  if (isFirst || isUnfolded) return <PollCard {...card} takesFocus={isByHand} />;
  const unfold = () => {
    setByHand(true);
    setUnfolded(true);
  };
  return <Folded {...{ paper, isIn }} onUnfold={unfold} />;
}

interface FoldedProps extends Pick<PollCardProps, 'paper'> {
  readonly isIn: boolean;
  readonly onUnfold: () => void;
}

function Folded({ paper, isIn, onUnfold }: FoldedProps) {
  const now = useServerNow(1000);
  const isOpen = takesVotes(paper, now);
  return (
    <section className="poll poll-folded" aria-label={paper.question} data-state={isOpen ? 'open' : paper.state}>
      <h2 className="poll-folded-question">
        <button type="button" className="poll-unfold" aria-expanded={false} onClick={onUnfold} dir="auto">
          {paper.question}
        </button>
      </h2>
      <p className="poll-small poll-folded-facts">
        <TimeLeft paper={paper} now={now} isOpen={isOpen} />
        {isIn && <span>your vote is in</span>}
        {isOpen && !isIn && <span className="poll-awaits">your vote is open</span>}
      </p>
    </section>
  );
}
