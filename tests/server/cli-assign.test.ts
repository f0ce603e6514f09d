import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { runCommand } from '../../server/cli/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'plenum-assign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const PEOPLE = join(import.meta.dirname, '..', 'fixtures', 'people-120.csv');

async function assign(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommand(['assign', ...args], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env: {},
    clock: systemClock,
  });
  return { status, out: out.join(''), err: err.join('') };
}

function file(name: string, rows: string): string {
  const path = join(folder, name);
  writeFileSync(path, `name,email,organisation,country,role,tags,prefers,together,apart\n${rows}`);
  return path;
}

const quick = ['--effort', '0.01', '--json'];

describe('assign', () => {
  test.each([3, 4, 5])('deals 120 people into %i rooms, five times, each once a round and evenly', async (rooms) => {
    const { status, out, err } = await assign('--people', PEOPLE, '--rooms', `${rooms}`, '--rounds', '5', ...quick);
    expect([status, err]).toEqual([0, '']);
    const answer = JSON.parse(out);
    expect(answer.rounds.length).toBe(5);
    for (const round of answer.rounds) {
      expect(round.rooms.map((people: string[]) => people.length)).toEqual(Array(rooms).fill(120 / rooms));
      expect(new Set(round.rooms.flat()).size).toBe(120);
    }
    expect(answer.score.distinctMet).toBeGreaterThan(answer.score.random.distinctMet);
    expect(answer.unplaced).toEqual([]);
  });

  test('gives the same bytes for the same seed, and others for another', async () => {
    const of = (seed: string) => assign('--people', PEOPLE, '--rooms', '4', '--rounds', '3', '--seed', seed, ...quick);
    const [one, same, other] = [await of('7'), await of('7'), await of('8')];
    expect(one.out).toBe(same.out);
    expect(JSON.parse(other.out).rounds).not.toEqual(JSON.parse(one.out).rounds);
  });

  test('keeps groups together, the apart apart, and facilitators in their rooms; and says who has no address', async () => {
    const people = file(
      'rules.csv',
      [
        'Ünal,u@x.org,Org,,,,Risk; v@x.org; AI,G,v@x.org; nobody@x.org',
        '"Vera, ""the"" second",v@x.org,Org,,facilitator:Zebra,,AI,,',
        '=SUM(1),w@x.org,Org,,,,Risk,G,',
        '李雷,,Org,,,,,,',
      ].join('\n'),
    );
    const { status, out, err } = await assign('--people', people, '--rooms', '2', '--rounds', '2', ...quick);
    expect([status, err]).toEqual([0, '']);
    const { rounds, notes } = JSON.parse(out);
    for (const { rooms } of rounds)
      expect(rooms.map((room: string[]) => room.sort())).toEqual([
        ['v@x.org', '李雷'],
        ['u@x.org', 'w@x.org'],
      ]);
    expect(notes).toEqual([
      'Line 2: nobody@x.org, from whom Ünal is to be apart, is not in the file.',
      'Line 5: 李雷 has no address, and is known by the name.',
      'Line 2: an address under prefers is no topic, and counts for nothing.',
      'Zebra: Risk',
      'Room 2: AI',
    ]);
    const table = await assign('--people', people, '--rooms', '2', '--rounds', '1', '--effort', '0.01');
    expect(table.out).toContain('Round 1\n  Zebra, Risk (2)\n    Vera, "the" second <v@x.org>\n    李雷\n');
  });

  test('lists people as they are counted, with what was wished beside what was given', async () => {
    const rows = [10, 9, 1].map((n) => `P ${n},p${n}@x.org,Org,,,,${n === 9 ? 'Risk; AI' : ''},,`).join('\n');
    const people = file('ten.csv', rows);
    const { out } = await assign('--people', people, '--rooms', '1', '--rounds', '2', '--effort', '0.01');
    expect(out).toContain('    P 1 <p1@x.org>\n    P 9 <p9@x.org>\n    P 10 <p10@x.org>\n');
    expect(out).toMatch(/\nfirst topics given +2 {2}of 2 wished\n/);
  });

  test('leaves rooms empty where there are fewer people than rooms, and deals one organisation', async () => {
    const people = file('few.csv', 'A,a@x.org,Org\nB,b@x.org,Org\n'.replaceAll('Org', 'Org,,,,,,'));
    const { out } = await assign('--people', people, '--rooms', '3', '--rounds', '1', ...quick);
    const sizes = JSON.parse(out).rounds[0].rooms.map((room: string[]) => room.length);
    expect(sizes.sort()).toEqual([0, 1, 1]);
  });

  test('takes rooms that differ by case alone for one, and has everybody who leads a room in it', async () => {
    const roles = ['facilitator:Blue', 'facilitator:BLUE', 'rapporteur:blue', '', '', ''];
    const people = file('led.csv', roles.map((role, n) => `P${n},p${n}@x.org,Org,,${role},,,,\n`).join(''));
    const { out, err } = await assign('--people', people, '--rooms', '2', '--rounds', '1', ...quick);
    expect([err, JSON.parse(out).rounds[0].rooms[0].sort()]).toEqual(['', ['p0@x.org', 'p1@x.org', 'p2@x.org']]);
    expect(JSON.parse(out).notes).toEqual([]);
    const full = await assign('--people', people, '--rooms', '2', '--rounds', '1', '--capacity', '2', ...quick);
    expect(full.status).toBe(1);
  });

  test.each([
    [
      'a chain of people who belong together and fit into no room',
      ['A,a@x.org,O,,,,,G,', 'B,b@x.org,O,,,,,G,', 'C,c@x.org,O,,,,,G,', 'D,d@x.org,O,,,,,,'],
      /: Round 1: A, B and C must be together: no room holds 3 people, the most is 2\.\n$/,
    ],
    [
      'more people apart than rooms',
      ['A,a@x.org,O,,,,,,b@x.org; c@x.org', 'B,b@x.org,O,,,,,,c@x.org', 'C,c@x.org,O,,,,,,', 'D,d@x.org,O,,,,,,'],
      /: Round 1: A, B and C must all be apart, and there are 2 rooms\.\n$/,
    ],
    [
      'more people who lead a room than it holds',
      ['A', 'B', 'C', 'D'].map((name) => `${name},${name}@x.org,O,,facilitator:R,,,,`),
      /: Round 1: A, B, C and D belong .*\bR: 4 people, and it holds 2\.\n$/,
    ],
    [
      'somebody who leads two rooms',
      ['A,a@x.org,O,,facilitator:R; facilitator:S,,,,', 'B,b@x.org,O,,,,,,'],
      /: Round 1: A is pinned to .*\bR and .*\bS\.\n$/,
    ],
  ])('answers no for %s, by name', async (what, rows, message) => {
    const people = file(`${what.slice(0, 12)}.csv`, rows.join('\n'));
    const { status, err } = await assign('--people', people, '--rooms', '2', '--rounds', '1', ...quick);
    expect([status, err.startsWith(people)]).toEqual([1, true]);
    expect(err).toMatch(message);
  });

  test('names the cell of each fault of the file', async () => {
    const people = file('bad.csv', 'A,a@x.org,Org,,,,,,\nB,A@X.org,Org,,,,,,\n,c@,Org,,,,,,\nD,,O,,,,,,\nD,,O,,,,,,\n');
    const { status, out, err } = await assign('--people', people, '--rooms', '2', '--rounds', '1');
    expect([status, out]).toEqual([2, '']);
    expect(err.split('\n').map((line) => line.slice(folder.length + 1).split(', expected')[0])).toEqual([
      'bad.csv:3:2: email: found "A@X.org"',
      expect.stringMatching(/^bad.csv:4:1: name: found/),
      expect.stringMatching(/^bad.csv:4:2: email: found "c@"/),
      'bad.csv:6:1: name: found "D"',
      '',
    ]);
  });

  test('answers no where the rules cannot be kept, with the names', async () => {
    const people = file('no.csv', 'Anna,a@x.org,Org,,,,,G,b@x.org\nBert,b@x.org,Org,,,,,G,\n');
    const { status, out, err } = await assign('--people', people, '--rooms', '2', '--rounds', '1', ...quick);
    expect(status).toBe(1);
    expect(err).toMatch(/Anna.*Bert/);
    expect(JSON.parse(out)).toMatchObject({ rounds: [], score: null, unplaced: ['a@x.org', 'b@x.org'] });
    const full = await assign('--people', PEOPLE, '--rooms', '3', '--rounds', '1', '--capacity', '30', ...quick);
    expect([full.status, JSON.parse(full.out).unplaced.length]).toEqual([1, 120]);
  });

  test.each([
    ['--rooms', '0'],
    ['--rounds', 'two'],
    ['--capacity', '-1'],
    ['--seed', '1.5'],
    ['--effort', '0'],
    ['--preset', 'best'],
  ])('refuses %s %s', async (option, value) => {
    const given = { '--people': PEOPLE, '--rooms': '3', '--rounds': '1', [option]: value };
    const { status, err } = await assign(...Object.entries(given).map(([name, each]) => `${name}=${each}`));
    expect(status).toBe(2);
    expect(err).toMatch(new RegExp(`^plenum assign: ${option}: found "${value}", expected .*\n$`));
  });
});
