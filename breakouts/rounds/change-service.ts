/** A change of one round: its row is held, what is decided is stored with all that follows, and told after the commit. */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditAction, AuditDetails } from '../../people/audit/audit.ts';
import type { RoundOf } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { noSuchRound } from '../rights.ts';
import type { BreakoutRound } from '../round.ts';
import { namesTopic, ROUNDS_STAFF_TOPIC, ROUNDS_TOPIC } from '../topics.ts';
import { lookAt, type OfDay } from './agenda-hand.ts';
import { type DueRound, holdRound, saveRound } from './round-store.ts';
import { findSettings } from './setting-store.ts';

/** A round in a transaction that holds it. */
export interface RoundAt {
  readonly tx: Kysely<Tables>;
  readonly round: BreakoutRound;
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
 * @param touched is handed the topics in which the work shows, all at once. They are raised for it, last in the
 * transaction: whoever raised some and then waited for a row, or for others, could wait for who waits for these.
 */
export type ChangeWork<Answer> = (at: RoundAt, touched: (topics: readonly string[]) => void) => Promise<Answer>;

/** @throws AppError `not-found`. */
export async function changeRound<Answer>(
  needs: BreakoutNeeds,
  { event, round: id }: Pick<RoundOf, 'event' | 'round'>,
  work: ChangeWork<Answer>,
): Promise<Answer> {
  return await changeDueRound(needs, { eventId: event.id, id }, needs.clock.now(), work, () => {
    throw noSuchRound();
  });
}

/** @param otherwise answers where there is no such round. */
export async function changeDueRound<Answer>(
  needs: BreakoutNeeds,
  { eventId, id }: DueRound,
  now: Instant,
  work: ChangeWork<Answer>,
  otherwise: () => Answer,
): Promise<Answer> {
  let topics: readonly string[] = [];
  const answer = await inTransaction(needs.db, async (tx) => {
    topics = [];
    const round = await holdRound(tx, eventId, id);
    if (!round) return otherwise();
    const done = await work({ tx, round, now }, (touched) => {
      topics = touched;
    });
    if (topics.length > 0) await needs.touch(tx, eventId, ...topics);
    return done;
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
  return answer;
}

/** @throws AppError `revision-stale`, with the revision and the state that there are in `extra`. */
export function refuseStale({ revision: seen }: Pick<RoundOf, 'revision'>, { revision, state }: BreakoutRound): void {
  if (seen === null || seen === revision) return;
  throw new AppError('revision-stale', 'This round has changed since you saw it. Nothing was changed.', {
    extra: { revision, state },
  });
}

/**
 * Stores what a round becomes, and when the clock has to look next.
 * @param deed null where nobody is to read of it.
 * @returns the round as it is stored, and the topics in which that shows, for the caller to have raised.
 */
export async function storeRound(
  needs: BreakoutNeeds,
  { tx, round: before, now }: RoundAt,
  change: BreakoutRound,
  deed: Deed | null,
): Promise<{ readonly round: BreakoutRound; readonly topics: string[] }> {
  const round = await withLook(needs, tx, change, now);
  await saveRound(tx, round);
  if (deed) {
    const { actor, action, details } = deed;
    const subject = `breakout:${round.id}`;
    await needs.record(tx, { eventId: round.eventId, actor, action, subject, ...(details && { details }) });
  }
  // The clock looks often and finds most as it was.
  const isSeen = deed !== null || round.state !== before.state || round.closesAt !== before.closesAt;
  return { round, topics: isSeen ? await topicsOfRounds(tx, before.eventId, [round.id]) : [] };
}

/** The topics in which a change of rounds shows. */
export async function topicsOfRounds(
  tx: Kysely<Tables>,
  eventId: EventId,
  rounds: readonly string[],
): Promise<string[]> {
  const { settings } = await findSettings(tx, eventId);
  const names = settings.names === 'everybody' ? rounds.map(namesTopic) : [];
  return [ROUNDS_TOPIC, ROUNDS_STAFF_TOPIC, ...names];
}

/** With the closing time that the agenda gives, and when the clock has to look again: at once where a step is due. */
async function withLook(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  round: BreakoutRound,
  now: Instant,
): Promise<BreakoutRound> {
  const look = lookAt(round, await ofDay(needs, tx, round, now), now);
  const runs = round.state === 'open' || round.state === 'closing';
  const dueAt = look.step === null ? look.dueAt : now;
  return { ...round, dueAt, closesAt: runs ? look.closesAt : round.closesAt };
}

/** How the day stands for a round, in the whole seconds of the show. */
export async function ofDay(
  { neighbours }: Pick<BreakoutNeeds, 'neighbours'>,
  tx: Kysely<Tables>,
  { eventId, content: { entry }, state }: Pick<BreakoutRound, 'eventId' | 'content' | 'state'>,
  now: Instant,
): Promise<OfDay> {
  const { warnSeconds } = (await findSettings(tx, eventId)).settings;
  if (state === 'planned' || state === 'closed' || state === 'reported')
    return { anchor: undefined, minutes: null, warnSeconds };
  const second = instant(Math.floor(now / 1_000) * 1_000);
  const anchor = await neighbours.anchorOf(tx, eventId, entry.day, entry.id, second);
  const session = (await neighbours.breakoutsOf(tx, eventId)).find(({ id }) => id === entry.id);
  return { anchor, minutes: session?.minutes ?? null, warnSeconds };
}
