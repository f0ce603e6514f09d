import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ImportedPlan, planFromImport, readPlanFiles } from '../../../agenda/spreadsheet/plan-file.ts';

const fixture = {
  days: readFileSync(new URL('../../fixtures/five-day-event/days.csv', import.meta.url), 'utf8'),
  sessions: readFileSync(new URL('../../fixtures/five-day-event/sessions.csv', import.meta.url), 'utf8'),
};

const DAYS = 'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation';
const ONE_DAY = `${DAYS}\n1,2021-01-11,12:00,15:30,Europe/Zurich,50,3,Example Customs\n`;
const SESSIONS = 'day,order,kind,title,minutes';
const ONE_SESSION = `${SESSIONS}\n1,1,opening,Welcome,15\n`;

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function readBytes(days: Uint8Array, sessions: Uint8Array) {
  return readPlanFiles({
    days: { name: 'days.csv', bytes: days },
    sessions: { name: 'sessions.csv', bytes: sessions },
  });
}

function read(days: string, sessions: string) {
  return readBytes(utf8(days), utf8(sessions));
}

function planOf(read: ReturnType<typeof readPlanFiles>): ImportedPlan {
  if (!read.ok) throw new Error(read.faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join('\n'));
  return read.plan;
}

/** `file:line:column name: message` of each fault. */
function faults(days: string, sessions: string): string[] {
  const result = read(days, sessions);
  if (result.ok) return [];
  return result.faults.map((fault) => {
    const place = `${fault.file}:${fault.line}:${fault.column}`;
    return `${place} ${fault.columnName}: ${fault.message}`;
  });
}

/** The one fault of one day, whose header row and cells are given as text. */
function dayFaults(row: string, header = DAYS): string[] {
  return faults(`${header}\n${row}\n`, ONE_SESSION);
}

function sessionFaults(row: string, header = SESSIONS): string[] {
  return faults(ONE_DAY, `${header}\n${row}\n`);
}

/** The fields of one session, whose further columns and cells are given as text. */
function sessionWith(columns: string, cells: string) {
  const imported = planOf(read(ONE_DAY, `${SESSIONS},${columns}\n1,1,opening,Welcome,15,${cells}\n`));
  return imported.sessions[0]?.fields;
}

describe('the five-day event', () => {
  const imported = planOf(read(fixture.days, fixture.sessions));

  test('is read with its days', () => {
    expect(imported.days.map(({ date, start, end }) => `${date} ${start} ${end}`)).toEqual([
      '2021-01-11 12:00 15:30',
      '2021-01-12 11:30 15:30',
      '2021-01-13 11:30 15:30',
      '2021-01-14 11:30 15:30',
      '2021-01-15 10:00 13:30',
    ]);
    expect(imported.days[1]).toEqual({
      number: 2,
      date: '2021-01-12',
      start: '11:30',
      end: '15:30',
      timeZone: 'Europe/Zurich',
      breakMinutes: 60,
      breakSlots: 3,
      chairs: [{ name: null, organisation: 'Belgian Ministry of Finance', role: 'chair' }],
    });
  });

  test('is read with its sessions, whose minutes are those of its table of hours', () => {
    const minutes = imported.days.map(({ number }) =>
      imported.sessions.filter(({ day }) => day === number).reduce((sum, { fields }) => sum + fields.minutes, 0),
    );
    expect(minutes).toEqual([170, 195, 190, 195, 185]);
    expect(imported.sessions[5]).toEqual({
      day: 1,
      order: 6,
      fields: {
        kind: 'plenary',
        title: 'Plenary 1: reports from breakout rooms 1',
        abstract: '',
        minutes: 20,
        leastMinutes: null,
        announcedStart: null,
        announcedEnd: '14:40',
        pinned: false,
        audience: ['Risk management', 'Data analytics'],
        track: null,
        speakers: [],
        chair: null,
        joinLink: null,
      },
      reportsBack: { day: 1, order: 5 },
    });
  });

  test('has each plenary that reports back hear the breakout of its day', () => {
    const heard = imported.sessions.flatMap(({ day, order, reportsBack }) =>
      reportsBack ? [[day, order, reportsBack]] : [],
    );
    expect(heard).toEqual([
      [1, 6, { day: 1, order: 5 }],
      [2, 6, { day: 2, order: 5 }],
      [3, 5, { day: 3, order: 4 }],
      [4, 5, { day: 4, order: 4 }],
      [5, 5, { day: 5, order: 4 }],
    ]);
  });

  test('has four sessions whose speaker is to be confirmed', () => {
    const open = imported.sessions.filter(({ fields }) => fields.speakers.some(({ confirmed }) => !confirmed));
    expect(open.map(({ day, order }) => [day, order])).toEqual([
      [2, 8],
      [3, 6],
      [4, 3],
      [5, 2],
    ]);
    expect(open[0]?.fields.speakers).toEqual([{ name: null, organisation: null, confirmed: false }]);
  });

  test('says which columns its files have', () => {
    expect([...imported.columns.sessions]).toEqual(fixture.sessions.split(/\r?\n/)[0]?.split(','));
    expect(imported.columns.days.has('chair')).toBe(false);
  });

  /** A table as a spreadsheet of another country, or another program, saves it. */
  function resaved(text: string, separator: string, lineEnd: string): string {
    const rows = text.trimEnd().split(/\r?\n/);
    const cells = rows.map((row) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const quoted = cells.map((row) =>
      row.map((cell) => (cell.includes(separator) && !cell.startsWith('"') ? `"${cell}"` : cell)),
    );
    return quoted.map((row) => row.join(separator) + lineEnd).join('');
  }

  function utf16(text: string): Uint8Array {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let index = 0; index < text.length; index += 1) view.setUint16(2 + index * 2, text.charCodeAt(index), true);
    return bytes;
  }

  test.each([
    ['UTF-8 with a byte order mark and CRLF', (text: string) => utf8(`\ufeff${text.replaceAll('\n', '\r\n')}`)],
    ['semicolons and CRLF', (text: string) => utf8(resaved(text, ';', '\r\n'))],
    ['tabs and CR', (text: string) => utf8(resaved(text, '\t', '\r'))],
    ['UTF-16 with tabs', (text: string) => utf16(resaved(text, '\t', '\r\n'))],
    [
      'Windows-1252 with semicolons',
      (text: string) => Uint8Array.from(Buffer.from(resaved(text, ';', '\r\n'), 'latin1')),
    ],
    ['a stated separator and blank rows', (text: string) => utf8(`sep=;\n${resaved(text, ';', '\n\n')};;;\n`)],
  ])('is the same plan when saved with %s', (_name, save) => {
    expect(planOf(readBytes(save(fixture.days), save(fixture.sessions)))).toEqual(imported);
  });
});

test('letters beyond ASCII are read from Windows-1252 and from decomposed UTF-8 alike', () => {
  const row = `${SESSIONS}\n1,1,opening,Begrüßung – Žilina,15\n`;
  const bytes = Uint8Array.from([...row].map((letter) => ({ '–': 0x96, Ž: 0x8e })[letter] ?? letter.charCodeAt(0)));
  const composed = planOf(readBytes(utf8(ONE_DAY), bytes));
  expect(composed.sessions[0]?.fields.title).toBe('Begrüßung – Žilina');
  expect(planOf(read(ONE_DAY, row.normalize('NFD')))).toEqual(composed);
});

describe('the header row', () => {
  test('is read whatever the case, spaces, hyphens and underscores of its names, in any order', () => {
    const days = 'Break Slots;BREAK-MINUTES;TimeZone;End;Start;Date;Day;Chair organisation;;';
    const imported = planOf(
      read(`${days}\n3;50;Europe/Zurich;15:30;12:00;2021-01-11;1;Example Customs;;\n`, ONE_SESSION),
    );
    expect(imported.days).toEqual(planOf(read(ONE_DAY, ONE_SESSION)).days);
  });

  test('with unknown, repeated and missing names is told of, each at its place', () => {
    expect(faults('day,date,strat,end,time_zone,break_minutes,break_slots,Day,colour\n', ONE_SESSION)).toEqual([
      'days.csv:1:3 null: found the column "strat", expected start',
      'days.csv:1:8 day: found the column "Day" again, expected each column once',
      'days.csv:1:9 null: found the column "colour", expected one of day, date, start, end, time_zone, break_minutes, break_slots, chair, chair_organisation, deputy, deputy_organisation',
      'days.csv:1:10 chair_organisation: found no such column, expected a column chair_organisation',
    ]);
  });

  test('may be all there is of the sessions, but not of the days, and an empty file has none', () => {
    expect(planOf(read(ONE_DAY, SESSIONS)).sessions).toEqual([]);
    expect(faults(DAYS, '')).toEqual([
      'days.csv:2:1 null: found no row, expected a row for each day, one at least',
      'sessions.csv:1:1 null: found an empty file, expected a header row with day, order, kind, title, minutes',
    ]);
  });
});

describe('a cell at fault is named by line, column and what was expected', () => {
  test.each([
    ['x,2021-01-11,12:00,15:30,Europe/Zurich,50,3,A', '1 day: found "x", expected a whole number'],
    ['0,2021-01-11,12:00,15:30,Europe/Zurich,50,3,A', '1 day: found "0", expected at least 1'],
    ['100,2021-01-11,12:00,15:30,Europe/Zurich,50,3,A', '1 day: found "100", expected at most 99'],
    [
      '1,11/01/2021,12:00,15:30,Europe/Zurich,50,3,A',
      '2 date: found "11/01/2021", expected a date that exists, as 2021-01-11',
    ],
    [
      '1,30.02.2021,12:00,15:30,Europe/Zurich,50,3,A',
      '2 date: found "30.02.2021", expected a date that exists, as 2021-01-11',
    ],
    [
      '1,2021-01-11,12.00,15:30,Europe/Zurich,50,3,A',
      '3 start: found "12.00", expected a time of day from 00:00 to 23:59, as 13:50',
    ],
    [
      '1,2021-01-11,12:00,24:00,Europe/Zurich,50,3,A',
      '4 end: found "24:00", expected a time of day from 00:00 to 23:59, as 13:50',
    ],
    [
      '1,2021-01-11,12:00,12:00,Europe/Zurich,50,3,A',
      '4 end: found "12:00", expected a time after the day\'s start at 12:00',
    ],
    [
      '1,2021-01-11,12:00,15:30,Zurich,50,3,A',
      '5 time_zone: found "Zurich", expected an IANA time zone, as Europe/Zurich',
    ],
    ['1,2021-01-11,12:00,15:30,Europe/Zurich,,3,A', '6 break_minutes: found an empty cell, expected a whole number'],
    ['1,2021-01-11,12:00,15:30,Europe/Zurich,-5,3,A', '6 break_minutes: found "-5", expected a whole number'],
    ['1,2021-01-11,12:00,15:30,Europe/Zurich,1441,3,A', '6 break_minutes: found "1441", expected at most 1440 minutes'],
    ['1,2021-01-11,12:00,15:30,Europe/Zurich,50,21,A', '7 break_slots: found "21", expected at most 20'],
    [
      '1,2021-01-11,12:00,15:30,Europe/Zurich,50,3,A,B',
      '9 null: found "B", expected no text in a cell without a column name',
    ],
  ])('day %s', (row, fault) => {
    expect(dayFaults(row)).toEqual([`days.csv:2:${fault}`]);
  });

  test.each([
    ['2,1,opening,A,15', '1 day: found "2", expected a day of the days file: 1'],
    ['1,first,opening,A,15', '2 order: found "first", expected a number, as 3'],
    [
      '1,1,party,A,15',
      '3 kind: found "party", expected one of opening, presentation, update, keynote, breakout, plenary, assembly, break, test, closure',
    ],
    ['1,1,opening,,15', '4 title: found an empty cell, expected some text'],
    [`1,1,opening,${'a'.repeat(501)},15`, `4 title: found "${'a'.repeat(60)}…", expected at most 500 characters`],
    ['1,1,opening,"A\nB",15', '4 title: found "A\\nB", expected no line breaks or control characters'],
    [
      '1,1,opening,\u001b[2J\u202e\u009b,15',
      '4 title: found "\\u001b[2J\\u202e\\u009b", expected no line breaks or control characters',
    ],
    ['1,1,opening,A,0', '5 minutes: found "0", expected at least 1 minute'],
    ['1,1,opening,A,7.5', '5 minutes: found "7.5", expected a whole number'],
    ['1,1,opening,A', '5 minutes: found an empty cell, expected a whole number'],
  ])('session %j', (row, fault) => {
    expect(sessionFaults(row)).toEqual([`sessions.csv:2:${fault}`]);
  });

  test.each([
    ['announced_start', '1 pm', 'found "1 pm", expected a time of day from 00:00 to 23:59, as 13:50'],
    ['announced_end', '13:5', 'found "13:5", expected a time of day from 00:00 to 23:59, as 13:50'],
    ['audience', `a;${'b'.repeat(101)}`, `found "a;${'b'.repeat(58)}…", expected at most 100 characters`],
    ['audience', 'a;'.repeat(21), `found "${'a;'.repeat(21)}", expected at most 20 entries`],
    ['speaker', 'a;'.repeat(151), `found "${'a;'.repeat(30)}…", expected at most 150 entries`],
    ['least_minutes', '16', 'found "16", expected at most the planned 15 minutes'],
    ['least_minutes', 'few', 'found "few", expected a whole number'],
    ['pinned', 'maybe', 'found "maybe", expected yes or no'],
    ['pinned', 'yes', 'found "yes", expected an announced_start or announced_end that the session is pinned to'],
    ['join_link', 'javascript:alert(1)', 'found "javascript:alert(1)", expected an http or https address'],
    ['chair', 'Somebody', 'found "Somebody", expected an organisation in chair_organisation'],
    ['reports_back', 'Breakout 9', 'found "Breakout 9", expected the title of a breakout'],
    ['abstract', 'a'.repeat(20_001), `found "${'a'.repeat(60)}…", expected at most 20000 characters`],
  ])('%s %s', (column, cell, message) => {
    const place = `sessions.csv:2:6 ${column}`;
    expect(sessionFaults(`1,1,opening,A,15,${cell}`, `${SESSIONS},${column}`)).toEqual([`${place}: ${message}`]);
  });

  test('a cell after one with line breaks is named by its own line', () => {
    const rows = `abstract,${SESSIONS}\n"one\ntwo\nthree",1,1,opening,A,none\n\nx,1,2,opening,B,none\n`;
    expect(faults(ONE_DAY, rows)).toEqual([
      'sessions.csv:4:6 minutes: found "none", expected a whole number',
      'sessions.csv:6:6 minutes: found "none", expected a whole number',
    ]);
  });

  test('a chair without an organisation', () => {
    const header = `${DAYS},chair,deputy,deputy_organisation`;
    const day = '1,2021-01-11,12:00,15:30,Europe/Zurich,50,3';
    expect(dayFaults(`${day},A,One; Two,,`, header)).toEqual([
      'days.csv:2:9 chair: found "One; Two", expected an organisation of each of them in chair_organisation',
    ]);
    expect(dayFaults(`${day},,,Three,`, header)).toEqual([
      'days.csv:2:10 deputy: found "Three", expected an organisation of each of them in deputy_organisation',
    ]);
    expect(dayFaults(`${day},${'A;'.repeat(11)},,,`, header)).toEqual([
      `days.csv:2:8 chair_organisation: found "${'A;'.repeat(11)}", expected at most 10 chairs and deputies`,
    ]);
  });
});

describe('rows that contradict each other are told of', () => {
  test('a day twice, and a place in a day twice', () => {
    const days = `${ONE_DAY}1,2021-01-12,12:00,15:30,Europe/Zurich,50,3,B\n`;
    const sessions = `${SESSIONS}\n1,2,opening,A,15\n1,1,opening,B,15\n1,2.0,opening,C,15\n`;
    expect(faults(days, sessions)).toEqual([
      'days.csv:3:1 day: found "1", expected each day once (it stands in line 2 too)',
      'sessions.csv:4:2 order: found "2.0", expected each place in a day once (it stands in line 2 too)',
    ]);
  });

  test('all at once, in the order of the files', () => {
    const days = `${DAYS}\n1,2021-01-11,12:00,11:00,Europe/Zurich,50,3,A\nx,2021-01-12,12:00,25:00,Europe/Zurich,50,3,A\n`;
    const sessions = `${SESSIONS}\n9,1,party,,15\n1,1,opening,A,15\n1,1,opening,B,"15\n`;
    expect(faults(days, sessions)).toEqual([
      'days.csv:2:4 end: found "11:00", expected a time after the day\'s start at 12:00',
      'days.csv:3:1 day: found "x", expected a whole number',
      'days.csv:3:4 end: found "25:00", expected a time of day from 00:00 to 23:59, as 13:50',
      'sessions.csv:2:3 kind: found "party", expected one of opening, presentation, update, keynote, breakout, plenary, assembly, break, test, closure',
      'sessions.csv:2:4 title: found an empty cell, expected some text',
      'sessions.csv:4:5 null: found a quotation mark that is never closed, expected a closing quotation mark',
    ]);
  });

  test('but days that could not be read make no session stray', () => {
    expect(faults('PK\u0003\u0004', ONE_SESSION)).toEqual([
      'days.csv:1:1 null: found a zip file or a workbook (.xlsx, .ods), expected a table saved as CSV, in UTF-8 or Windows-1252',
    ]);
  });
});

describe('reports_back', () => {
  function heard(words: string, sessions: string) {
    const rows = `${SESSIONS},reports_back\n${sessions}1,50,plenary,Plenary,15,"${words}"\n`;
    const days = `${ONE_DAY}2,2021-01-12,12:00,15:30,Europe/Zurich,50,3,B\n`;
    const result = read(days, rows);
    return result.ok
      ? result.plan.sessions.find(({ fields }) => fields.kind === 'plenary')?.reportsBack
      : result.faults[0]?.message;
  }

  test.each([
    ['the whole title', 'Rooms', '1,1,breakout,Rooms,5,\n1,2,breakout,Rooms: more,5,\n', { day: 1, order: 1 }],
    [
      'the start of the title',
      'Rooms 1',
      '1,1,breakout,Rooms 10: x,5,\n1,2,breakout,Rooms 1: y,5,\n',
      { day: 1, order: 2 },
    ],
    ['the same day before others', 'Rooms', '2,1,breakout,Rooms,5,\n1,2,breakout,Rooms: y,5,\n', { day: 1, order: 2 }],
    ['another day when it is the only one', 'Rooms', '2,1,breakout,Rooms,5,\n', { day: 2, order: 1 }],
    ['day and order', '1/2', '1,1,breakout,Rooms,5,\n1,2,breakout,Rooms,5,\n', { day: 1, order: 2 }],
  ])('finds a breakout by %s', (_name, words, sessions, place) => {
    expect(heard(words, sessions)).toEqual(place);
  });

  test.each([
    [
      'several',
      'Rooms',
      '1,1,breakout,Rooms,5,\n1,2,breakout,Rooms,5,\n',
      'found "Rooms", expected words that stand for one breakout alone, or 1/1 or 1/2',
    ],
    [
      'no breakout',
      'Rooms',
      '1,1,keynote,Rooms,5,\n',
      'found "Rooms", expected the title of a breakout (1/1 is of kind keynote)',
    ],
    ['itself', 'Plenary', '', 'found "Plenary", expected the title of a breakout'],
  ])('refuses words that stand for %s', (_name, words, sessions, message) => {
    expect(heard(words, sessions)).toBe(message);
  });
});

describe('ways of writing', () => {
  test.each([
    ['9:05', '09:05'],
    ['09:05:00', '09:05'],
    ['2:30+01:00', '02:30+01:00'],
    ['  13:50 ', '13:50'],
    ['', null],
  ])('the time %j is %j', (written, meant) => {
    expect(sessionWith('announced_start', written)?.announcedStart).toBe(meant);
  });

  test.each([
    ['2021-01-11', '2021-01-11'],
    ['11.01.2021', '2021-01-11'],
    ['5.2.2021', '2021-02-05'],
  ])('the date %j is %j', (written, meant) => {
    const day = planOf(read(`${DAYS}\n1,${written},9:05,15:30,Europe/Zurich,50,3,\n`, SESSIONS)).days[0];
    expect([day?.date, day?.start, day?.chairs]).toEqual([meant, '09:05', []]);
  });

  test.each([
    ['yes', true],
    ['TRUE', true],
    ['1', true],
    ['x', true],
    ['No', false],
    ['false', false],
    ['0', false],
    ['', false],
  ])('pinned %j is %j', (written, meant) => {
    expect(sessionWith('announced_start,pinned', `12:00,${written}`)?.pinned).toBe(meant);
  });

  test.each([
    ['Ann Example (Example University)', { name: 'Ann Example', organisation: 'Example University', confirmed: true }],
    ['Ann Example', { name: 'Ann Example', organisation: null, confirmed: true }],
    ['To Be Confirmed', { name: null, organisation: null, confirmed: false }],
    ['to be confirmed (DG Example)', { name: null, organisation: 'DG Example', confirmed: false }],
    ['Ann Example (to be confirmed)', { name: 'Ann Example', organisation: null, confirmed: false }],
    ['Ann (University (South)) (TBC)', { name: 'Ann', organisation: 'University (South)', confirmed: false }],
    ['(DG Example)', { name: null, organisation: 'DG Example', confirmed: true }],
    ['Ann) (', { name: 'Ann) (', organisation: null, confirmed: true }],
    ['Ann \\(B\\); ', { name: 'Ann (B)', organisation: null, confirmed: true }],
  ])('the speaker %j', (written, meant) => {
    expect(sessionWith('speaker', written)?.speakers).toEqual([meant]);
  });

  test('several audiences, with blank ones between and a semicolon taken literally', () => {
    expect(sessionWith('audience', 'Risk; ;a\\;b;c\\\\;d')?.audience).toEqual(['Risk', 'a;b', 'c\\', 'd']);
  });

  test('chairs and deputies, each with their organisation', () => {
    const header = `${DAYS},chair,deputy,deputy_organisation`;
    const row = '1,2021-01-11,12:00,15:30,Europe/Zurich,50,3,A; B,;Bo,,C';
    expect(planOf(read(`${header}\n${row}\n`, SESSIONS)).days[0]?.chairs).toEqual([
      { name: null, organisation: 'A', role: 'chair' },
      { name: 'Bo', organisation: 'B', role: 'chair' },
      { name: null, organisation: 'C', role: 'deputy' },
    ]);
  });

  test('a title made inert by a spreadsheet, an abstract with line breaks, a kind in capitals', () => {
    const row = '1,1,KEYNOTE,\'=1+1,15,"one\r\n\r\n two ",https://example.org/a,Zoom';
    const fields = planOf(read(ONE_DAY, `${SESSIONS},abstract,join_link,track\n${row}\n`)).sessions[0]?.fields;
    expect(fields).toMatchObject({
      kind: 'keynote',
      title: '=1+1',
      abstract: 'one\n\n two ',
      joinLink: 'https://example.org/a',
      track: 'Zoom',
    });
  });

  test('sessions stand in the order that their cells say', () => {
    const rows = `${SESSIONS}\n1,10,opening,C,5\n1,2.5,opening,B,5\n1,2,opening,A,5\n`;
    expect(planOf(read(ONE_DAY, rows)).sessions.map(({ fields }) => fields.title)).toEqual(['A', 'B', 'C']);
  });
});

test('a plan without a database has the identities that are given to it', () => {
  const plan = planFromImport(planOf(read(fixture.days, fixture.sessions)), (kind, index) => `${kind}-${index}`);
  expect(plan.days.map(({ id, number, sessions }) => [id, number, sessions.length])).toEqual([
    ['day-0', 1, 10],
    ['day-1', 2, 12],
    ['day-2', 3, 10],
    ['day-3', 4, 13],
    ['day-4', 5, plan.days[4]?.sessions.length],
  ]);
  expect(plan.days[0]?.sessions[5]).toMatchObject({ id: 'session-5', reportsBack: 'session-4', kind: 'plenary' });
  expect(plan.days[1]?.sessions[5]).toMatchObject({ id: 'session-15', reportsBack: 'session-14' });
});

test('arbitrary files are read or refused with faults, never thrown at', () => {
  const words = fc.constantFrom(
    ...[
      DAYS,
      SESSIONS,
      ONE_DAY,
      ONE_SESSION,
      ',',
      ';',
      '\n',
      '"',
      '1',
      '12:00',
      'breakout',
      'A',
      'reports_back',
      '(',
      ')',
    ],
  );
  const file = fc.oneof(
    fc.uint8Array({ maxLength: 100 }),
    fc.array(words, { maxLength: 30 }).map((parts) => utf8(parts.join(''))),
    fc.array(words, { maxLength: 30 }).map((parts) => utf8(`${SESSIONS},reports_back\n1,1,${parts.join(',')}`)),
  );
  fc.assert(
    fc.property(file, file, (days, sessions) => {
      const result = readBytes(days, sessions);
      return (
        result.ok ||
        result.faults.every(({ line, column, message }) => line >= 1 && column >= 1 && !message.includes('\n'))
      );
    }),
    { numRuns: 300 },
  );
});

test('a header cell of any length is told of in one short line', () => {
  const [first] = faults(`${'x'.repeat(90_000)},${DAYS}\n`, ONE_SESSION);
  expect(first?.slice(0, 120)).toMatch(/found the column "x{60}…", expected one of day/);
  expect(first?.length).toBeLessThan(300);
  const [longest] = faults(`${'x'.repeat(1_000_000)},${DAYS}\n`, ONE_SESSION);
  expect(longest).toBe('days.csv:1:1 null: found a longer cell, expected at most 100000 bytes in a cell');
});
