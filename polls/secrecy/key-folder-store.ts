/**
 * The key folder: one file for each private key, `poll-ID-PUBLIC.key`, readable by nobody but the process's user.
 * The public key is part of the name, so that two openings of one poll at once cannot take each other's key.
 */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../kernel/errors.ts';
import { canBeId } from '../../kernel/ids.ts';
import { forget, isPair, newKeyPair, PRIVATE_KEY_BYTES } from './key-pair-store.ts';
import type { KeyFolder, RoundKey } from './secret-round.ts';

/** @param keyDir absolute; made when the first key is. */
export function keyFolder(keyDir: string): KeyFolder {
  const folder = join(keyDir, 'polls');
  return {
    create: async (pollId) => {
      const { publicKey, privateKey } = newKeyPair();
      try {
        await makeFolder(folder);
        await writeDurably(join(folder, nameOf({ pollId, publicKey })), privateKey);
        return publicKey;
      } catch (cause) {
        throw notKept(cause);
      } finally {
        forget(privateKey);
      }
    },
    read: async (key) => {
      const privateKey = await readIfThere(join(folder, nameOf(key)));
      return privateKey && isPair({ publicKey: key.publicKey, privateKey }) ? privateKey : undefined;
    },
    destroy: (key) => destroyFile(join(folder, nameOf(key))),
  };
}

function nameOf({ pollId, publicKey }: RoundKey): string {
  if (!canBeId(pollId)) throw new RangeError('expected the id of a poll');
  return `poll-${pollId}-${Buffer.from(publicKey, 'base64').toString('hex')}.key`;
}

function notKept(cause: unknown): AppError {
  const error = new AppError(
    'unavailable',
    'The key of this secret poll could not be kept, so the poll was not opened. Ask whoever runs the server to look at the key folder.',
  );
  error.cause = cause;
  return error;
}

/** Ours alone, whoever made it before. */
async function makeFolder(folder: string): Promise<void> {
  await makeFolders(folder);
  await chmod(folder, 0o700);
}

/** One by one: told to make all at once, Node.js tries for ever where no folder can be made, as below /proc. */
async function makeFolders(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  await makeFolders(dirname(folder));
  try {
    await mkdir(folder, { mode: 0o700 });
    await syncFolder(dirname(folder));
  } catch (error) {
    if (!(await isFolder(folder))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Under another name first: a file of the right name is always whole. Where that fails, no key is left behind. */
async function writeDurably(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeAnew(unfinished, content);
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await removeAll([unfinished, file]);
    throw error;
  }
}

async function writeAnew(file: string, content: Buffer): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** As well as the disk lets it be done: why there is something to remove matters more than why it stays. */
async function removeAll(files: readonly string[]): Promise<void> {
  for (const file of files) await destroyFile(file).catch(() => rm(file, { force: true }).catch(() => undefined));
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Overwritten first: on many disks what a file held stays where it was when only its name goes.
 * @throws Error where not even the folder is there: a disk that is not mounted may still hold the key.
 */
async function destroyFile(file: string): Promise<void> {
  const handle = await openIfThere(file);
  if (handle) {
    try {
      await handle.write(Buffer.alloc(PRIVATE_KEY_BYTES), 0, PRIVATE_KEY_BYTES, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rm(file, { force: true });
  }
  await syncFolder(dirname(file));
}

async function openIfThere(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, constants.O_RDWR);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
