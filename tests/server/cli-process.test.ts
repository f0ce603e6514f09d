import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildWhatIsStale } from '../../server/launch/build.mjs';

const ROOT = join(import.meta.dirname, '..', '..');
const FILES = ['days', 'sessions'].flatMap((name) => [`--${name}`, `tests/fixtures/five-day-event/${name}.csv`]);

const folder = mkdtempSync(join(tmpdir(), 'plenum-cli-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs what `npm run -s plenum -- …` becomes. @param closeEarly stops reading after the first bytes. */
function plenum(args: readonly string[], closeEarly = false): Promise<Ended> {
  const child = spawn(process.execPath, ['dist/server/cli.js', ...args], { cwd: ROOT });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    if (closeEarly) child.stdout.destroy();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out, err })));
}

describe('the command line as a process', () => {
  // Does nothing in `npm test`, which builds before it tests.
  beforeAll(() => buildWhatIsStale(), 180_000);

  test('prints one JSON document and nothing else, and its exit status says that the plan does not fit', async () => {
    const { status, out, err } = await plenum(['plan', ...FILES, '--json']);
    expect([status, err]).toEqual([1, '']);
    expect(JSON.parse(out).days.map(({ overMinutes }: { overMinutes: number }) => overMinutes)).toEqual([
      10, 15, 10, 15, 25,
    ]);
  });

  test.each([
    ['the server', 1, ['dist/server/main.js'], 'The data folder'],
    ['a verb', 2, ['dist/server/cli.js', 'publish', '--event', 'a'], 'plenum publish: The data folder'],
  ])('%s ends with a sentence and %i where no data folder can be made', (_, status, command, begins) => {
    const env = { ...process.env, NODE_ENV: 'test', PORT: '0', DATA_DIR: '/proc/nope/data' };
    const ended = spawnSync(process.execPath, command, { cwd: ROOT, env, encoding: 'utf8', timeout: 20_000 });
    const sentence = `${begins} /proc/nope/data cannot be used: no folder can be made there. Mend that or set DATA_DIR.\n`;
    expect([ended.status, ended.stdout, ended.stderr]).toEqual([status, '', sentence]);
  });

  test('leaves with 2 and tells its faults on stderr alone', async () => {
    const missing = await plenum(['plan', '--days', 'none.csv', ...FILES.slice(2), '--json']);
    expect(missing).toEqual({
      status: 2,
      out: '',
      err: 'none.csv:1:1: found no such file, expected a table saved as CSV\n',
    });
  });

  test('takes it in silence that nobody reads to the end', async () => {
    const { err } = await plenum(['plan', ...longerThanAPipe(), '--json'], true);
    expect(err).toBe('');
  });
});

/** Options for a plan whose JSON is several times what a pipe holds, so that writing it fails when nobody reads. */
function longerThanAPipe(): string[] {
  const day = '1,2021-01-11,12:00,20:00,Europe/Zurich,0,0,A';
  const header = 'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation';
  const rows = Array.from({ length: 400 }, (_, index) => `1,${index},update,${index} ${'title '.repeat(80)},1`);
  const days = join(folder, 'days.csv');
  const sessions = join(folder, 'sessions.csv');
  writeFileSync(days, `${header}\n${day}\n`);
  writeFileSync(sessions, `day,order,kind,title,minutes\n${rows.join('\n')}\n`);
  return ['--days', days, '--sessions', sessions];
}
