import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { OwnBallotsView, PaperView, PollsView, PollView } from '../../../polls/view.ts';
import { useTopic } from '../../shell/use-live.ts';
import { FoldablePoll } from './FoldablePoll.tsx';
import { PollCard } from './PollCard.tsx';
import { splitPolls } from './results.ts';
import { useVoting, VotingHere } from './use-ballots.ts';

/** Of polls, what the page is written with. */
export interface WrittenPolls {
  readonly on: PollsView;
  /** Of those whose counts are shown. */
  readonly results: readonly PollView[];
  readonly own: OwnBallotsView;
}

export interface PollsProps {
  readonly slug: string;
  readonly participantId: string;
  readonly written: WrittenPolls;
  /** Told when a poll opens while the page is open. */
  readonly onOpening: () => void;
}

/** Below what is on now: the polls that are open, newest first, and what the last one came to. */
export function Polls({ slug, participantId, written, onOpening }: PollsProps) {
  const view = useTopic<PollsView>('polls', written.on).state ?? written.on;
  const voting = useVoting(slug, participantId, written.own);
  const { here, earlier } = splitPolls(view.polls);
  const said = useOpening(view.polls, onOpening);
  const resultOf = (paper: PaperView) =>
    written.results.find((result) => nameOf(result.paper) === nameOf(paper)) ?? null;
  const card = (paper: PaperView) => <PollCard key={nameOf(paper)} paper={paper} written={resultOf(paper)} />;
  return (
    <VotingHere value={voting}>
      <div className="polls">
        <span className="visually-hidden" role="status">
          {said}
        </span>
        {here.map((paper, place) => (
          <FoldablePoll key={nameOf(paper)} isFirst={place === 0} paper={paper} written={resultOf(paper)} />
        ))}
        {earlier.length > 0 && <Earlier papers={earlier} card={card} />}
      </div>
    </VotingHere>
  );
}

interface EarlierProps {
  readonly papers: readonly PaperView[];
  readonly card: (paper: PaperView) => ReactNode;
}

/** Folded, and not asked for before somebody unfolds it. */
function Earlier({ papers, card }: EarlierProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="polls-earlier" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>{papers.length === 1 ? '1 earlier poll' : `${papers.length} earlier polls`}</summary>
      {isOpen && papers.map(card)}
    </details>
  );
}

/** What is said aloud when a poll opens, and not of those that were open when the page was. */
function useOpening(polls: readonly PaperView[], onOpening: () => void): string {
  const [said, setSaid] = useState('');
  const known = useRef<ReadonlySet<string> | null>(null);
  const told = useRef(onOpening);
  told.current = onOpening;
  useEffect(() => {
    const open = polls.filter(({ state }) => state === 'open');
    const opened = known.current && open.find((paper) => !known.current?.has(nameOf(paper)));
    known.current = new Set([...(known.current ?? []), ...open.map(nameOf)]);
    if (!opened) return;
    setSaid(`A quick poll has opened: ${opened.question}`);
    told.current();
  }, [polls]);
  return said;
}

const nameOf = ({ id, round }: PaperView): string => `${id}:${round}`;
