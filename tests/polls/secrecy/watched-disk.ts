/** Notes what is done to the files below a folder, in the order in which it was done. */
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';

export interface WatchedDisk {
  /** `write FILE`, `sync FILE`, `rename FILE to FILE`, `remove FILE`, `make FOLDER`: each when it has succeeded. */
  readonly done: string[];
  /** Lets something fail once, as on a full disk: something of these words, more than once where it is said so often. */
  refuse(...deeds: string[]): void;
  /** Leaves the disk unwatched again. */
  release(): void;
}

type Note = <Answer>(deed: string, work: () => Promise<Answer>) => Promise<Answer>;

const { open, mkdir, rename, rm } = fs;

/** @param nameOf what is said in place of the path of a file, which is relative to the folder. */
export function watchDisk(folder: string, nameOf: (path: string) => string): WatchedDisk {
  const done: string[] = [];
  const refused: string[] = [];
  const say = (path: unknown) => nameOf(relative(folder, String(path)) || '.');
  const note: Note = async (deed, work) => {
    const place = refused.indexOf(deed);
    if (place >= 0) {
      refused.splice(place, 1);
      throw Object.assign(new Error(`ENOSPC: ${deed}`), { code: 'ENOSPC' });
    }
    const answer = await work();
    done.push(deed);
    return answer;
  };
  fs.open = async (path, ...rest) => noting(await open(path, ...rest), say(path), note);
  fs.mkdir = (async (path: string, options: object) => {
    await note(`make ${say(path)}`, () => mkdir(path, options));
  }) as typeof mkdir;
  fs.rename = (from, to) => note(`rename ${say(from)} to ${say(to)}`, () => rename(from, to));
  fs.rm = (path, options) => note(`remove ${say(path)}`, () => rm(path, options));
  syncBuiltinESMExports();
  return { done, refuse: (...deeds) => refused.push(...deeds), release };
}

function release(): void {
  Object.assign(fs, { open, mkdir, rename, rm });
  syncBuiltinESMExports();
}

/** A handle that tells what is done with it. */
function noting(handle: FileHandle, name: string, note: Note): FileHandle {
  const { write, writeFile, sync } = handle;
  const after = (what: string, work: (...given: never[]) => Promise<unknown>) => {
    return (...given: never[]) => note(`${what} ${name}`, () => work.apply(handle, given));
  };
  return Object.assign(handle, {
    write: after('write', write as never),
    writeFile: after('write', writeFile as never),
    sync: after('sync', sync as never),
  });
}
