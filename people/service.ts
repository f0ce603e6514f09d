/** The people room as the rest of the process is handed it. */
import type { Kysely } from 'kysely';
import type { Tables } from '../kernel/tables.ts';
import type { Clock } from '../kernel/time.ts';
import type { RecordAudit } from './audit/audit.ts';
import { type AuditService, createAuditService } from './audit/audit-service.ts';
import type { EventDirectory } from './event-directory.ts';
import type { AnnouncePeople } from './events.ts';
import { type ApiKeyService, createApiKeyService } from './keys/api-key-service.ts';
import { type CalendarTokenService, createCalendarTokenService } from './keys/calendar-token-service.ts';
import type { Enqueue } from './message.ts';

/** What the room is handed. */
export interface PeopleNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly events: EventDirectory;
  /** Hands a mail over inside the transaction of the change that causes it. */
  readonly enqueue: Enqueue;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Told of each change after its commit. */
  readonly announce: AnnouncePeople;
  /** Where people reach this server; links in mails start with it. */
  readonly publicUrl: () => URL;
}

export interface PeopleServices {
  readonly apiKeys: ApiKeyService;
  readonly calendarTokens: CalendarTokenService;
  readonly audit: AuditService;
}

export function createPeopleServices(needs: PeopleNeeds): PeopleServices {
  return {
    apiKeys: createApiKeyService(needs),
    calendarTokens: createCalendarTokenService(needs),
    audit: createAuditService(needs),
  };
}
