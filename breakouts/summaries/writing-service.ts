/** Rooms' summaries, read and written by those who may. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { RoomOf } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Summary } from '../round.ts';
import { nudgedAt } from '../rounds/message.ts';
import { listMessagesOf } from '../rounds/message-store.ts';
import { findSettings, holdSettings, type SettingsAt } from '../rounds/setting-store.ts';
import type { SummaryChange } from '../schema.ts';
import { ROUNDS_STAFF_TOPIC, ROUNDS_TOPIC, roomTopic } from '../topics.ts';
import type { SummaryView } from '../view.ts';
import { dueAtOf } from './due-service.ts';
import { type RoomAt, roomAt } from './room-service.ts';
import { emptySummary, heardOf, isPresented, summaryState, write } from './summary.ts';
import { findSummary, holdSummary, saveSummary } from './summary-store.ts';

/** @throws AppError as `demand`; `not-found`; `forbidden` for those who may not read it, or not yet. */
export async function readSummary(needs: BreakoutNeeds, of: RoomOf): Promise<SummaryView> {
  return await inTransaction(needs.db, async (tx) => {
    const at = await roomAt(tx, of);
    const { round, room } = at;
    const found = await findSummary(tx, of.event.id, round.id, room.id);
    if (!at.mayRead && heardOf(round.report, room.id, found).texts === null) throw notYours();
    const { settings } = await findSettings(tx, of.event.id);
    const summary = found ?? emptySummary(round.id, room.id, round.createdAt);
    const view = await viewOf(needs, tx, at, summary, await dueAt(needs, tx, at, settings));
    return at.mayRead ? view : { ...view, writer: null };
  });
}

/** @throws AppError as `SummaryService.save`. */
export async function saveChange(needs: BreakoutNeeds, of: RoomOf, change: SummaryChange): Promise<SummaryView> {
  let topics: readonly string[] = [];
  const eventId = of.event.id;
  const view = await inTransaction(needs.db, async (tx) => {
    const settings = await settingsFor(tx, of);
    // Held before its round is read: presenting a room takes hold of its summary too, so that it sees all or refuses.
    const held = await heldSummary(needs, tx, of);
    const at = await roomAt(tx, of);
    const due = await dueAt(needs, tx, at, settings);
    const writer = settings.chathamHouse ? null : at.asker;
    const written = write(held, change, { now: needs.clock.now(), dueAt: due, writer });
    if (written.stale) throw stale(written.stale, await viewOf(needs, tx, at, held, due));
    if (written.summary !== held && isPresented(at.round.report, at.room.id)) throw isShownAlready();
    topics = await keep(needs, tx, at, held, written.summary);
    return await viewOf(needs, tx, at, written.summary, due);
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
  return view;
}

/** Held where writers are named, so that none is stored after the event has turned to the Chatham House rule. */
async function settingsFor(tx: Kysely<Tables>, { event }: RoomOf): Promise<SettingsAt['settings']> {
  const { settings } = await findSettings(tx, event.id);
  return settings.chathamHouse ? settings : (await holdSettings(tx, event.id)).settings;
}

/** @throws AppError as `roomAt`; `forbidden`. Before anything is made for an address that somebody thought of. */
async function heldSummary({ clock }: BreakoutNeeds, tx: Kysely<Tables>, of: RoomOf): Promise<Summary> {
  const { round, room, mayWrite } = await roomAt(tx, of);
  if (!mayWrite) throw notYours();
  return await holdSummary(tx, of.event.id, round.id, room.id, clock.now());
}

/** @returns the topics in which it shows: what is typed is for who writes it, and never for everybody. */
async function keep(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  { round, room }: RoomAt,
  before: Summary,
  after: Summary,
): Promise<readonly string[]> {
  if (after === before) return [];
  await saveSummary(tx, round.eventId, after);
  if (after.inAt !== null && before.inAt === null) {
    // The log keeps what it was told for good: it is never told who wrote.
    const deed = { actor: 'system', action: 'summary-in', subject: `breakout:${round.id}` } as const;
    await needs.record(tx, { eventId: round.eventId, ...deed, details: { room: room.id, late: after.late } });
  }
  const isMissing = (summary: Summary) => heardOf(round.report, room.id, summary).missing;
  const standsAnew = summaryState(before) !== summaryState(after) || before.late !== after.late;
  const topics = [
    roomTopic(round.id, room.id),
    ...(standsAnew ? [ROUNDS_STAFF_TOPIC] : []),
    ...(isMissing(before) === isMissing(after) ? [] : [ROUNDS_TOPIC]),
  ];
  await needs.touch(tx, round.eventId, ...topics);
  return topics;
}

async function dueAt(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  { round }: RoomAt,
  settings: SettingsAt['settings'],
): Promise<Instant | null> {
  const sessions = await needs.neighbours.breakoutsOf(tx, round.eventId);
  return await dueAtOf(needs, tx, round, settings, sessions, needs.clock.now());
}

async function viewOf(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  { round, room }: RoomAt,
  summary: Summary,
  due: Instant | null,
): Promise<SummaryView> {
  const { texts, versions, late, writer, revision, updatedAt } = summary;
  const nudged = nudgedAt(await listMessagesOf(tx, round.eventId, round.id), round.id, room.id);
  return {
    ...{ round: round.id, entry: round.content.entry.id, texts, versions, late },
    room: { id: room.id, name: room.name, topic: room.topic },
    state: summaryState(summary),
    dueAt: timeOf(due),
    writer: await nameOf(needs, tx, round.eventId, writer),
    presented: isPresented(round.report, room.id),
    updatedAt: timeOf(revision === 0 ? null : updatedAt),
    nudgedAt: timeOf(nudged),
  };
}

async function nameOf(
  { neighbours }: BreakoutNeeds,
  tx: Kysely<Tables>,
  eventId: RoomAt['round']['eventId'],
  writer: ParticipantId | null,
): Promise<string | null> {
  if (writer === null) return null;
  return (await neighbours.membersOf(tx, eventId)).find(({ id }) => id === writer)?.name ?? null;
}

function timeOf(at: Instant | null): string | null {
  return at === null ? null : formatRfc3339(at, 'utc');
}

function stale(fields: readonly string[], current: SummaryView): AppError {
  return new AppError('revision-stale', 'Somebody else has changed this meanwhile. Nothing was saved.', {
    extra: { fields, current },
  });
}

function isShownAlready(): AppError {
  return new AppError('state-not-right', 'The plenary has seen this summary. It is not changed any more.');
}

function notYours(): AppError {
  return new AppError('forbidden', 'This summary is for those who write it, until the plenary has seen it.');
}
