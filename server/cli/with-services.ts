/** The rooms' services for a verb that needs the database: opened for it, closed after it. */
import { noSuchEvent } from '../../agenda/policy.ts';
import { slug as slugShape } from '../../agenda/schema.ts';
import type { AgendaServices } from '../../agenda/service.ts';
import type { BreakoutServices } from '../../breakouts/breakout-service.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { PeopleServices } from '../../people/service.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { databaseFault } from '../start-faults.ts';
import { type Ground, wire } from '../wiring.ts';
import { type OptionValues, required, type Terminal, UsageError } from './verb.ts';

/** Whoever runs the command line has the database itself, and with it every right. */
export const AT_THE_TERMINAL: Actor = { kind: 'operator', keyId: 'command-line' };

export interface OpenServices {
  readonly agenda: AgendaServices;
  readonly people: PeopleServices;
  readonly breakouts: BreakoutServices;
  /** Where people reach the server, without a slash at its end. */
  readonly publicUrl: string;
}

/** @throws ConfigError; StartError when the database cannot be opened; whatever `work` throws. */
export async function withServices<T>(terminal: Terminal, work: (open: OpenServices) => Promise<T>): Promise<T> {
  return await withGround(terminal, (ground) => work(opened(ground)));
}

/** The same in one transaction: what `work` does is done whole, or when it throws or is killed not at all. */
export async function changeServices<T>(terminal: Terminal, work: (open: OpenServices) => Promise<T>): Promise<T> {
  return await withGround(terminal, (ground) => {
    const { database } = ground;
    return database.db.transaction().execute((tx) => work(opened({ ...ground, database: { ...database, db: tx } })));
  });
}

function opened(ground: Ground): OpenServices {
  const { agenda, people, breakouts } = wire(ground);
  return { agenda, people, breakouts, publicUrl: ground.publicUrl().origin };
}

async function withGround<T>({ env, clock }: Terminal, work: (ground: Ground) => Promise<T>): Promise<T> {
  const config = readConfig(env);
  const publicUrl = config.publicUrl ?? new URL(`http://127.0.0.1:${config.port}`);
  const { databaseUrl, dataDir } = config;
  const location = databaseUrl === undefined ? { dataDir } : { databaseUrl };
  const database = await openDatabase(location).catch((error: unknown) => {
    throw databaseFault(error, config);
  });
  try {
    return await work({ database, keyDir: config.keyDir, clock, publicUrl: () => publicUrl });
  } finally {
    await database.close();
  }
}

/** The event of an address. @throws AppError `not-found`. */
export async function eventAt({ agenda }: OpenServices, slug: string): Promise<EventRef> {
  const event = await agenda.directory.find(slug);
  if (event) return event;
  throw noSuchEvent();
}

/** The event that `--event` names. @throws UsageError when it cannot be a slug. */
export function slugOf(values: OptionValues): string {
  const found = required(values, 'event', 'SLUG');
  const read = slugShape.safeParse(found);
  if (read.success) return read.data;
  throw new UsageError(`found --event ${JSON.stringify(found)}, ${read.error.issues[0]?.message}`);
}
