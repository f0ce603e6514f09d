/**
 * Closing a round: `open` → `closing`, from when on it takes no ballot → counted → `closed`. Each step is stored in a
 * transaction of its own, so that a process that dies goes on where it was.
 */
import { addMinutes, type Instant } from '../kernel/time.ts';
import { countBallots, listCounted } from './ballot-reading-store.ts';
import { mayBreakDown } from './breakdown.ts';
import { changePoll, type PollAt, store, touchPoll } from './change-service.ts';
import { tallyOf } from './counting.ts';
import { standingsOf } from './leaderboard.ts';
import type { Alive } from './life.ts';
import type { PollNeeds } from './needs.ts';
import type { CountedBallot, Round, Standing, Voter } from './poll.ts';
import type { PollLog } from './poll-service.ts';
import { type DuePoll, holdPoll, savePoll } from './poll-store.ts';
import { findRound, listRoundsOf, saveRound } from './round-store.ts';
import type { Opened } from './secrecy/secret-round.ts';
import type { Tally } from './tally.ts';

/** How long counting rests that has found a fault, in minutes. */
const COUNT_AGAIN = 1;

/** The step `closing`: whatever the clock does later, no ballot is taken any more. */
export function stopped({ poll, round }: Alive, now: Instant): Alive {
  return { poll: { ...poll, state: 'closing', revision: poll.revision + 1, updatedAt: now }, round };
}

/** Counts a round that is closing. What is wrong is stored with it, and looked at again a little later. */
export async function count(
  needs: PollNeeds,
  due: DuePoll,
  round: Round,
  now: Instant,
  log: PollLog | undefined,
): Promise<void> {
  const { publicKey } = round;
  const found =
    publicKey === null
      ? await countOpenly(needs, due, now)
      : await countSealed(needs, due, { ...round, publicKey }, now);
  if (found.fault !== null)
    log?.error(
      { poll: due.id, round: round.number, fault: found.fault },
      'a round could not be counted, and is tried again',
    );
}

/** Where a count shows, and what was found to be wrong that was not known before; null for nothing. */
interface Concluded {
  readonly topics: readonly string[];
  readonly fault: string | null;
}

const NOTHING: Concluded = { topics: [], fault: null };

async function countOpenly(needs: PollNeeds, due: DuePoll, now: Instant): Promise<Concluded> {
  return await changePoll(
    needs,
    due,
    now,
    async (at, touched) => {
      const { tx, poll, round } = at;
      if (poll.state !== 'closing' || !round) return NOTHING;
      const ballots = await listCounted(tx, round);
      const voters = await votersOf(needs, at, round, ballots);
      const mayShowGroups = mayBreakDown(round.content, await earlierTallies(at, round));
      const tally = tallyOf(round.content, ballots, mayShowGroups ? voters : undefined);
      const turnout = await countBallots(tx, poll.id, round.number);
      const opened = tally.people === turnout ? { tally } : { fault: disagree(tally.people, turnout) };
      const concluded = await conclude(needs, at, { ...round, standings: kept(round, ballots, voters) }, opened);
      touched(concluded.topics);
      return concluded;
    },
    () => NOTHING,
  );
}

async function earlierTallies({ tx, poll }: PollAt, round: Round): Promise<readonly (Tally | null)[]> {
  const earlier = (await listRoundsOf(tx, poll.eventId, poll.id)).filter(({ number }) => number < round.number);
  return earlier.map(({ tally }) => tally);
}

/** None where nobody asks where voters come from. */
async function votersOf(
  { neighbours }: PollNeeds,
  { tx, poll }: PollAt,
  { content: { breakdown, quiz } }: Round,
  ballots: readonly CountedBallot[],
): Promise<ReadonlyMap<string, Voter>> {
  if (breakdown === 'none' && quiz === null) return new Map();
  const ids = ballots.map(({ participantId }) => participantId).filter((id) => id !== null);
  return await neighbours.peopleOf(tx, poll.eventId, ids);
}

function kept(
  { content, openedAt }: Round,
  ballots: readonly CountedBallot[],
  voters: ReadonlyMap<string, Voter>,
): readonly Standing[] | null {
  return content.quiz === null ? null : standingsOf({ content, openedAt, ballots }, voters);
}

async function countSealed(
  needs: PollNeeds,
  { eventId, id }: DuePoll,
  { number, content, publicKey }: Round & { readonly publicKey: string },
  now: Instant,
): Promise<Concluded> {
  let concluded = NOTHING;
  await needs.secrets.close({ pollId: id, number, content, publicKey }, async (tx, opened) => {
    concluded = NOTHING;
    const poll = await holdPoll(tx, eventId, id);
    const round = poll && (await findRound(tx, eventId, id, number));
    if (poll && round) concluded = await conclude(needs, { tx, poll, round, now }, round, opened);
  });
  const { topics } = concluded;
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
  return concluded;
}

async function conclude(needs: PollNeeds, at: PollAt, round: Round, opened: Opened): Promise<Concluded> {
  return 'fault' in opened
    ? await noteFault(needs, at, round, opened.fault)
    : { topics: await close(needs, at, round, opened.tally), fault: null };
}

async function close(needs: PollNeeds, at: PollAt, round: Round, tally: Tally): Promise<readonly string[]> {
  const { tx, poll, now } = at;
  const { countEntitled, countPresent } = needs.neighbours;
  const entitled = await countEntitled(tx, poll.eventId);
  const present = await countPresent(tx, poll.eventId);
  const closed: Alive = {
    poll: { ...poll, state: 'closed', revision: poll.revision + 1, updatedAt: now },
    round: { ...round, closedAt: now, entitled, present, tally, fault: null },
  };
  return (await store(needs, at, closed, { actor: 'system', action: 'poll-closed' })).topics;
}

async function noteFault(needs: PollNeeds, { tx, poll, now }: PollAt, round: Round, fault: string): Promise<Concluded> {
  await savePoll(tx, { ...poll, dueAt: addMinutes(now, COUNT_AGAIN) });
  if (round.fault === fault) return NOTHING;
  await saveRound(tx, poll.eventId, { ...round, fault });
  return { topics: await touchPoll(needs, tx, poll, poll), fault };
}

/** Tally and turnout: a person has one row, and each row must have come to count. */
function disagree(counted: number, turnout: number): string {
  return `${turnout - counted} of the ${turnout} ballots of this round cannot be read, so nothing was counted and nothing deleted. Ask whoever runs the server.`;
}
