/** Rounds made, changed and removed by organisers, and how the event looks at them. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Asked, RoundOf } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { demand } from '../rights.ts';
import { type BreakoutRound, NO_REPORT, type Report } from '../round.ts';
import type { BreakoutSettings, RoomContent, RoundContent } from '../schema.ts';
import { deleteSummaries, forgetWriters, holdSummary } from '../summaries/summary-store.ts';
import { roomTopic } from '../topics.ts';
import type { SettingsView, StaffRoundView } from '../view.ts';
import { changeRound, type RoundAt, refuseStale, storeRound, topicsOfRounds } from './change-service.ts';
import { deletePlacesIn } from './gathered-store.ts';
import { notRight } from './life.ts';
import { deleteMessagesTo } from './message-store.ts';
import { deleteRound, insertRound, listRounds, makeRoundsDue, raisePlaces } from './round-store.ts';
import { isVisible } from './seen.ts';
import { holdSettings, saveSettings } from './setting-store.ts';
import { staffView } from './viewing-service.ts';

/** @throws AppError as `RoundService.create`. */
export async function create(needs: BreakoutNeeds, asked: Asked, content: RoundContent): Promise<StaffRoundView> {
  const { actor, event } = asked;
  demand(actor, 'edit-breakouts', event);
  let topics: readonly string[] = [];
  const view = await inTransaction(needs.db, async (tx) => {
    // Of two who want the same session at once, the second sees what the first has done.
    await holdSettings(tx, event.id);
    await refuseOtherSession(needs, tx, event.id, content);
    await refuseStrangers(needs, tx, event.id, content.rooms, []);
    const round = newRound(event.id, content, needs.clock.now());
    if (!(await insertRound(tx, round))) throw hasOne();
    await needs.record(tx, { eventId: event.id, actor, action: 'breakout-made', subject: `breakout:${round.id}` });
    topics = await topicsOfRounds(tx, event.id, [round.id]);
    await needs.touch(tx, event.id, ...topics);
    return await staffView(needs, tx, round);
  });
  needs.announce({ kind: 'topics-changed', eventId: event.id, topics });
  return view;
}

function newRound(eventId: EventId, content: RoundContent, now: Instant): BreakoutRound {
  return {
    ...{ id: newId(), eventId, content, state: 'planned', setId: null, report: NO_REPORT },
    ...{ openedAt: null, closesAt: null, closesByHand: null, closedAt: null, openedByAgenda: false },
    ...{ placesRevision: 0, dueAt: null, revision: 1, createdAt: now, updatedAt: now },
  };
}

/** @throws AppError as `RoundService.change`. */
export async function change(needs: BreakoutNeeds, of: RoundOf, content: RoundContent): Promise<StaffRoundView> {
  const { actor, event } = of;
  demand(actor, 'edit-breakouts', event);
  return await changeRound(needs, of, async (at, touched) => {
    const { round, tx, now } = at;
    refuseStale(of, round);
    const isBefore = round.state === 'planned' || round.state === 'assigned';
    if (!isBefore && frame(content) !== frame(round.content))
      throw notRight(round, 'Only links, facilitators and rapporteurs can be changed once a round has opened.');
    if (frame(content) !== frame(round.content)) await refuseTaken(needs, tx, round, content);
    await refuseStrangers(needs, tx, event.id, content.rooms, round.content.rooms);
    const kept = new Set(content.rooms.map(({ id }) => id));
    const gone = round.content.rooms.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
    await takeAway(at, gone);
    const report = without(round.report, gone);
    const edited = { ...round, content, report, revision: round.revision + 1, updatedAt: now };
    const next = { ...edited, placesRevision: round.placesRevision + 1 };
    const stored = await storeRound(needs, at, next, { actor, action: 'breakout-changed' });
    touched([...stored.topics, ...gone.map((id) => roomTopic(round.id, id))]);
    return await staffView(needs, tx, stored.round);
  });
}

/** What rooms had that a round has no more: their places, what was said to them, and what they wrote. */
async function takeAway({ tx, round: { id, eventId }, now }: RoundAt, rooms: readonly string[]): Promise<void> {
  if (rooms.length === 0) return;
  await deletePlacesIn(tx, eventId, id, rooms);
  await deleteMessagesTo(tx, eventId, id, rooms);
  // Held first: whoever is just writing one that is new is waited for, and would leave it behind.
  for (const room of rooms) await holdSummary(tx, eventId, id, room, now);
  await deleteSummaries(tx, eventId, id, rooms);
}

function without(report: Report, rooms: readonly string[]): Report {
  const others = (ids: readonly string[]) => ids.filter((id) => !rooms.includes(id));
  return { ...report, order: others(report.order), drafts: others(report.drafts) };
}

/** What of a round cannot be changed any more once it has opened. */
function frame({ entry, rooms }: RoundContent): string {
  return JSON.stringify([
    entry.id,
    entry.day,
    rooms.map(({ id, name, topic, capacity }) => [id, name, topic, capacity]),
  ]);
}

/** @throws AppError as `RoundService.remove`. */
export async function remove(needs: BreakoutNeeds, of: RoundOf): Promise<void> {
  const { actor, event } = of;
  demand(actor, 'edit-breakouts', event);
  await changeRound(needs, of, async ({ round, tx }, touched) => {
    refuseStale(of, round);
    if (round.openedAt !== null) throw notRight(round, 'A round that was opened stays, with what its rooms wrote.');
    await deleteRound(tx, event.id, round.id);
    await needs.record(tx, { eventId: event.id, actor, action: 'breakout-removed', subject: `breakout:${round.id}` });
    const rooms = round.content.rooms.map(({ id }) => roomTopic(round.id, id));
    touched([...(await topicsOfRounds(tx, event.id, [round.id])), ...rooms]);
  });
}

/** @throws AppError `bad-input` for what is no breakout of the published agenda. */
async function refuseOtherSession(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  eventId: EventId,
  { entry }: RoundContent,
): Promise<void> {
  const sessions = await neighbours.breakoutsOf(tx, eventId);
  if (sessions.some(({ id, dayId }) => id === entry.id && dayId === entry.day)) return;
  throw new AppError('bad-input', 'A round hangs on a session of the kind breakout that is published.', {
    errors: [{ path: 'entry', message: 'expected a breakout of the published agenda, with the day that it is on' }],
  });
}

async function refuseTaken(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  { id, eventId, content: before }: BreakoutRound,
  content: RoundContent,
): Promise<void> {
  if (content.entry.id === before.entry.id && content.entry.day === before.entry.day) return;
  await holdSettings(tx, eventId);
  await refuseOtherSession(needs, tx, eventId, content);
  const others = (await listRounds(tx, eventId)).filter((each) => each.id !== id);
  if (others.some((each) => each.content.entry.id === content.entry.id)) throw hasOne();
}

function hasOne(): AppError {
  return new AppError('state-not-right', 'This session has a round already: change that one.');
}

/** @throws AppError `bad-input` for who is newly named and not registered. Who was named before may have left. */
async function refuseStrangers(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  eventId: EventId,
  rooms: readonly RoomContent[],
  before: readonly RoomContent[],
): Promise<void> {
  const known = new Set(before.flatMap(({ facilitator, rapporteur }) => [facilitator, rapporteur]));
  const named = rooms.flatMap((room, place) =>
    (['facilitator', 'rapporteur'] as const).map((role) => ({ id: room[role], path: `rooms.${place}.${role}` })),
  );
  const fresh = named.filter(({ id }) => id !== null && !known.has(id));
  if (fresh.length === 0) return;
  const members = new Set<string>((await neighbours.membersOf(tx, eventId)).map(({ id }) => id));
  const errors = fresh
    .filter(({ id }) => id === null || !members.has(id))
    .map(({ path }) => ({ path, message: 'expected the id of somebody who is registered' }));
  if (errors.length > 0)
    throw new AppError('bad-input', 'Facilitators and rapporteurs are people who are registered.', { errors });
}

/** @throws AppError as `RoundService.changeSettings`. */
export async function changeSettings(
  needs: BreakoutNeeds,
  { actor, event }: Asked,
  seen: number | null,
  settings: BreakoutSettings,
): Promise<SettingsView> {
  demand(actor, 'edit-breakouts', event);
  let topics: readonly string[] = [];
  const stored = await inTransaction(needs.db, async (tx) => {
    // Rounds first, as everybody who changes a round and reads the settings then.
    await makeRoundsDue(tx, event.id);
    await raisePlaces(tx, event.id);
    const held = await holdSettings(tx, event.id);
    if (seen !== null && seen !== held.revision)
      throw new AppError('revision-stale', 'These settings have changed since you saw them. Nothing was changed.', {
        extra: { revision: held.revision },
      });
    const listed = await listRounds(tx, event.id);
    const rounds = listed.map(({ id }) => id);
    const before = await topicsOfRounds(tx, event.id, rounds);
    const next = { settings, revision: held.revision + 1 };
    await saveSettings(tx, event.id, next);
    if (settings.chathamHouse) await forgetWriters(tx, event.id);
    await needs.record(tx, { eventId: event.id, actor, action: 'breakout-settings-changed', subject: 'event' });
    const hidden = hiddenRooms(listed, held.settings, settings);
    topics = [...new Set([...before, ...(await topicsOfRounds(tx, event.id, rounds)), ...hidden])];
    await needs.touch(tx, event.id, ...topics);
    return next;
  });
  needs.announce({ kind: 'topics-changed', eventId: event.id, topics });
  return stored;
}

/** The topics of rooms that people might see and may not any more: who follows one hears that there is none. */
function hiddenRooms(rounds: readonly BreakoutRound[], before: BreakoutSettings, after: BreakoutSettings): string[] {
  const hidden = rounds.filter((round) => isVisible(round, before.from) && !isVisible(round, after.from));
  return hidden.flatMap(({ id, content }) => content.rooms.map((room) => roomTopic(id, room.id)));
}
