/**
 * Sends every route what attackers and careless integrators send: 100,000 requests, half on each engine. The
 * suite sends the first thousands of them at every change.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DatabaseLocation, type OpenDatabase, openDatabase } from '../../server/database.ts';
import { type ServedApp, serveWithRoutes } from '../server/serve.ts';
import type { FaultOptions, FaultResult, FaultRun } from './fault-run.ts';
import { hostileRequests } from './hostile.ts';
import { onPostgres } from './postgres-database.ts';
import { type Exchange, Siege } from './siege.ts';

const REQUESTS = 100_000;
/** So many of each kind of loss are told at length. */
const TOLD = 20;

export const fuzz: FaultRun = {
  name: 'fuzz',
  about: `${REQUESTS} hostile requests to every route, half of them on each engine`,
  run: async (options) => [
    await onSqlite(options),
    await onPostgres((databaseUrl) => besiege('fuzz on PostgreSQL', { databaseUrl }, options)),
  ],
};

async function onSqlite(options: FaultOptions): Promise<FaultResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-fuzz-'));
  try {
    return await besiege('fuzz on SQLite', { dataDir }, options);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function besiege(run: string, location: DatabaseLocation, options: FaultOptions): Promise<FaultResult> {
  const database = await openDatabase(location);
  const tally = new Tally(run);
  const crashed = (error: unknown) => tally.lose('crashes', String(error instanceof Error ? error.stack : error));
  process.on('uncaughtException', crashed);
  process.on('unhandledRejection', crashed);
  try {
    await sendAll(database, tally, options);
    return tally.result();
  } finally {
    process.off('uncaughtException', crashed);
    process.off('unhandledRejection', crashed);
    await database.close();
  }
}

async function sendAll(database: OpenDatabase, tally: Tally, { seed, tries = REQUESTS }: FaultOptions): Promise<void> {
  const { served, routes } = await serveWithRoutes(database);
  const siege = await Siege.lay(served, database);
  await fc.assert(
    fc.asyncProperty(hostileRequests(routes), async (hostile) => {
      // A loss is counted, and the run goes on: one would hide the others.
      await siege.send(hostile).then(
        (exchange) => tally.note(exchange),
        (error: unknown) => tally.lose('crashes', String(error)),
      );
      forgetLog(served);
    }),
    { seed, numRuns: Math.ceil(tries / 2) },
  );
  await served.app.close();
}

/** What was logged is looked through by the suite; here it would only fill the memory. */
function forgetLog({ lines }: ServedApp): void {
  lines.length = 0;
}

class Tally {
  readonly #run: string;
  readonly #losses: Record<'5xx' | 'unsound' | 'crashes', number> = { '5xx': 0, unsound: 0, crashes: 0 };
  readonly #statuses = new Map<number, number>();
  #tries = 0;

  constructor(run: string) {
    this.#run = run;
  }

  note({ request, asker, status, unsound }: Exchange): void {
    this.#tries += 1;
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
    if (this.#tries % 5_000 === 0) process.stderr.write(`${this.#run}: ${this.#tries}\n`);
    if (unsound === null) return;
    const { payload: bytes, ...rest } = request;
    const payload = Buffer.isBuffer(bytes) ? `${bytes.length} bytes` : (bytes?.slice(0, 500) ?? null);
    const sent = JSON.stringify({
      ...rest,
      headers: { ...rest.headers, authorization: undefined, cookie: undefined },
      payload,
    });
    this.lose(status >= 500 ? '5xx' : 'unsound', `${unsound}\n  by ${asker.kind} of ${asker.home}: ${sent}`);
  }

  lose(kind: '5xx' | 'unsound' | 'crashes', told: string): void {
    this.#losses[kind] += 1;
    if (this.#losses[kind] <= TOLD) process.stderr.write(`${this.#run}, request ${this.#tries}: ${kind}: ${told}\n`);
  }

  result(): FaultResult {
    const statuses = [...this.#statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    return { run: this.#run, tries: this.#tries, losses: this.#losses, remark: statuses.join(', ') };
  }
}
