import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { systemClock } from '../../kernel/clock.ts';
import { type AppDeps, buildApp, type RegisterRooms } from '../../server/app.ts';
import type { OpenDatabase } from '../../server/database.ts';
import { ALLOWANCES } from '../../server/limits.ts';
import { createLog } from '../../server/logging.ts';
import { makeFirstKey } from '../../server/operator-keys.ts';
import { type Services, wire } from '../../server/wiring.ts';
import { searchThread } from '../breakouts/dealings/search-thread.ts';
import { newKeyDir } from '../key-folders.ts';
import { demandOneAnswerEach } from './one-answer.ts';
import { SecretsSeen } from './secrets-seen.ts';

export interface ServedApp {
  readonly app: FastifyInstance;
  readonly services: Services;
  /** The operator's key, as `Authorization` header. */
  readonly authorization: string;
  /** Every line that was logged, as written. */
  readonly lines: string[];
  /** The folder of its private keys. */
  readonly keyDir: string;
}

const EVERYTHING_ALLOWED = Object.fromEntries(
  Object.entries(ALLOWANCES).map(([name, { within }]) => [name, { max: Number.MAX_SAFE_INTEGER, within }]),
);
/** As on somebody's own machine: mails are shown. */
const NO_MAIL_SERVER = { smtpUrl: undefined, mailFrom: 'Plenum <plenum@example.org>', production: false };

/** The app on a database, with its own rooms, or with routes of the test in place of them. */
export async function serve(
  database: OpenDatabase,
  rooms?: RegisterRooms,
  config: Partial<AppDeps['config']> = {},
  level: 'info' | 'debug' | 'trace' = 'debug',
  allowances: AppDeps['allowances'] = {},
): Promise<ServedApp> {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  const publicUrl = () => new URL('http://127.0.0.1:3000');
  const keyDir = newKeyDir();
  const services = wire({ database, keyDir, clock: systemClock, publicUrl, mail: NO_MAIL_SERVER, searchThread });
  const key = await makeFirstKey(services.operatorKeys, systemClock);
  const secrets = new SecretsSeen(lines);
  const deps = { config: { publicUrl: undefined, trustProxy: false, ...config }, log, services, allowances };
  const app = await atCreation(
    (created) => {
      secrets.watch(created);
      created.addHook('onClose', async () => demandOneAnswerEach(lines));
    },
    () => buildApp(deps, rooms),
  );
  return { app, services, authorization: `Bearer ${key}`, lines, keyDir };
}

/** Does something to the apps that are made meanwhile, before they have any route. */
async function atCreation<T>(act: (app: FastifyInstance) => void, make: () => Promise<T>): Promise<T> {
  const created = channel('fastify.initialization');
  const onCreation = (message: unknown) => act((message as { fastify: FastifyInstance }).fastify);
  created.subscribe(onCreation);
  try {
    return await make();
  } finally {
    created.unsubscribe(onCreation);
  }
}

/**
 * The app with its own rooms, for whoever walks all of its addresses.
 *
 * How many may be walked in a minute depends on how fast the machine is, and changes are refused when they are too
 * many: here as many are allowed as anybody can ask for.
 *
 * @returns with it every route that was registered, by whomever.
 */
export async function serveWithRoutes(
  database: OpenDatabase,
): Promise<{ readonly served: ServedApp; readonly routes: readonly RouteOptions[] }> {
  const routes: RouteOptions[] = [];
  const served = await atCreation(
    (app) => app.addHook('onRoute', (route) => void routes.push(route)),
    () => serve(database, undefined, {}, 'debug', EVERYTHING_ALLOWED),
  );
  return { served, routes };
}
