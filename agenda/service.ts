/** The agenda room as the rest of the process is handed it. */
import type { Kysely } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { TouchTopics } from '../kernel/live.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Clock } from '../kernel/time.ts';
import type { RecordAudit } from '../people/audit/audit.ts';
import type { EventDirectory } from '../people/event-directory.ts';
import type { AttendanceService, FindAttendees } from './attendance/attendance.ts';
import { createAttendanceService } from './attendance/attendance-service.ts';
import { createEventDirectory } from './draft/directory-service.ts';
import { createDraftService, type DraftService } from './draft/draft-service.ts';
import { createEventService, type EventService } from './draft/event-service.ts';
import { createImportService, type ImportService } from './draft/import-service.ts';
import type { AgendaNeeds } from './draft/revision-service.ts';
import type { Announce } from './events.ts';
import { breakoutsOf, type PublishedBreakout } from './published/breakouts-service.ts';
import type { PublishedAgendas } from './published/published.ts';
import { PublishedAgendasInMemory } from './published/published-service.ts';
import { SnapshotsInMemory } from './published/snapshot-service.ts';
import { createVersionService, type VersionService } from './published/version-service.ts';
import { dayOfEntry } from './show/day-service.ts';
import { createShowService } from './show/opening-service.ts';
import type { ShowNeighbours, ShowService } from './show/show-service.ts';
import { AGENDA_TOPIC } from './show/topics.ts';

export interface AgendaServices {
  readonly events: EventService;
  readonly drafts: DraftService;
  readonly imports: ImportService;
  readonly versions: VersionService;
  readonly show: ShowService;
  readonly published: PublishedAgendas;
  readonly attendance: AttendanceService;
  /** What other rooms are told of events. */
  readonly directory: EventDirectory;
  /** The id of the day that has an entry in what is published; undefined where none has. */
  dayOfEntry(db: Kysely<Tables>, eventId: EventId, entry: string): Promise<string | undefined>;
  /** The breakouts of what is published, in its order. */
  breakoutsOf(db: Kysely<Tables>, eventId: EventId): Promise<readonly PublishedBreakout[]>;
}

export interface AgendaHandedIn {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Raises the versions of live topics, in the transaction of the change. */
  readonly touch: TouchTopics;
  readonly findAttendees: FindAttendees;
  /** What the show asks of other rooms. Without them nobody has a name, and nobody asks for anything. */
  readonly neighbours?: ShowNeighbours;
  /** Told of each change after its commit, when the agendas in memory are already up to date. */
  readonly announce?: Announce;
}

export function createAgendaServices(handed: AgendaHandedIn): AgendaServices {
  const { db, clock, record, touch, findAttendees, neighbours = ALONE, announce } = handed;
  const published = new PublishedAgendasInMemory(db, clock);
  const needs: AgendaNeeds = {
    db,
    clock,
    record,
    touch,
    announce: (happening) => {
      if (happening.kind !== 'topics-changed' || happening.topics.includes(AGENDA_TOPIC)) published.forget(happening);
      announce?.(happening);
    },
  };
  const snapshots = new SnapshotsInMemory();
  const show = createShowService({ ...needs, snapshots, neighbours });
  return {
    show,
    events: createEventService({ ...needs, snapshots }),
    drafts: createDraftService(needs),
    imports: createImportService(needs),
    versions: createVersionService(needs),
    attendance: createAttendanceService({
      ...{ db, clock, record, findAttendees, snapshots },
      now: show.now,
    }),
    directory: createEventDirectory(db),
    dayOfEntry: (of, eventId, entry) => dayOfEntry({ snapshots }, of, eventId, entry),
    breakoutsOf: (of, eventId) => breakoutsOf({ snapshots }, of, eventId),
    published,
  };
}

const ALONE: ShowNeighbours = {
  namesOf: async () => new Map(),
  standingOf: async () => undefined,
  countHelp: async () => ({ waiting: 0, taken: 0 }),
  countQuestions: async () => null,
  countMissing: async () => null,
};
