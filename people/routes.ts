/** All of the people room's addresses. */
import type { FastifyPluginAsync } from 'fastify';
import { auditRoutes } from './audit/audit-routes.ts';
import { helpRoutes } from './help/help-routes.ts';
import { keyRoutes } from './keys/key-routes.ts';
import { registrationRoutes } from './registration/registration-routes.ts';
import { bulkRoutes } from './roster/bulk-routes.ts';
import { organisationRoutes } from './roster/organisation-routes.ts';
import { ownDataRoutes } from './roster/own-data-routes.ts';
import { rosterRoutes } from './roster/roster-routes.ts';
import type { PeopleServices } from './service.ts';
import { type SignInLimits, signInRoutes } from './sign-in/sign-in-routes.ts';
import { spreadsheetRoutes } from './spreadsheet/spreadsheet-routes.ts';

export interface PeopleRoutesOptions {
  readonly services: PeopleServices;
  readonly limits: SignInLimits;
  readonly publicUrl: () => URL;
}

export const peopleRoutes: FastifyPluginAsync<PeopleRoutesOptions> = async (app, options) => {
  const { services, limits, publicUrl } = options;
  await app.register(signInRoutes, { signIns: services.signIns, limits, publicUrl });
  await app.register(rosterRoutes, services);
  await app.register(bulkRoutes, services);
  await app.register(organisationRoutes, services);
  await app.register(ownDataRoutes, { ...services, publicUrl });
  await app.register(registrationRoutes, services);
  await app.register(spreadsheetRoutes, services);
  await app.register(keyRoutes, services);
  await app.register(auditRoutes, services);
  await app.register(helpRoutes, services);
};
