/** From settings to a server that answers, and gracefully back. `main.ts` adds only the process around it. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/time.ts';
import { buildApp, type RegisterRooms } from './app.ts';
import type { Config } from './config.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { firstStart } from './first-start.ts';
import { type Jobs, startJobs, systemTimers } from './jobs.ts';
import type { SampleEvent } from './sample-people.ts';
import { databaseFault, listenFault } from './start-faults.ts';
import { type Services, wire } from './wiring.ts';

export interface StartOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  /** Takes a line for the person who starts the server. What is secret is said here and never logged. */
  readonly print: (line: string) => void;
  /** How long closing waits for requests and jobs before it cuts them off, in milliseconds. */
  readonly patience?: number;
  /** The routes of a test, in place of the rooms. */
  readonly rooms?: RegisterRooms;
}

export interface Running {
  /** As bound: `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Finishes what has begun, cuts off what hangs, and lets go of the database. May be called twice. */
  close(): Promise<void>;
}

/** Leaves two of the ten seconds that a close may take to jobs and the database. */
const PATIENCE = 8_000;
/** How often connections that have fallen idle are closed while the server closes, in milliseconds. */
const SWEEP_EVERY = 20;

/**
 * Starts a server. The last line printed is `ready` and its address.
 * @throws StartError in a plain sentence when the data folder, the database or the port cannot be used.
 */
export async function startServer(options: StartOptions): Promise<Running> {
  const { config, log } = options;
  const database = await openDatabase(locationOf(config, log)).catch((error: unknown) => {
    throw databaseFault(error, config);
  });
  try {
    return await serve(options, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function locationOf({ databaseUrl, dataDir }: Config, log: Logger): Parameters<typeof openDatabase>[0] {
  if (databaseUrl === undefined) return { dataDir };
  return { databaseUrl, onIdleError: (error) => log.warn({ err: error }, 'a connection to the database broke') };
}

async function serve(options: StartOptions, database: OpenDatabase): Promise<Running> {
  const { config, log, clock, print } = options;
  // Asked by every request, so it is not parsed each time.
  let own = config.publicUrl ?? reachable(`http://${config.host}:${config.port}`);
  const publicUrl = () => own;
  const ground = { database, keyDir: config.keyDir, clock, publicUrl, mail: config };
  const services = wire(ground);
  const app = await buildApp({ config, log, services }, options.rooms);
  const showKey = (key: string) => print(`operator key, shown this once: ${key}`);
  const sample = await firstStart(ground, { withSample: !config.production, showKey });
  await app.listen({ port: config.port, host: config.host }).catch(async (error: unknown) => {
    await app.close();
    throw listenFault(error, config);
  });
  const bound = addressOf(app);
  own = config.publicUrl ?? reachable(bound);
  const jobs = startJobs({ sources: services.jobs, clock, timers: systemTimers, log });
  services.bell.onRing(() => jobs.wake());
  if (sample) await showSample(sample, services, print);
  print(`ready ${bound}`);
  const close = () => closeAll({ app, services, jobs, database, log, patience: options.patience ?? PATIENCE });
  return { url: bound, close };
}

/** Links are made only now, when it is known where people reach this server. They are printed, and never logged. */
async function showSample({ id, slug, people }: SampleEvent, services: Services, print: StartOptions['print']) {
  print(`sample event ${new URL(`/e/${slug}`, services.publicUrl()).href}`);
  for (const { role, email } of people) {
    const link = await services.people.signIns.makeTerminalLink({ eventId: id, email });
    print(`sign in as ${role.padEnd(11)} ${link}`);
  }
}

function addressOf(app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** An address that a browser on this machine can open: "all addresses" is none. */
function reachable(bound: string): URL {
  return new URL(bound.replace('//0.0.0.0', '//127.0.0.1').replace('//[::]', '//[::1]'));
}

interface Closing {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly jobs: Jobs;
  readonly database: OpenDatabase;
  readonly log: Logger;
  readonly patience: number;
}

async function closeAll({ app, services, jobs, database, log, patience }: Closing): Promise<void> {
  services.health.closing = true;
  const requestsDone = app.close();
  const jobsDone = jobs.stop();
  // A connection that was busy when closing began falls idle after its answer, and nobody else closes it.
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP_EVERY);
  const inTime = await within(patience, Promise.all([requestsDone, jobsDone]));
  clearInterval(sweep);
  if (!inTime) {
    log.warn('closing cut off what did not finish in time');
    app.server.closeAllConnections();
    await requestsDone;
  }
  await services.breakouts.dealings.close();
  services.post.close();
  await database.close();
}

/** @returns whether it was done in time. */
async function within(milliseconds: number, done: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const inTime = await Promise.race([done.then(() => true), tooLate]);
  clearTimeout(timer);
  return inTime;
}
