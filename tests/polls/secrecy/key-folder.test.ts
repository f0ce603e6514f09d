import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { keyFolder } from '../../../polls/secrecy/key-folder-store.ts';
import { PRIVATE_KEY_BYTES } from '../../../polls/secrecy/key-pair-store.ts';
import { newKeyDir } from '../../key-folders.ts';
import { type WatchedDisk, watchDisk } from './watched-disk.ts';

const POLL = '00000000-0000-4000-8000-000000000001';

function newFolder(): string {
  const above = newKeyDir();
  mkdirSync(above, { recursive: true });
  return mkdtempSync(join(above, 'keys-'));
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const keyFile = (folder: string) => join(folder, 'polls', readdirSync(join(folder, 'polls'))[0] ?? '');

describe('the key folder', () => {
  let disk: WatchedDisk | undefined;
  afterEach(() => disk?.release());

  const watch = (folder: string) => {
    disk = watchDisk(folder, (path) =>
      path.replace(/poll-[^/]*\.key\.[0-9a-f]+$/, 'UNFINISHED').replace(/poll-[^/]*\.key$/, 'KEY'),
    );
    return disk;
  };

  test('is read by nobody but the user of the process, nor are its files, whatever it was before', async () => {
    const folder = newFolder();
    const before = process.umask(0);
    try {
      await keyFolder(join(folder, 'deep', 'down')).create(POLL);
      mkdirSync(join(folder, 'polls'));
      chmodSync(join(folder, 'polls'), 0o777);
      await keyFolder(folder).create(POLL);
    } finally {
      process.umask(before);
    }
    const made = ['deep', 'deep/down', 'deep/down/polls', 'polls'].map((name) => modeOf(join(folder, name)));
    expect(made).toEqual(['700', '700', '700', '700']);
    expect([modeOf(keyFile(folder)), modeOf(keyFile(join(folder, 'deep', 'down')))]).toEqual(['600', '600']);
  });

  test('has made a key durable, with its name and the folders to it, before it tells the public key', async () => {
    const folder = newFolder();
    const { done } = watch(folder);
    await keyFolder(join(folder, 'keys')).create(POLL);
    expect(done).toEqual([
      ...['make keys', 'sync .', 'make keys/polls', 'sync keys'],
      ...['write keys/polls/UNFINISHED', 'sync keys/polls/UNFINISHED'],
      ...['rename keys/polls/UNFINISHED to keys/polls/KEY', 'sync keys/polls'],
    ]);
  });

  const WHOLE = ['write polls/KEY', 'sync polls/KEY', 'remove polls/KEY'];
  const UNFINISHED = ['write polls/UNFINISHED', 'sync polls/UNFINISHED', 'remove polls/UNFINISHED'];
  test.each([
    ['writes it', ['write polls/UNFINISHED'], UNFINISHED],
    ['syncs it', ['sync polls/UNFINISHED'], ['write polls/UNFINISHED', ...UNFINISHED]],
    ['renames it', ['rename polls/UNFINISHED to polls/KEY'], [...UNFINISHED.slice(0, 2), ...UNFINISHED]],
    ['syncs its name', ['sync polls'], WHOLE],
    ['overwrites it too', Array(2).fill('write polls/UNFINISHED'), ['remove polls/UNFINISHED']],
  ])('leaves nothing of a key behind when the disk fills as it %s', async (_, refused, done) => {
    const folder = newFolder();
    mkdirSync(join(folder, 'polls'));
    const watched = watch(folder);
    watched.refuse(...refused);
    await expect(keyFolder(folder).create(POLL)).rejects.toMatchObject({ code: 'unavailable' });
    expect(watched.done.filter((deed) => deed !== 'sync polls').slice(-done.length)).toEqual(done);
    expect(readdirSync(join(folder, 'polls'))).toEqual([]);
  });

  test('overwrites a key before it removes it, and has each on the disk before the next', async () => {
    const folder = newFolder();
    const keys = keyFolder(folder);
    const publicKey = await keys.create(POLL);
    // A second name shows what stands on the disk where the key stood.
    linkSync(keyFile(folder), join(folder, 'kept'));
    expect(readFileSync(join(folder, 'kept'))).toEqual(await keys.read({ pollId: POLL, publicKey }));
    const { done } = watch(folder);
    await keys.destroy({ pollId: POLL, publicKey });
    expect(done).toEqual(['write polls/KEY', 'sync polls/KEY', 'remove polls/KEY', 'sync polls']);
    expect(readFileSync(join(folder, 'kept'))).toEqual(Buffer.alloc(PRIVATE_KEY_BYTES));
    expect(readdirSync(join(folder, 'polls'))).toEqual([]);
  });

  test('has nothing to overwrite of a key that is gone, and makes that durable', async () => {
    const folder = newFolder();
    const keys = keyFolder(folder);
    const publicKey = await keys.create(POLL);
    await keys.destroy({ pollId: POLL, publicKey });
    const { done } = watch(folder);
    await keys.destroy({ pollId: POLL, publicKey });
    expect(done).toEqual(['sync polls']);
  });

  test('is not told to be without a key while the folder is not there, as on a disk that is not mounted', async () => {
    const keys = keyFolder(newFolder());
    await expect(keys.destroy({ pollId: POLL, publicKey: '' })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('reads nothing that is not the other half', async () => {
    const folder = newFolder();
    const keys = keyFolder(folder);
    const publicKey = await keys.create(POLL);
    writeFileSync(keyFile(folder), Buffer.alloc(PRIVATE_KEY_BYTES, 7));
    expect(await keys.read({ pollId: POLL, publicKey })).toBeUndefined();
    writeFileSync(keyFile(folder), 'short');
    expect(await keys.read({ pollId: POLL, publicKey })).toBeUndefined();
  });

  test('says that a key cannot be kept where no folder can be made', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(keyFolder(join(file, 'keys')).create(POLL)).rejects.toMatchObject({ code: 'unavailable' });
    expect(readdirSync(dirname(file))).toEqual(['file']);
  });
});
