/** The people room as the rest of the process is handed it. */
import { type AuditService, createAuditService } from './audit/audit-service.ts';
import { createHelpService, type HelpService } from './help/help-service.ts';
import { type ApiKeyService, createApiKeyService } from './keys/api-key-service.ts';
import { type CalendarTokenService, createCalendarTokenService } from './keys/calendar-token-service.ts';
import type { PeopleNeeds } from './needs.ts';
import { createPresenceService, type PresenceService } from './presence/presence-service.ts';
import { createRegistrationService, type RegistrationService } from './registration/registration-service.ts';
import { type BulkService, createBulkService } from './roster/bulk-service.ts';
import { createErasureService, type ErasureService } from './roster/erasure-service.ts';
import { createOrganisationService, type OrganisationService } from './roster/organisation-service.ts';
import { createOwnDataService, type OwnDataService } from './roster/own-data-service.ts';
import { createRosterService, type RosterService } from './roster/roster-service.ts';
import { createLinkService, type LinkService } from './sign-in/link-service.ts';
import { createSignInService, type SignInService } from './sign-in/sign-in-service.ts';
import { createPeopleExportService, type PeopleExportService } from './spreadsheet/export-service.ts';
import { createPeopleImportService, type PeopleImportService } from './spreadsheet/import-service.ts';

export type { PeopleNeeds };

export interface PeopleServices {
  readonly signIns: SignInService & LinkService;
  readonly roster: RosterService;
  readonly organisations: OrganisationService;
  readonly own: OwnDataService;
  readonly erasure: ErasureService;
  readonly bulk: BulkService;
  readonly registration: RegistrationService;
  readonly imports: PeopleImportService;
  readonly exports: PeopleExportService;
  readonly apiKeys: ApiKeyService;
  readonly calendarTokens: CalendarTokenService;
  readonly audit: AuditService;
  readonly presence: PresenceService;
  readonly help: HelpService;
}

export function createPeopleServices(needs: PeopleNeeds): PeopleServices {
  const links = createLinkService(needs);
  const ofRoster = { ...needs, links };
  return {
    signIns: { ...links, ...createSignInService(needs) },
    roster: createRosterService(ofRoster),
    organisations: createOrganisationService(ofRoster),
    own: createOwnDataService(ofRoster),
    erasure: createErasureService(ofRoster),
    bulk: createBulkService(ofRoster),
    registration: createRegistrationService(ofRoster),
    imports: createPeopleImportService(ofRoster),
    exports: createPeopleExportService(needs),
    apiKeys: createApiKeyService(needs),
    calendarTokens: createCalendarTokenService(needs),
    audit: createAuditService(needs),
    presence: createPresenceService(needs),
    help: createHelpService(needs),
  };
}
