/** Who came: written down when somebody joins and while a page of theirs is open, and read by organisers. */
import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { RecordAudit } from '../../people/audit/audit.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { findEventById } from '../draft/event-store.ts';
import { demand } from '../policy.ts';
import type { SnapshotsInMemory } from '../published/snapshot-service.ts';
import { showDays } from '../show/day-service.ts';
import { entryTimes, type PartTime } from '../show/expected.ts';
import { readRun } from '../show/read-run.ts';
import { currentOf, floorMinute, isBreak, phaseAt, presentOf, type Run } from '../show/run.ts';
import type { ShowDay } from '../show/show-of-day.ts';
import type { NowView, ShowDayView } from '../show/show-view.ts';
import type { AttendanceService, FindAttendees } from './attendance.ts';
import { ownAttendance, writeAttendance } from './attendance-file.ts';
import {
  addMinute,
  countJoined,
  insertJoin,
  listAttendance,
  type Presence,
  tallyAttendance,
} from './attendance-store.ts';
import { attendanceView } from './attendance-view.ts';
import { placesOf, WHOLE_DAY } from './places.ts';

export interface AttendanceNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly record: RecordAudit;
  readonly findAttendees: FindAttendees;
  readonly snapshots: SnapshotsInMemory;
  /** What is on. */
  readonly now: (event: EventRef) => Promise<NowView>;
}

export function createAttendanceService(needs: AttendanceNeeds): AttendanceService {
  const { db, clock } = needs;
  return {
    read: async (actor, event) => {
      demand(actor, 'read-attendance', event);
      const days = await publishedDays(needs, db, event);
      return attendanceView(days, await tallyAttendance(db, event.id), await countJoined(db, event.id));
    },
    exportCsv: (actor, event) => exportCsv(needs, actor, event),
    linkTo: async (actor, event, sessionId) => (await doorTo(needs, actor, event, sessionId)).link,
    join: async (actor, event, sessionId) => {
      const { link, ...presence } = await doorTo(needs, actor, event, sessionId);
      await insertJoin(db, event.id, presence, clock.now());
      return link;
    },
    seen: (event, participants) => seen(needs, event, participants),
    heldOf: async (of, event, participantId) => {
      const placeOf = placesOf(await publishedDays(needs, of, event));
      return ownAttendance(await listAttendance(of, event.id, participantId), placeOf);
    },
  };
}

/** That it was made is written down: it holds names. */
async function exportCsv(needs: AttendanceNeeds, actor: Actor, event: EventRef): Promise<string> {
  demand(actor, 'read-attendance', event);
  return await inTransaction(needs.db, async (tx) => {
    const stays = await listAttendance(tx, event.id, null);
    const ids = [...new Set(stays.map(({ participantId }) => participantId))];
    const attendees = await needs.findAttendees(tx, event.id, ids);
    const details = { people: ids.length };
    await needs.record(tx, { eventId: event.id, actor, action: 'attendance-exported', subject: null, details });
    return writeAttendance(stays, placesOf(await publishedDays(needs, tx, event)), attendees);
  });
}

interface Door extends Presence {
  readonly link: string;
}

async function doorTo(needs: AttendanceNeeds, actor: Actor, event: EventRef, sessionId: string): Promise<Door> {
  demand(actor, 'join-session', event);
  const participantId = standingOf(actor, { eventId: event.id })?.participantId;
  if (participantId === undefined) throw new AppError('forbidden', 'Sessions are joined by people who take part.');
  const days = await publishedDays(needs, needs.db, event);
  const found = days.find(({ day }) => day.entries.some(({ id }) => id === sessionId));
  if (!found) throw new AppError('not-found', 'There is no such session.');
  const link = found.joinLinks[sessionId];
  if (link === undefined) throw new AppError('not-found', 'This session has no link to join by yet.');
  return { link, dayId: found.id, sessionId, participantId };
}

async function publishedDays(
  { snapshots }: AttendanceNeeds,
  db: Kysely<Tables>,
  { id }: EventRef,
): Promise<readonly ShowDay[]> {
  const event = await findEventById(db, id);
  return event ? await showDays({ snapshots }, db, event) : [];
}

async function seen(needs: AttendanceNeeds, event: EventRef, participants: readonly ParticipantId[]): Promise<void> {
  if (participants.length === 0) return;
  const { day } = await needs.now(event);
  const now = needs.clock.now();
  const sessions = day && placesNow(day, now);
  const dayId = (await publishedDays(needs, needs.db, event)).find((each) => each.day.number === day?.number)?.id;
  if (!sessions || dayId === undefined) return;
  const presences = [...new Set(participants)]
    .sort()
    .flatMap((participantId) => sessions.map((sessionId) => ({ dayId, sessionId, participantId })));
  await inTransaction(needs.db, (tx) => addMinute(tx, event.id, presences, floorMinute(now)));
}

/** The day as a whole and the sessions that are on in it; null while the day is not on. */
function placesNow({ run: view }: ShowDayView, now: Instant): readonly string[] | null {
  const run = readRun(view);
  const phase = phaseAt(run, now);
  if (phase === 'closed' || phase === 'over') return null;
  return [WHOLE_DAY, ...partsOnAt(run, now)];
}

/** Of tracks side by side each while it is on; of breaks none. */
function partsOnAt(run: Run, now: Instant): readonly string[] {
  const current = currentOf(run);
  if (!current || isBreak(current)) return [];
  const at = presentOf(run, now);
  const isOn = ({ id, start, end }: PartTime) =>
    start <= at && at <= end && current.parts.some((part) => part.id === id);
  return entryTimes(run, at)
    .filter(isOn)
    .map(({ id }) => id);
}
