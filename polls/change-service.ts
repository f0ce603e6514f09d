/** A change of one poll: its row is held, what is decided is stored with all that follows, and told after the commit. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { Tables } from '../kernel/tables.ts';
import { type Instant, instant } from '../kernel/time.ts';
import { inTransaction } from '../kernel/transaction.ts';
import type { AuditAction, AuditDetails } from '../people/audit/audit.ts';
import { lookAt } from './agenda-hand.ts';
import type { Alive } from './life.ts';
import type { PollNeeds } from './needs.ts';
import type { PollAnchor } from './neighbours.ts';
import type { Poll, Round } from './poll.ts';
import type { PollOf } from './poll-service.ts';
import { type DuePoll, holdPoll, listQuiz, savePoll } from './poll-store.ts';
import { noSuchPoll } from './rights.ts';
import { findRound, insertRound, saveRound } from './round-store.ts';
import { isOn } from './shown.ts';
import { POLLS_STAFF_TOPIC, POLLS_TOPIC, pollStaffTopic, pollTopic } from './topics.ts';

/** A poll in a transaction that holds it, with its newest round. */
export interface PollAt {
  readonly tx: Kysely<Tables>;
  readonly poll: Poll;
  /** Undefined before the first. */
  readonly round: Round | undefined;
  readonly now: Instant;
}

/** What was done and by whom, as it is written down. */
export interface Deed {
  readonly actor: Actor | 'system';
  readonly action: AuditAction;
  readonly details?: AuditDetails;
}

/**
 * May be begun again from its start.
 * @param touched is handed what is to be told after the commit.
 */
export type ChangeWork<Answer> = (at: PollAt, touched: (topics: readonly string[]) => void) => Promise<Answer>;

/** @throws AppError `not-found`. */
export async function changeNamed<Answer>(
  needs: PollNeeds,
  { event, poll: id }: PollOf,
  work: ChangeWork<Answer>,
): Promise<Answer> {
  return await changePoll(needs, { eventId: event.id, id }, needs.clock.now(), work, () => {
    throw noSuchPoll();
  });
}

/** @param otherwise answers where there is no such poll. */
export async function changePoll<Answer>(
  needs: PollNeeds,
  { eventId, id }: DuePoll,
  now: Instant,
  work: ChangeWork<Answer>,
  otherwise: () => Answer,
): Promise<Answer> {
  let topics: readonly string[] = [];
  const answer = await inTransaction(needs.db, async (tx) => {
    topics = [];
    const poll = await holdPoll(tx, eventId, id);
    if (!poll) return otherwise();
    const round = await findRound(tx, eventId, id, poll.round);
    return await work({ tx, poll, round, now }, (touched) => {
      topics = touched;
    });
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
  return answer;
}

/** @throws AppError `revision-stale`, with the revision and the state that there are in `extra`. */
export function refuseStale({ revision: seen }: PollOf, { revision, state }: Poll): void {
  if (seen === null || seen === revision) return;
  throw new AppError('revision-stale', 'This poll has changed since you saw it. Nothing was changed.', {
    extra: { revision, state },
  });
}

/**
 * Stores what a poll and its newest round become, and when the clock has to look next.
 * @param deed null where nobody is to read of it.
 * @returns the poll as it is stored, and where it shows.
 */
export async function store(
  needs: PollNeeds,
  { tx, poll: before, round: earlier, now }: PollAt,
  change: Alive,
  deed: Deed | null,
): Promise<Alive & { readonly topics: string[] }> {
  const { poll, round } = await withLook(needs, tx, change, now);
  await savePoll(tx, poll);
  if (round && round.number !== earlier?.number) await insertRound(tx, poll.eventId, round);
  else if (round) await saveRound(tx, poll.eventId, round);
  if (deed) {
    const { actor, action, details } = deed;
    const subject = `poll:${poll.id}`;
    await needs.record(tx, { eventId: poll.eventId, actor, action, subject, ...(details && { details }) });
  }
  // The clock looks often and finds most as it was.
  const isSeen = deed !== null || poll.state !== before.state || round?.closesAt !== earlier?.closesAt;
  const topics = isSeen ? await touchPoll(needs, tx, before, poll) : [];
  return { poll, round, topics };
}

/** With the closing time that the agenda gives, and when the clock has to look again. */
export async function withLook(needs: PollNeeds, tx: Kysely<Tables>, change: Alive, now: Instant): Promise<Alive> {
  const { poll, round } = change;
  if (poll.state === 'closing') return { round, poll: { ...poll, dueAt: now } };
  const look = lookAt(poll, round, await anchorOf(needs, tx, poll, now), now);
  const dueAt = look.step === null ? look.dueAt : now;
  const follows = poll.state === 'open' && round !== undefined;
  return { poll: { ...poll, dueAt }, round: follows ? { ...round, closesAt: look.closesAt } : round };
}

/** What a poll hangs on as the show has it now, in the whole seconds of the show. */
export async function anchorOf(
  { neighbours }: PollNeeds,
  tx: Kysely<Tables>,
  { eventId, content: { entry } }: Poll,
  now: Instant,
): Promise<PollAnchor | undefined> {
  if (entry === null) return undefined;
  const second = instant(Math.floor(now / 1000) * 1000);
  return await neighbours.anchorOf(tx, eventId, entry.day, entry.id, second);
}

/** @returns the topics in which a change shows, raised. */
export async function touchPoll(
  needs: Pick<PollNeeds, 'touch'>,
  tx: Kysely<Tables>,
  before: Poll,
  after: Poll,
): Promise<string[]> {
  const topics = await topicsOf(tx, before, after);
  await needs.touch(tx, after.eventId, ...topics);
  return topics;
}

/** The polls of a quiz show its leaderboard, which changes with any of them. */
async function topicsOf(tx: Kysely<Tables>, before: Poll, after: Poll): Promise<string[]> {
  const staff = [POLLS_STAFF_TOPIC, pollStaffTopic(after.id)];
  if (!isOn(before) && !isOn(after)) return staff;
  const { quiz } = after.content;
  const board =
    quiz === null ? [] : (await listQuiz(tx, after.eventId, quiz)).filter(isOn).map(({ id }) => pollTopic(id));
  return [...new Set([POLLS_TOPIC, pollTopic(after.id), ...staff, ...board])];
}
