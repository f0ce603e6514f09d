/** Notes what is done to the files below a folder, in the order in which it was done. */
import fs, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';

export interface WatchedDisk {
  /** `write FILE`, `sync FILE`, `rename FILE to FILE`, `remove FILE`, `make FOLDER`: each when it has succeeded. */
  readonly done: string[];
  /** Leaves the disk unwatched again. */
  release(): void;
}

const { open, mkdir, rename, rm } = fs;

/** @param nameOf what is said in place of the path of a file, which is relative to the folder. */
export function watchDisk(folder: string, nameOf: (path: string) => string): WatchedDisk {
  const done: string[] = [];
  const say = (path: unknown) => nameOf(relative(folder, String(path)) || '.');
  fs.open = async (path, ...rest) => noting(await open(path, ...rest), say(path), done);
  fs.mkdir = (async (path: string, options: object) => {
    await mkdir(path, options);
    done.push(`make ${say(path)}`);
  }) as typeof mkdir;
  fs.rename = async (from, to) => {
    await rename(from, to);
    done.push(`rename ${say(from)} to ${say(to)}`);
  };
  fs.rm = async (path, options) => {
    await rm(path, options);
    done.push(`remove ${say(path)}`);
  };
  syncBuiltinESMExports();
  return { done, release };
}

function release(): void {
  Object.assign(fs, { open, mkdir, rename, rm });
  syncBuiltinESMExports();
}

/** A handle that tells what is done with it. */
function noting(handle: FileHandle, name: string, done: string[]): FileHandle {
  const { write, writeFile, sync } = handle;
  const after = (what: string, work: (...given: never[]) => Promise<unknown>) => {
    return async (...given: never[]) => {
      const answer = await work.apply(handle, given);
      done.push(`${what} ${name}`);
      return answer;
    };
  };
  return Object.assign(handle, {
    write: after('write', write as never),
    writeFile: after('write', writeFile as never),
    sync: after('sync', sync as never),
  });
}
