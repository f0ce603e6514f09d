/** Why a server cannot start, in sentences for whoever starts it. */
import type { Config } from './config.ts';

/** A start that failed for a reason outside the program. The message is all there is to say. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** By the code of the system or of SQLite. */
const FOLDER_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this process may not write there',
  EPERM: 'this process may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'there is a file of that name',
  ENOSPC: 'the disk is full',
  SQLITE_FULL: 'the disk is full',
  SQLITE_CANTOPEN: 'this process may not write there',
  SQLITE_READONLY: 'this process may not write there',
  SQLITE_NOTADB: 'the database file in it is not one',
  SQLITE_CORRUPT: 'the database file in it is damaged',
  SQLITE_BUSY: 'another process holds the database in it',
};

/** What to say of an error from opening the database: the error itself when it is a fault of ours. */
export function databaseFault(error: unknown, { databaseUrl, dataDir }: Config): unknown {
  if (databaseUrl !== undefined) return serverFault(error, new URL(databaseUrl));
  const reason = reasonIn(FOLDER_REASONS, codeOf(error));
  if (reason === undefined) return error;
  return new StartError(`The data folder ${dataDir} cannot be used: ${reason}. Mend that or set DATA_DIR.`);
}

/** SQLite refines its codes: `SQLITE_READONLY_DIRECTORY` is a kind of `SQLITE_READONLY`. */
function reasonIn(reasons: Readonly<Record<string, string>>, code: string): string | undefined {
  return reasons[code] ?? reasons[code.split('_').slice(0, 2).join('_')];
}

function serverFault(error: unknown, url: URL): unknown {
  const code = codeOf(error);
  if (code === '') return error;
  const place = `${url.host}${url.pathname}`;
  return new StartError(
    `The PostgreSQL database ${place} cannot be used (${code}). Check DATABASE_URL and the server.`,
  );
}

const LISTEN_REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Stop what uses it or set PORT',
  EACCES: 'may not be opened by this process. Set PORT to one above 1023',
  EADDRNOTAVAIL: 'cannot be listened on: this machine does not have that address. Set HOST',
  ENOTFOUND: 'cannot be listened on: the name of the host is not known. Set HOST',
};

/** What to say of an error from listening: the error itself when it is a fault of ours. */
export function listenFault(error: unknown, { port, host }: Config): unknown {
  const reason = LISTEN_REASONS[codeOf(error)];
  return reason === undefined ? error : new StartError(`Port ${port} on ${host} ${reason}.`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
