/** The people room as the rest of the process is handed it. */
import { type AuditService, createAuditService } from './audit/audit-service.ts';
import { type ApiKeyService, createApiKeyService } from './keys/api-key-service.ts';
import { type CalendarTokenService, createCalendarTokenService } from './keys/calendar-token-service.ts';
import type { PeopleNeeds } from './needs.ts';

export type { PeopleNeeds };

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
