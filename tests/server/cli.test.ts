import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../kernel/clock.ts';
import { runCommand } from '../../server/cli/command-line.ts';
import { engines, type TestLocation } from '../engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'plenum-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fixture(name: string): string {
  return join(import.meta.dirname, '..', 'fixtures', 'five-day-event', name);
}

const FILES = ['--days', fixture('days.csv'), '--sessions', fixture('sessions.csv')];

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function plenum(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const status = await runCommand(args, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    env,
    clock: systemClock,
  });
  return { status, out: out.join(''), err: err.join('') };
}

describe('the command line', () => {
  test('lists its verbs when asked, and when it is given none or another', async () => {
    const help = await plenum(['--help']);
    expect([help.status, help.err]).toEqual([0, '']);
    for (const verb of ['plan', 'import', 'publish', 'export', 'people import', 'admin link'])
      expect(help.out).toContain(`\n  ${verb} `);
    expect(await plenum([])).toEqual({
      status: 2,
      out: '',
      err: `plenum: found no verb, expected one of these\n${help.out}`,
    });
    expect((await plenum(['constructor'])).err).toContain('plenum: found "constructor", expected one of these\n');
  });

  test.each(['plan', 'import', 'publish', 'export'])('%s tells its options when asked', async (verb) => {
    const { status, out, err } = await plenum([verb, '--help']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain(`plenum ${verb} --`);
  });

  test.each([
    [['plan'], 'plenum plan: found no --days, expected --days FILE\n'],
    [['plan', '--days', 'a'], 'plenum plan: found no --sessions, expected --sessions FILE\n'],
    [['plan', '--day', 'a'], "plenum plan: Unknown option '--day'; expected --days, --sessions, --json\n"],
    [['plan', 'extra'], "plenum plan: Unexpected argument 'extra'; expected --days, --sessions, --json\n"],
    [
      ['publish', '--event', 'No Slug'],
      'plenum publish: found --event "No Slug", expected 1 to 64 of a to z, 0 to 9 and inner hyphens\n',
    ],
    [
      ['export', '--event', 'a', '--format', 'pdf'],
      'plenum export: found --format "pdf", expected one of json, csv, schedule.json, schedule.xml, ics, zoom-rooms\n',
    ],
    [
      ['export', '--event', 'a', '--format', 'ics', '--table', 'days'],
      'plenum export: found --table with --format ics, expected it with csv alone\n',
    ],
    [['people', 'import', '--event', 'a'], 'plenum people import: found no FILE, expected FILE\n'],
    [
      ['people', 'import', '--event', 'a', 'b.csv', 'c.csv'],
      'plenum people import: found "c.csv" beside FILE, expected nothing more\n',
    ],
    [
      ['admin', 'link', '--event', 'a', '--email', 'Anna <anna@example.org>'],
      'plenum admin link: found --email "Anna <anna@example.org>", expected one bare mail address, as anna@example.org, without a name\n',
    ],
    [['import', '--event', 'a', '--name', ' '], 'plenum import: found --name " ", expected some text\n'],
  ])('%j is bad usage, told in one line', async (args, err) => {
    expect(await plenum(args)).toEqual({ status: 2, out: '', err });
  });

  test('refuses an environment that it cannot read', async () => {
    const { status, err } = await plenum(['publish', '--event', 'a'], { PORT: 'none' });
    expect(status).toBe(2);
    expect(err).toContain('PORT must be a whole number');
  });
});

describe('plan', () => {
  test('gives the five-day event as it was published: over by 10, 15, 10, 15 and 25 minutes', async () => {
    const { status, out, err } = await plenum(['plan', ...FILES, '--json']);
    expect([status, err]).toEqual([1, '']);
    const { days } = JSON.parse(out);
    expect(days.map((day: { overMinutes: number }) => day.overMinutes)).toEqual([10, 15, 10, 15, 25]);
    expect(days[0]).toMatchObject({
      day: 1,
      date: '2021-01-11',
      timeZone: 'Europe/Zurich',
      start: '12:00',
      end: '15:30',
      dayMinutes: 210,
      sessionMinutes: 170,
      breakMinutes: 50,
    });
    expect(days[0].timeline[0]).toMatchObject({
      kind: 'opening',
      session: 'Welcome and roundtable of participants',
      start: '2021-01-11T12:00:00+01:00',
      end: '2021-01-11T12:15:00+01:00',
      minutes: 15,
    });
    expect(days[0].findings.filter(({ code }: { code: string }) => code === 'day-over')).toEqual([
      expect.objectContaining({ severity: 'error', session: null, minutes: 10 }),
    ]);
  });

  test('without --json prints a table of each day and what is wrong as sentences', async () => {
    const { status, out } = await plenum(['plan', ...FILES]);
    expect(status).toBe(1);
    expect(out.split('\n')[0]).toBe('Day 1, 2021-01-11, 12:00 to 15:30 (Europe/Zurich), 10 minutes over');
    expect(out).toContain('  12:00–12:15   15  opening       Welcome and roundtable of participants\n');
    expect(out).toMatch(/\n {2}error {4}[A-Z].*\.\n/);
    expect(out.match(/^Day /gm)).toHaveLength(5);
  });

  test('proposes below the findings of a day how it could fit, with every time that would change', async () => {
    const { out } = await plenum(['plan', ...FILES]);
    const day = out.slice(0, out.indexOf('\nDay 2,'));
    expect(day.slice(day.indexOf('  warning')).split('\n')).toEqual([
      '  warning  “Plenary 1: reports from breakout rooms 1” ends at 14:35, 5 min before the announced 14:40.',
      '',
      '  Ways to make it fit, with every time that would change:',
      '  1. Shorten the breaks of day 1 from 50 to 40 min in all.',
      '     14:35–15:00 → 14:35–14:50  Break',
      '     15:00–15:20 → 14:50–15:10  Keynote 1: a network as an innovation intermediary for customs',
      '     15:20–15:30 → 15:10–15:20  PIN-1: ideas for the first hackathons',
      '     15:30–15:35 → 15:20–15:25  Coordinator update 1: social media',
      '     15:35–15:40 → 15:25–15:30  Closure of day 1',
      '',
    ]);
  });

  test('proposes to move a session to the day that has room, in words and as JSON', async () => {
    const header = 'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation';
    const days = ['1,2021-01-11,12:00,12:30,UTC,0,0,A', '2,2021-01-12,12:00,13:00,UTC,0,0,B'];
    const sessions = ['1,1,keynote,Long,30', '1,2,update,Short,10', '2,1,opening,Welcome,30', '2,2,closure,End,10'];
    const files = [
      ...['--days', written('room.csv', `${[header, ...days].join('\n')}\n`)],
      ...['--sessions', written('room-sessions.csv', `day,order,kind,title,minutes\n${sessions.join('\n')}\n`)],
    ];
    const message = 'Move “Short” (10 min) to day 2, which has 20 min of slack.';
    expect((await plenum(['plan', ...files])).out).toContain(
      [
        `\n\n  Ways to make it fit, with every time that would change:\n  1. ${message}`,
        '     12:30–12:40 → not planned  Short',
        '     not planned → 12:30–12:40  Short (day 2)',
        '     12:30–12:40 → 12:40–12:50  End (day 2)\n\nDay 2,',
      ].join('\n'),
    );
    const { days: told } = JSON.parse((await plenum(['plan', ...files, '--json'])).out);
    const between = (from: string, to: string, date = '12') => ({
      start: `2021-01-${date}T${from}:00+00:00`,
      end: `2021-01-${date}T${to}:00+00:00`,
    });
    expect(told.map(({ proposals }: { proposals: unknown }) => proposals)).toEqual([
      [
        {
          key: 'move-session',
          message,
          overMinutes: 0,
          changes: [
            { day: 1, session: 'Short', title: 'Short', before: between('12:30', '12:40', '11'), after: null },
            { day: 2, session: 'Short', title: 'Short', before: null, after: between('12:30', '12:40') },
            {
              day: 2,
              session: 'End',
              title: 'End',
              before: between('12:30', '12:40'),
              after: between('12:40', '12:50'),
            },
          ],
        },
      ],
      [],
    ]);
  });

  test('of a plan that fits answers yes, and obeys nothing that a title would have a terminal do', async () => {
    const days = written(
      'fits.csv',
      'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n1,2021-01-11,12:00,12:30,Europe/Zurich,0,0,A\n',
    );
    const sessions = written('fits-sessions.csv', 'day,order,kind,title,minutes\n1,1,keynote,A\u202eB\u009b2JC,30\n');
    const { status, out } = await plenum(['plan', '--days', days, '--sessions', sessions]);
    expect(status).toBe(0);
    expect(out).toContain('12:00–12:30   30  keynote       A B 2JC\n');
  });

  test('names every fault of both files, and prints no JSON then', async () => {
    const days = written(
      'bad.csv',
      'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n1,2021-01-11,12:00,11:00,Mars,x,0,A\n',
    );
    const sessions = written('bad-sessions.csv', 'day,order,kind,title,minutes\n2,1,party,"A\n');
    const { status, out, err } = await plenum(['plan', '--days', days, '--sessions', sessions, '--json']);
    expect([status, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      `${days}:2:5: time_zone: found "Mars", expected an IANA time zone, as Europe/Zurich`,
      `${days}:2:6: break_minutes: found "x", expected a whole number`,
      `${sessions}:2:4: found a quotation mark that is never closed, expected a closing quotation mark`,
      '',
    ]);
  });

  test('names both files when neither is there', async () => {
    const days = join(folder, 'none.csv');
    expect(await plenum(['plan', '--days', days, '--sessions', folder])).toEqual({
      status: 2,
      out: '',
      err: [
        `${days}:1:1: found no such file, expected a table saved as CSV\n`,
        `${folder}:1:1: found a file that cannot be read, expected a table saved as CSV\n`,
      ].join(''),
    });
  });
});

describe.each(engines)('an event at the command line on $name', ({ makeLocation }) => {
  let place: TestLocation;
  let env: Record<string, string>;
  beforeAll(async () => {
    place = await makeLocation();
    const { location } = place;
    env = 'dataDir' in location ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.databaseUrl };
  });
  afterAll(() => place.remove());

  const run = (verb: string, ...args: string[]) => plenum([verb, '--event', 'five-days', ...args], env);
  const exported = async (...args: string[]) => (await run('export', '--format', ...args)).out;

  test('is not there before it is imported', async () => {
    expect(await run('publish')).toEqual({ status: 2, out: '', err: 'There is no such event.\n' });
    expect(await run('export', '--format', 'csv')).toMatchObject({ status: 2, out: '' });
    expect(await run('export', '--format', 'json')).toMatchObject({ status: 2, out: '' });
  });

  test('is not made by an import that is refused', async () => {
    const days = readFileSync(fixture('days.csv'), 'utf8').replace('2021-01-11,12:00', '2021-03-28,02:30');
    const refused = await run('import', '--days', written('skip.csv', days), '--sessions', fixture('sessions.csv'));
    expect([refused.status, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('02:30 does not exist on 2021-03-28 in Europe/Zurich, expected ');
    expect((await run('export', '--format', 'csv')).status).toBe(2);
  });

  test('is made by its first import, whole', async () => {
    const { status, out } = await run('import', ...FILES, '--name', 'Five days', '--public', '--json');
    expect(status).toBe(0);
    const done = JSON.parse(out);
    expect(done).toMatchObject({ event: 'five-days', created: true, changed: [], removed: [] });
    expect(done.added.length).toBe(5 + readFileSync(fixture('sessions.csv'), 'utf8').trimEnd().split('\n').length - 1);
    expect(done.added.slice(4, 7)).toEqual([
      { day: 5, title: null },
      { day: 1, title: 'Welcome and roundtable of participants' },
      { day: 1, title: 'DG HOME and DG TAXUD joint opening' },
    ]);
  });

  test('has nothing to export but its draft before it is published', async () => {
    for (const format of ['json', 'ics', 'schedule.json', 'schedule.xml']) {
      expect(await run('export', '--format', format)).toEqual({
        status: 1,
        out: '',
        err: 'Nothing of five-days has been published yet.\n',
      });
    }
    expect(await exported('csv')).toContain('Welcome and roundtable of participants');
  });

  test('is published with a number, and only when something has changed', async () => {
    const { status, out } = await run('publish', '--note', 'First');
    expect(status).toBe(0);
    expect(out).toContain('added           Welcome and roundtable of participants (2021-01-11T12:00:00+01:00)\n');
    expect(out).toMatch(/\nVersion 1 is published: http:\/\/127\.0\.0\.1:3000\/e\/five-days\n$/);
    expect(await run('publish')).toMatchObject({ status: 1, out: '' });
  });

  test('is exported as published in every format', async () => {
    const agenda = JSON.parse(await exported('json'));
    expect(agenda).toMatchObject({ version: 1, event: { slug: 'five-days', name: 'Five days', isPublic: true } });
    expect(JSON.parse(await exported('schedule.json')).schedule.conference.daysCount).toBe(5);
    expect(await exported('schedule.xml')).toMatch(/^<\?xml .*<title>Five days<\/title>/s);
    const calendar = new ICAL.Component(ICAL.parse(await exported('ics')));
    const entries = readFileSync(fixture('sessions.csv'), 'utf8').trimEnd().split('\n').length - 1;
    expect(calendar.getAllSubcomponents('vevent').length).toBe(entries);
  });

  test('has no rooms before a breakout round is assigned', async () => {
    expect(await run('export', '--format', 'zoom-rooms')).toEqual({
      status: 1,
      out: '',
      err: 'No breakout round of five-days has been assigned yet.\n',
    });
  });

  test('is unchanged by the import of its own export', async () => {
    const days = written('exported-days.csv', await exported('csv', '--table', 'days'));
    const sessions = written('exported-sessions.csv', await exported('csv'));
    const { status, out } = await run('import', '--days', days, '--sessions', sessions, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ created: false, added: [], changed: [], removed: [] });
    expect(await run('publish')).toMatchObject({ status: 1 });
  });

  test('keeps who is who when it is imported again, and says what has changed', async () => {
    const before = JSON.parse(await exported('json'));
    const text = readFileSync(fixture('sessions.csv'), 'utf8')
      .replace('Closure of day 1,5', 'Closure of day 1,10')
      .replace('Closure of day 2', 'Farewell');
    const again = await run(
      'import',
      '--days',
      fixture('days.csv'),
      '--sessions',
      written('again.csv', text),
      '--name',
      'Five',
    );
    expect(again.status).toBe(0);
    expect(again.out.split('\n')).toEqual([
      'added    day 2   Farewell',
      'changed  day 1   Closure of day 1 (minutes)',
      'removed  day 2   Closure of day 2',
      'Updated the draft of five-days: 1 added, 1 changed, 1 removed. It is not published yet.',
      '',
    ]);
    const published = await run('publish', '--json');
    expect(JSON.parse(published.out)).toMatchObject({ event: 'five-days', version: 2 });
    const after = JSON.parse(await exported('json'));
    const idOf = (agenda: typeof before, title: string) =>
      agenda.days[0].entries.find((entry: { title: string }) => entry.title === title)?.id;
    expect(idOf(after, 'Closure of day 1')).toBe(idOf(before, 'Closure of day 1'));
    expect(after.event.name).toBe('Five');
  });
});

for (const engine of engines) {
  describe(`people at the terminal on ${engine.name}`, () => {
    let place: TestLocation;
    let env: Record<string, string>;
    const PEOPLE = join(import.meta.dirname, '..', 'fixtures', 'people-120.csv');

    beforeAll(async () => {
      place = await engine.makeLocation();
      const { location } = place;
      env = 'dataDir' in location ? { DATA_DIR: location.dataDir } : { DATABASE_URL: location.databaseUrl };
      await plenum(['import', '--event', 'meeting', ...FILES], env);
    });
    afterAll(() => place.remove());

    test('people import says what it would do, then does it, and the second time finds nothing to do', async () => {
      const people = (...more: string[]) => plenum(['people', 'import', '--event', 'meeting', PEOPLE, ...more], env);
      const dry = await people('--dry-run');
      expect([dry.status, dry.err, dry.out.split('\n').at(-2)]).toEqual([
        0,
        '',
        'Would store people of meeting: 120 new, 0 changed, 0 unchanged. Nothing was stored.',
      ]);
      expect(JSON.parse((await people('--json')).out)).toEqual({
        event: 'meeting',
        stored: { new: 120, changed: 0, same: 0, newOrganisations: 13 },
      });
      expect((await people()).out).toBe(
        'Stored people of meeting: 0 new, 0 changed, 120 unchanged. Nobody has been told yet.\n',
      );
    });

    test('people import names each fault with its line and column, and stores nothing', async () => {
      const bad = written('people.csv', 'name,email,organisation,role\n,a@example.org,A,\nB,b,B,chair:9\n');
      for (const more of [[], ['--dry-run', '--json']]) {
        const ran = await plenum(['people', 'import', '--event', 'meeting', bad, ...more], env);
        expect(ran).toEqual({
          status: 2,
          out: '',
          err: [
            `${bad}:2:1: name: found an empty cell, expected some text\n`,
            `${bad}:3:2: email: found "b", expected one mail address, as anna@example.org\n`,
          ].join(''),
        });
      }
    });

    test('admin link prints one link and nothing else, for who is an organiser already and who was not', async () => {
      const link = (email: string) => plenum(['admin', 'link', '--event', 'meeting', '--email', email], env);
      for (const email of ['new@example.org', 'NEW@example.org']) {
        expect(await link(email)).toEqual({
          status: 0,
          out: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/sign-in\/plenum_in_[\w-]{32}\n$/),
          err: '',
        });
      }
      const none = await plenum(['admin', 'link', '--event', 'nowhere', '--email', 'a@example.org'], env);
      expect(none).toEqual({ status: 2, out: '', err: 'There is no such event.\n' });
    });
  });
}
