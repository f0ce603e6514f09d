/** One person's votes on this page: what is in, what is on its way, and what became of it. */
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { ErrorCode } from '../../../kernel/errors.ts';
import type { OwnBallotsView, PollsView } from '../../../polls/view.ts';
import { call, ProblemError } from '../../shell/api.ts';
import type { Live } from '../../shell/live.ts';
import { LiveLine } from '../../shell/use-live.ts';
import { ballotKeep } from './ballot-keep.ts';
import { type BallotFate, Ballots, type SentBallot } from './ballots.ts';

export type OwnBallot = OwnBallotsView['ballots'][number];

export interface Voting {
  /** Null until the page is taken over. */
  readonly ballots: Ballots | null;
  /** As the server told last. */
  readonly told: OwnBallotsView;
}

export const VotingHere = createContext<Voting>({ ballots: null, told: { ballots: [] } });

/** @param written what the page was written with. */
export function useVoting(slug: string, participantId: string, written: OwnBallotsView): Voting {
  const line = useContext(LiveLine);
  const [ballots, setBallots] = useState<Ballots | null>(null);
  const [told, setTold] = useState(written);
  useEffect(() => {
    if (!line) return;
    const opened = openBallots(line, slug, participantId);
    setBallots(opened);
    const refresh = () => call<OwnBallotsView>(`/api/events/${slug}/me/ballots`).then(setTold, () => undefined);
    const ends = [
      line.onAnswer((id, code) => opened.hear(id, code)),
      line.onAsOf(() => line.asOf === null && opened.comeBack()),
      opened.onRefused((code) => code === 'already-voted' && void refresh()),
    ];
    opened.start();
    return () => {
      for (const end of ends) end();
      opened.stop();
    };
  }, [line, slug, participantId]);
  return { ballots, told };
}

function openBallots(line: Live, slug: string, participantId: string): Ballots {
  return new Ballots({
    keep: ballotKeep(`plenum-ballots:${slug}:${participantId}`),
    overSocket: (frame) => line.send(frame),
    overHttp: post,
    roundOf: (poll) => (line.picture('polls').state as PollsView | null)?.polls.find(({ id }) => id === poll)?.round,
    pauseBefore: (tries) => Math.min(1000 * 2 ** tries, 8000) * (1 + Math.random()),
    later: (call, ms) => {
      const timer = window.setTimeout(call, ms);
      return () => window.clearTimeout(timer);
    },
  });
}

async function post({ id, poll, round, options, text }: SentBallot): Promise<ErrorCode | 'unreachable' | null> {
  try {
    const body = { clientId: id, round, ...(options ? { options } : { text }) };
    await call(`/api/polls/${encodeURIComponent(poll)}/ballot`, { method: 'POST', body });
    return null;
  } catch (failure) {
    return failure instanceof ProblemError ? failure.code : 'internal';
  }
}

/** What became of this page's newest vote in a poll, whatever its round; undefined where it sent none. */
function useNewestFate(poll: string): BallotFate | undefined {
  const { ballots } = useContext(VotingHere);
  const follow = (hear: () => void) => ballots?.onFate(hear) ?? nothing;
  const look = () => ballots?.fate(poll);
  return useSyncExternalStore(follow, look, () => undefined);
}

/** The same of a round. */
export function useFate(poll: string, round: number): BallotFate | undefined {
  const fate = useNewestFate(poll);
  return fate && fate.ballot.round === round ? fate : undefined;
}

/**
 * Whether this page's vote was meant for an earlier round and did not come into it, as far as the page knows. Nobody
 * would hear of it otherwise: what is asked now is a new paper.
 */
export function useIsOfEarlierRound(poll: string, round: number): boolean {
  const fate = useNewestFate(poll);
  return fate?.is === 'refused' && fate.ballot.round < round && ROUND_IS_OVER.includes(fate.code);
}

const ROUND_IS_OVER: readonly string[] = ['other-round', 'poll-not-open'];

/** The vote that is in, in a round; null while none is known to be. */
export function useOwnBallot(poll: string, round: number): OwnBallot | null {
  const { told } = useContext(VotingHere);
  const fate = useFate(poll, round);
  if (fate?.is === 'in') {
    const { options, text } = fate.ballot;
    return { poll, round, options: options ? [...options] : null, text: text ?? null };
  }
  return told.ballots.find((each) => each.poll === poll && each.round === round) ?? null;
}

const nothing = () => undefined;
