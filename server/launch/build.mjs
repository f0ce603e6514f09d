import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, fingerprint, readStamp } from './fingerprint.mjs';
import { ROOT, run, say } from './step.mjs';
import { inTurn } from './turn.mjs';

const ROOMS = ['kernel', 'people', 'agenda', 'polls', 'questions', 'breakouts', 'notes', 'notifications'];
/** What the fault runs share with the tests. */
const FAULTS = [
  ...['tests/faults', 'tests/key-folders.ts', 'tests/postgres.ts', 'tests/server/serve.ts'],
  ...['tests/browser/page-folders.ts', 'tests/breakouts/dealings/search-thread.ts', 'tests/server/one-answer.ts'],
];
const SERVER_SOURCES = [...ROOMS, 'server', 'web', 'bench', ...FAULTS, 'tsconfig.json', 'tsconfig.build.json'];
const PAGE_SOURCES = [...ROOMS, 'web', 'package-lock.json'];
const PAGES_CONFIG = 'web/vite.config.ts';
const MARK = 'dist/.server-begun';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} stamp where the fingerprint of the sources is kept, written last
 * @property {readonly string[]} sources
 * @property {() => Promise<void>} build
 */

/** @type {readonly Part[]} */
const PARTS = [
  { name: 'the server', stamp: 'dist/.server-built', sources: SERVER_SOURCES, build: buildServer },
  { name: 'the pages', stamp: 'dist/.pages-built', sources: PAGE_SOURCES, build: buildPages },
];

/** Builds the server and the pages into `dist/`, each when its sources have changed. @throws {LaunchError} */
export async function buildWhatIsStale() {
  if (PARTS.every(isFresh)) return;
  await inTurn(async () => {
    for (const part of PARTS.filter((candidate) => !isFresh(candidate))) await buildPart(part);
  });
}

/** Whether the pages in `dist/public` are those of the sources as they are now. */
export function arePagesFresh() {
  return PARTS.filter(({ build }) => build === buildPages).every(isFresh);
}

/** @param {Part} part */
function isFresh(part) {
  return readStamp(part.stamp) === fingerprint(part.sources);
}

/** @param {Part} part */
async function buildPart(part) {
  say(`Building ${part.name}.`);
  const built = fingerprint(part.sources);
  rmSync(join(ROOT, part.stamp), { force: true });
  await part.build();
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, part.stamp), built);
}

/** Types are the check's matter, not the build's: to check them takes four times as long as to write the server. */
async function buildServer() {
  const begun = markBeginning();
  await run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], 'The server could not be built.');
  for (const file of ['server', ...ROOMS].flatMap(filesBelow).filter(isData)) {
    const target = join(ROOT, 'dist', file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(ROOT, file), target);
  }
  removeWhatIsOlder(begun);
}

/** What the server reads beside its code, as the sample's files. @param {string} file */
function isData(file) {
  return !/\.(ts|tsx|mjs|md)$/.test(file);
}

/** @returns when the file system says that it is now, in its milliseconds. */
function markBeginning() {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(join(ROOT, MARK), '');
  return statSync(join(ROOT, MARK)).mtimeMs;
}

/**
 * Written over and not taken away before: a server that runs meanwhile, or starts, finds its modules there.
 * @param {number} begun
 */
function removeWhatIsOlder(begun) {
  const former = readdirSync(join(ROOT, 'dist')).filter((name) => name !== 'public' && !name.startsWith('.'));
  for (const file of former.flatMap((name) => filesBelow(`dist/${name}`)))
    if (statSync(join(ROOT, file)).mtimeMs < begun) rmSync(join(ROOT, file));
  rmSync(join(ROOT, MARK));
}

async function buildPages() {
  if (!existsSync(join(ROOT, PAGES_CONFIG))) return;
  const command = ['node_modules/vite/bin/vite.js', 'build', '--config', PAGES_CONFIG, '--logLevel', 'warn'];
  await run(command, 'The pages could not be built.');
}
