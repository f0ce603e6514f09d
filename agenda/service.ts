/** The agenda room as the rest of the process is handed it. */
import type { Kysely } from 'kysely';
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
import type { PublishedAgendas } from './published/published.ts';
import { PublishedAgendasInMemory } from './published/published-service.ts';
import { createVersionService, type VersionService } from './published/version-service.ts';

export interface AgendaServices {
  readonly events: EventService;
  readonly drafts: DraftService;
  readonly imports: ImportService;
  readonly versions: VersionService;
  readonly published: PublishedAgendas;
  readonly attendance: AttendanceService;
  /** What other rooms are told of events. */
  readonly directory: EventDirectory;
}

export interface AgendaHandedIn {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Raises the versions of live topics, in the transaction of the change. */
  readonly touch: TouchTopics;
  readonly findAttendees: FindAttendees;
  /** Told of each change after its commit, when the agendas in memory are already up to date. */
  readonly announce?: Announce;
}

export function createAgendaServices(handed: AgendaHandedIn): AgendaServices {
  const { db, clock, record, touch, findAttendees, announce } = handed;
  const published = new PublishedAgendasInMemory(db, clock);
  const needs: AgendaNeeds = {
    db,
    clock,
    record,
    touch,
    announce: (happening) => {
      published.forget(happening);
      announce?.(happening);
    },
  };
  return {
    events: createEventService(needs),
    drafts: createDraftService(needs),
    imports: createImportService(needs),
    versions: createVersionService(needs),
    attendance: createAttendanceService({
      ...{ db, clock, record, findAttendees },
      now: async () => ({ day: null, days: 0, banners: [] }),
    }),
    directory: createEventDirectory(db),
    published,
  };
}
