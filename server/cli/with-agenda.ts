/** The agenda's services for a verb that needs the database: opened for it, closed after it. */
import { slug as slugShape } from '../../agenda/schema.ts';
import type { AgendaServices } from '../../agenda/service.ts';
import type { Actor } from '../../kernel/actor.ts';
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { wire } from '../wiring.ts';
import { type OptionValues, required, type Terminal, UsageError } from './verb.ts';

/** Whoever runs the command line has the database itself, and with it every right. */
export const AT_THE_TERMINAL: Actor = { kind: 'operator', keyId: 'command-line' };

export interface OpenAgenda {
  readonly agenda: AgendaServices;
  /** Where people reach the server, without a slash at its end. */
  readonly publicUrl: string;
}

/** @throws ConfigError; Error when the database cannot be opened; whatever `work` throws. */
export async function withAgenda<T>(terminal: Terminal, work: (open: OpenAgenda) => Promise<T>): Promise<T> {
  const config = readConfig(terminal.env);
  const publicUrl = config.publicUrl ?? new URL(`http://127.0.0.1:${config.port}`);
  const { databaseUrl, dataDir } = config;
  const database = await openDatabase(databaseUrl === undefined ? { dataDir } : { databaseUrl });
  try {
    const { agenda } = wire({ database, clock: terminal.clock, publicUrl: () => publicUrl });
    return await work({ agenda, publicUrl: publicUrl.origin });
  } finally {
    await database.close();
  }
}

/** The event that `--event` names. @throws UsageError when it cannot be a slug. */
export function slugOf(values: OptionValues): string {
  const found = required(values, 'event', 'SLUG');
  const read = slugShape.safeParse(found);
  if (read.success) return read.data;
  throw new UsageError(`found --event ${JSON.stringify(found)}, ${read.error.issues[0]?.message}`);
}
