import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// A checkout of next to nothing: the real launcher, npm and compiler, and a server of a few lines. Its one
// package is a link to the compiler, so that installing needs no network.

const folder = mkdtempSync(join(tmpdir(), 'plenum-launch-'));
/** As cloned, and as the first launch leaves it. */
const FRESH = join(folder, 'fresh');
const BUILT = join(folder, 'built');
let checkout: string;

beforeAll(async () => {
  checkout = FRESH;
  for (const part of ['server/launch.mjs', 'server/launch'])
    cpSync(resolve(part), join(checkout, part), { recursive: true });
  put('package.json', json({ name: 'house', type: 'module', dependencies: { typescript: COMPILER } }));
  put('tsconfig.build.json', json({ compilerOptions: COMPILER_OPTIONS, include: ['kernel', 'server'] }));
  put('kernel/words.ts', "export const greeting: string = 'hello';\n");
  put('server/sample.csv', 'day,title\n');
  put('server/main.ts', SERVER);
  writeLock();
  use(FRESH);
  await launch('start');
  cpSync(checkout, BUILT, { recursive: true, verbatimSymlinks: true });
});

/** Gives the test a checkout of its own. */
function use(original: string): void {
  checkout = mkdtempSync(join(folder, 'checkout-'));
  cpSync(original, checkout, { recursive: true, verbatimSymlinks: true });
}

function writeLock(): void {
  const command = [NPM, 'install', '--package-lock-only', '--offline', '--loglevel=error'];
  execFileSync(process.execPath, command, { cwd: checkout });
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COMPILER = `file:${resolve('node_modules/typescript')}`;
const COMPILER_OPTIONS = {
  module: 'NodeNext',
  target: 'ES2023',
  strict: true,
  lib: ['ES5'],
  skipLibCheck: true,
  rootDir: '.',
  outDir: 'dist',
  types: [],
  rewriteRelativeImportExtensions: true,
};
const NPM =
  process.env.npm_execpath ?? execFileSync('npm', ['root', '--global']).toString().trim().concat('/npm/bin/npm-cli.js');

const SERVER = `import { greeting } from '../kernel/words.ts';
declare const process: any;
const [status, ...rest] = process.argv.slice(2);
process.stdout.write([greeting, ...rest].join(' ') + '\\n');
process.exitCode = Number(status ?? 0);
`;

const WAITING_SERVER = `declare const process: any, setInterval: any;
process.on('SIGTERM', () => process.exit(7));
setInterval(() => undefined, 1000);
process.stdout.write('ready\\n');
`;

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(checkout, path)), { recursive: true });
  writeFileSync(join(checkout, path), text);
}

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...args: string[]): ChildProcess {
  const env = { ...process.env, NODE_ENV: 'production' };
  return spawn(process.execPath, ['server/launch.mjs', ...args], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  return new Promise((done) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => (stdout += chunk));
    child.stderr?.on('data', (chunk) => (stderr += chunk));
    child.once('close', (status) => done({ status, stdout, stderr }));
  });
}

const launch = (...args: string[]) => outcomeOf(start(...args));

/** Looks again and again. */
function watchFor(isSo: () => boolean) {
  let missed = 0;
  const looking = setInterval(() => (missed += isSo() ? 0 : 1), 5);
  return {
    end: () => {
      clearInterval(looking);
      return missed === 0 ? 'it was so all the time' : `it was not so ${missed} times`;
    },
  };
}

function countOf(sentence: string, ...outcomes: readonly Outcome[]): number {
  return outcomes.map(({ stderr }) => stderr.split(sentence).length - 1).reduce((sum, count) => sum + count, 0);
}

describe('a launch', () => {
  it('installs and builds on a fresh clone, and leaves stdout and the exit status to what it runs', async () => {
    use(FRESH);
    const { status, stdout, stderr } = await launch('start', '5', 'dear', 'world');
    expect({ status, stdout }).toEqual({ status: 5, stdout: 'hello dear world\n' });
    expect(stderr).toContain('Installing what package-lock.json lists.');
    expect(stderr).toContain('Building the server.');
    expect(existsSync(join(checkout, 'dist/server/sample.csv'))).toBe(true);
  });

  it('says and does nothing when nothing is stale', async () => {
    use(BUILT);
    expect(await launch('start', '0', 'again')).toEqual({ status: 0, stdout: 'hello again\n', stderr: '' });
  });

  it('builds again after a source has changed, under whatever runs meanwhile, and forgets a file that is gone', async () => {
    use(BUILT);
    put('server/former.ts', 'export const former = 1;\n');
    await launch('start');
    expect(existsSync(join(checkout, 'dist/server/former.js'))).toBe(true);
    rmSync(join(checkout, 'server/former.ts'));
    put('kernel/words.ts', "export const greeting: string = 'good day';\n");
    const building = start('start');
    const watch = watchFor(() => existsSync(join(checkout, 'dist/kernel/words.js')));
    const { stdout, stderr } = await outcomeOf(building);
    expect([stdout, watch.end()]).toEqual(['good day\n', 'it was so all the time']);
    expect(stderr).toContain('Building the server.');
    expect(stderr).not.toContain('Installing');
    expect(existsSync(join(checkout, 'dist/server/former.js'))).toBe(false);
  });

  it('installs again after package-lock.json has changed', async () => {
    use(BUILT);
    put(
      'package.json',
      json({ name: 'home', version: '1.0.0', type: 'module', dependencies: { typescript: COMPILER } }),
    );
    writeLock();
    const { status, stderr } = await launch('start');
    expect(status).toBe(0);
    expect(stderr).toContain('Installing');
  });

  it('takes over what was installed by hand, if all of it is there', async () => {
    use(BUILT);
    rmSync(join(checkout, 'node_modules/.plenum-installed'));
    put('node_modules/better-sqlite3/build/Release/better_sqlite3.node', 'made by its install script');
    expect(await launch('start')).toEqual({ status: 0, stdout: 'hello\n', stderr: '' });
    rmSync(join(checkout, 'node_modules/.plenum-installed'));
    put('node_modules/.package-lock.json', json({ packages: {} }));
    expect((await launch('start')).stderr).toContain('Installing');
  });

  it('takes turns with another, so that one of them installs and builds', async () => {
    use(FRESH);
    const [one, other] = await Promise.all([launch('start', '0', 'one'), launch('start', '0', 'other')]);
    expect([one.stdout, other.stdout]).toEqual(['hello one\n', 'hello other\n']);
    expect(countOf('Installing', one, other)).toBe(1);
    expect(countOf('Building the server.', one, other)).toBe(1);
    expect(countOf('Waiting for another launch', one, other)).toBeGreaterThan(0);
  });

  it('takes the turn of a launch that was killed', async () => {
    use(FRESH);
    const { pid } = spawnSync(process.execPath, ['--version']);
    put('.cache/launch-turn', `${pid} 00000000-0000-0000-0000-000000000000`);
    expect((await launch('start')).stdout).toBe('hello\n');
    expect(existsSync(join(checkout, '.cache/launch-turn'))).toBe(false);
  });

  it('ends with a sentence when the server does not compile, and tries again the next time', async () => {
    use(BUILT);
    put('kernel/words.ts', 'export const greeting: string = 1;\n');
    const failed = await launch('start');
    expect(failed).toMatchObject({ status: 1, stdout: '' });
    expect(failed.stderr).toContain("Type 'number' is not assignable to type 'string'");
    expect(failed.stderr).toMatch(/The server could not be built\.\n$/);
    put('kernel/words.ts', "export const greeting: string = 'better';\n");
    expect((await launch('start')).stdout).toBe('better\n');
  });

  it('ends with a sentence when the packages cannot be installed', async () => {
    use(FRESH);
    put(
      'package.json',
      json({ name: 'house', type: 'module', dependencies: { typescript: COMPILER, 'left-out': '1.0.0' } }),
    );
    const { status, stdout, stderr } = await launch('start');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/The packages could not be installed: see what npm says above\.\n$/);
  });

  it('hands a signal to what it runs', async () => {
    use(BUILT);
    put('server/main.ts', WAITING_SERVER);
    const child = start('start');
    const outcome = outcomeOf(child);
    await new Promise((ready) => child.stdout?.once('data', ready));
    child.kill('SIGTERM');
    expect((await outcome).status).toBe(7);
  });

  it('shows an empty table while there are no fault runs', async () => {
    use(BUILT);
    const { status, stdout } = await launch('faults');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'run  tries  losses\n(no fault runs exist yet)\n' });
  });

  it('names its commands when it is given another', async () => {
    use(BUILT);
    const expected = 'Expected one of start, plenum, bench, faults, check, test, found dance.\n';
    expect(await launch('dance')).toEqual({ status: 1, stdout: '', stderr: expected });
  });
});
