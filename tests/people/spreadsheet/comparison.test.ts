import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RoleGrant } from '../../../kernel/actor.ts';
import { instant } from '../../../kernel/time.ts';
import { NO_WISHES } from '../../../people/schema.ts';
import { comparePeople } from '../../../people/spreadsheet/comparison.ts';
import { nearNames } from '../../../people/spreadsheet/near-names.ts';
import { type PeopleFileRead, readPeopleFile } from '../../../people/spreadsheet/people-file.ts';
import { readRoles, writeRoles } from '../../../people/spreadsheet/role-words.ts';
import type {
  StoredOrganisation,
  StoredParticipant,
  StoredPeople,
  Surroundings,
} from '../../../people/spreadsheet/stored-people.ts';

const HEADER = 'name,email,organisation,country,role,tags,prefers,together,apart';

function read(csv: string): PeopleFileRead {
  return readPeopleFile({ name: 'people.csv', bytes: new TextEncoder().encode(csv) });
}

const DAYS = [1, 2].map((number) => ({ id: `day-${number}`, number, startsAt: instant(0), endsAt: instant(1) }));
const AROUND: Surroundings = { days: DAYS, mayGrantRoles: true, mayChange: () => true };
const NOBODY: StoredPeople = { participants: [], organisations: [] };
const ESTONIA: StoredOrganisation = {
  id: 'org-1',
  name: 'Customs, Estonia',
  nameKey: 'customs, estonia',
  country: 'EE',
  quota: null,
};
const ORGANISER: RoleGrant = { role: 'organiser', dayId: null, room: null };

function stored(email: string, more: Partial<StoredParticipant> = {}): StoredParticipant {
  return {
    id: `id of ${email}`,
    emailKey: email,
    name: 'Rapporteur, Estonia',
    organisationId: ESTONIA.id,
    tags: ['Risk'],
    wishes: NO_WISHES,
    roles: [],
    state: 'registered',
    ...more,
  };
}

function compare(rows: string, of: Partial<StoredPeople> = {}, around: Partial<Surroundings> = {}, header = HEADER) {
  const file = read(`${header}\n${rows}`);
  if (!file.ok) throw new Error(file.faults[0]?.message);
  return comparePeople(file.rows, { ...NOBODY, ...of }, { ...AROUND, ...around });
}

/** Each row in short: what would happen, what would change, and what is said. */
function told(...of: Parameters<typeof compare>): unknown[] {
  return compare(...of).rows.map(({ outcome, changes, messages }) => [
    outcome,
    changes.join(' '),
    ...messages.map(({ column, message }) => `${column}: ${message}`),
  ]);
}

describe('a row of people', () => {
  it('is new when nobody has the address, and brings its organisation along', () => {
    const { rows, newOrganisations, people } = compare(
      'Participant 1,P.1@Example.org,Customs,ee,organiser; chair:1 2; facilitator:Room A,Risk; Data,Big data; AI,G,\n',
      { participants: [stored('x@example.org')] },
    );
    expect(rows).toEqual([
      {
        line: 2,
        outcome: 'new',
        name: 'Participant 1',
        email: 'P.1@example.org',
        organisation: 'Customs',
        changes: ['name', 'email', 'organisation', 'role', 'tags', 'prefers', 'together'],
        messages: [],
      },
    ]);
    expect(newOrganisations).toEqual([{ name: 'Customs', country: 'EE' }]);
    expect(people[0]).toMatchObject({
      address: { key: 'p.1@example.org' },
      tags: ['Risk', 'Data'],
      wishes: { prefers: ['Big data', 'AI'], together: 'G', apart: [] },
      roles: [
        ORGANISER,
        { role: 'chair', dayId: 'day-1', room: null },
        { role: 'chair', dayId: 'day-2', room: null },
        { role: 'facilitator', dayId: null, room: 'Room A' },
      ],
    });
  });

  const known = { participants: [stored('a@example.org')], organisations: [ESTONIA] };

  it.each([
    ['the same in other letters', 'Rapporteur, Estonia', 'A@EXAMPLE.ORG', 'customs,  ESTONIA', 'same', ''],
    ['another name', 'Chair, Estonia', 'a@example.org', 'Customs, Estonia', 'changed', 'name'],
    ['another organisation', 'Rapporteur, Estonia', 'a@example.org', 'Commission', 'changed', 'organisation'],
    ['no organisation, which says nothing', 'Rapporteur, Estonia', 'a@example.org', '', 'same', ''],
  ])('with %s is compared with who has the address', (_, name, email, organisation, outcome, changes) => {
    expect(told(`"${name}",${email},"${organisation}",,,,,,\n`, known)).toEqual([[outcome, changes]]);
  });

  it('leaves what is stored where a cell is empty or a column is not there', () => {
    const full = { ...known, participants: [stored('a@example.org', { roles: [ORGANISER] })] };
    expect(told('"Rapporteur, Estonia",a@example.org,,,,,,,\n', full)).toEqual([['same', '']]);
    expect(told('"Rapporteur, Estonia",a@example.org,\n', full, {}, 'name,email,organisation')).toEqual([['same', '']]);
  });

  it('with an address that stands in two rows is refused, whatever its case and Unicode form', () => {
    expect(told('One,anna@example.org,,,,,,,\nTwo,ＡＮＮＡ@Example.org,,,,,,,\n')).toEqual([
      ['new', 'name email'],
      ['error', '', 'email: found "ＡＮＮＡ@Example.org", expected each address once: lines 2 and 3 have the same'],
    ]);
  });

  it.each([
    ['before the at sign', 'аnna@example.org', 'an address of plain letters before the @: "а" is U+0430'],
    ['in the domain', 'anna@exаmple.org', 'a domain of one alphabet: "а" is U+0430'],
  ])('with a Cyrillic letter %s is refused, and the letter named', (_, email, expected) => {
    expect(told(`Anna,${email},,,,,,,\n`)).toEqual([['error', '', `email: found "${email}", expected ${expected}`]]);
  });

  it('shows where mail goes when the domain is of another alphabet', () => {
    expect(told('Info,info@почта.example,,,,,,,\n')[0]).toEqual([
      'warning',
      'name email',
      'email: the domain is of letters beyond a to z: mail goes to xn--80a1acny.example',
    ]);
  });

  it('with the name of somebody else is to be looked at', () => {
    expect(
      told('"rapporteur,  Estonia",b@example.org,,,,,,,\nC,c@example.org,,,,,,,\nc,d@example.org,,,,,,,\n', known),
    ).toEqual([
      ['warning', 'name email', 'name: somebody of the event has the same name and another address'],
      ['new', 'name email'],
      ['warning', 'name email', 'name: somebody in line 3 has the same name and another address'],
    ]);
  });

  it('of an organisation much like another is to be looked at, one that differs by a number is not', () => {
    const rows = '1,a@x.org,Customs Estona,,,,,,\n2,b@x.org,Office 1,,,,,,\n3,c@x.org,Office 2,,,,,,\n';
    expect(told(rows, { organisations: [ESTONIA] })).toEqual([
      ['warning', 'name email organisation', 'organisation: is new, and much like "Customs, Estonia"'],
      ['new', 'name email organisation'],
      ['new', 'name email organisation'],
    ]);
  });

  it('cannot give one organisation two countries, nor change the country that is stored', () => {
    expect(told('1,a@x.org,Commission,BE,,,,,\n2,b@x.org,COMMISSION,LU,,,,,\n')[1]).toEqual([
      'error',
      '',
      'country: found "LU", expected BE, as in an earlier row of "Commission"',
    ]);
    expect(told('1,a@x.org,"Customs, Estonia",FI,,,,,\n', { organisations: [ESTONIA] })[0]).toEqual([
      'warning',
      'name email organisation',
      'country: the stored country of "Customs, Estonia" is EE, and stays so',
    ]);
  });

  it('fills in the country of an organisation that had none', () => {
    const { countries } = compare('1,a@x.org,"Customs, Estonia",EE,,,,,\n', {
      organisations: [{ ...ESTONIA, country: null }],
    });
    expect(countries).toEqual([{ organisationId: 'org-1', country: 'EE' }]);
  });

  it('of somebody who was removed changes nothing', () => {
    const gone = { participants: [stored('a@example.org', { state: 'removed' })] };
    expect(told('Another,a@example.org,Commission,,organiser,,,,\n', gone)).toEqual([
      ['warning', '', 'email: was removed from the event and stays so; this row changes nothing'],
    ]);
    expect(compare('Another,a@example.org,Commission,,organiser,,,,\n', gone).people).toEqual([]);
  });

  it('cannot take a place along to an organisation that has none left', () => {
    const full = { ...ESTONIA, id: 'full', name: 'Full', nameKey: 'full', quota: 1 };
    const people = [stored('a@x.org'), stored('b@x.org'), stored('c@x.org', { state: 'invited' })];
    const rows = people.map(({ emailKey }) => `"Rapporteur, Estonia",${emailKey},Full,,,,,,\n`).join('');
    expect(told(rows, { participants: people, organisations: [ESTONIA, full] })).toEqual([
      ['changed', 'organisation'],
      ['error', '', 'organisation: found "Full", expected one with a place left: its quota is 1, and all are taken'],
      ['changed', 'organisation'],
    ]);
  });

  it('names the strangers among those it keeps apart, and itself', () => {
    const [row] = told('1,a@x.org,,,,,,,a@x.org; z@x.org\n') as string[][];
    expect(row?.slice(2)).toEqual([
      'apart: "z@x.org" is neither in the file nor in the event',
      'apart: names the person of the row',
    ]);
  });

  it('ranks topics in their order, each once, and refuses more than 20 of them', () => {
    const { people } = compare('1,a@x.org,,,,,Risk; AI; Risk; Not\\; this,,\n');
    expect(people[0]?.wishes.prefers).toEqual(['Risk', 'AI', 'Not; this']);
    const many = Array.from({ length: 21 }, (_, n) => `T${n}`).join(';');
    const [row] = told(`1,a@x.org,,,,,${many},,\n`) as string[][];
    expect(row?.[0]).toBe('error');
    expect(row?.slice(2)).toEqual([expect.stringMatching(/^prefers: found ".*, expected at most 20 topics$/)]);
  });
});

describe('roles in a row', () => {
  const chair = {
    participants: [stored('a@x.org', { name: 'A', roles: [ORGANISER] }), stored('b@x.org', { roles: [ORGANISER] })],
  };

  it.each([
    ['king', 'roles out of organiser, chair, deputy, facilitator, rapporteur, helpdesk, separated by semicolons'],
    ['chair', 'the days of a chair by number, as chair:1 2'],
    ['chair:one', 'the days of a chair by number, as chair:1 2'],
    ['organiser:1', 'nothing after organiser, which holds for the whole event'],
    ['facilitator', 'one room of a facilitator by name, as facilitator:Room A, of at most 100 characters'],
    ['chair:1 7', 'one of 1, 2'],
  ])('are refused as %j', (cell, expected) => {
    const found = cell === 'chair:1 7' ? 'day 7' : `"${cell}"`;
    expect(told(`A,c@x.org,,,${cell},,,,\n`)).toEqual([['error', '', `role: found ${found}, expected ${expected}`]]);
  });

  it('take the place of those that are stored, and what is taken away is said', () => {
    expect(told('A,a@x.org,,,chair:1,,,,\n', chair)).toEqual([['warning', 'role', 'role: takes away organiser']]);
    expect(told('A,a@x.org,,,participant,,,,\n', chair)).toEqual([['warning', 'role', 'role: takes away organiser']]);
  });

  it('cannot leave the event without an organiser', () => {
    const both = 'A,a@x.org,,,participant,,,,\n"Rapporteur, Estonia",b@x.org,,,chair:1,,,,\n';
    expect(compare(both, chair).rows.map(({ outcome }) => outcome)).toEqual(['error', 'error']);
  });

  it('cannot be given by a key, which may repeat those there are and change no organiser', () => {
    const key = { mayGrantRoles: false, mayChange: (roles: readonly RoleGrant[]) => roles.length === 0 };
    expect(told('C,c@x.org,,,helpdesk,,,,\n', chair, key)).toEqual([
      ['error', '', 'role: found "helpdesk", expected an empty cell: a key cannot give roles, an organiser can'],
    ]);
    expect(told('A,a@x.org,,,organiser,,,,\n', chair, key)).toEqual([['same', '']]);
    expect(told('Z,a@x.org,,,,,,,\n', chair, key)).toEqual([
      ['error', '', 'email: found "a@x.org", expected nobody who is an organiser: a program may not change one'],
    ]);
  });

  it('are read back as they were written', () => {
    const room = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
    const role = fc.oneof(
      fc.constantFrom('organiser', 'helpdesk').map((role) => ({ role, day: null, room: null })),
      fc
        .tuple(fc.constantFrom('chair', 'deputy'), fc.integer({ min: 1, max: 99 }))
        .map(([role, day]) => ({ role, day, room: null })),
      fc
        .tuple(fc.constantFrom('facilitator', 'rapporteur'), room)
        .map(([role, name]) => ({ role, day: null, room: name })),
    );
    fc.assert(
      fc.property(fc.array(role), (roles) => {
        const first = readRoles(writeRoles(roles as never));
        fc.pre(first.ok);
        const words = (all: readonly unknown[]) => [...new Set(all.map((each) => JSON.stringify(each)))].sort();
        const clean = roles.map((each) => ({ ...each, room: each.room?.trim().normalize('NFC') ?? null }));
        expect(words(first.roles)).toEqual(words(clean));
      }),
    );
  });
});

describe('a file of people', () => {
  it('is known by its columns whatever their case and order, and passes over those that it does not know', () => {
    const file = read('Shoe size,E-Mail,Organisation,NAME,state,toggether\n43,a@x.org,,A,registered,\n');
    expect(file.ok && file.header.map(({ column, message }) => [column, message])).toEqual([
      [1, 'the column "Shoe size" is not known, and nothing is read from it'],
      [6, 'the column "toggether" is not known, and nothing is read from it: is together meant?'],
    ]);
    expect(file.ok && file.rows[0]?.fields?.name).toBe('A');
  });

  it.each([
    ['nothing', '', 'people.csv:1:1 found an empty file, expected a header row with name, email, organisation'],
    ['no addresses', 'name,organisation\nA,B\n', 'people.csv:1:3 found no such column, expected a column email'],
    [
      'a misspelt column',
      'name,email,organization\n',
      'people.csv:1:3 found the column "organization", expected organisation',
    ],
    [
      'a column twice',
      'name,email,organisation,name\n',
      'people.csv:1:4 found the column "name" again, expected each column once',
    ],
    [
      'a workbook',
      'PK\u0003\u0004',
      'people.csv:1:1 found a zip file or a workbook (.xlsx, .ods), expected a table saved as CSV, in UTF-8 or Windows-1252',
    ],
    [
      'a quotation mark that is left open',
      'name,email,organisation\n"A,b',
      'people.csv:2:1 found a quotation mark that is never closed, expected a closing quotation mark',
    ],
  ])('with %s is no table of people', (_, csv, fault) => {
    const file = read(csv);
    expect(
      !file.ok && file.faults.map(({ file: name, line, column, message }) => `${name}:${line}:${column} ${message}`),
    ).toEqual([fault]);
  });

  it('is read or refused whatever is in it, never thrown at', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('a@x.org', 'A@X.org', 'organiser', 'chair:1', 'EE', 'LV', 'Org', '=1+1', '"'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 9 })), (rows) => {
        const file = read(`${HEADER}\n${rows.map((row) => row.join(',')).join('\n')}`);
        if (!file.ok) return;
        const { faults, rows: compared } = comparePeople(
          file.rows,
          { participants: [stored('a@x.org')], organisations: [ESTONIA] },
          AROUND,
        );
        expect(compared.some(({ outcome }) => outcome === 'error')).toBe(faults.length > 0);
      }),
    );
  });
});

test('names are near when a mark, an accent or one letter tells them apart, and not when a number or a word does', () => {
  const near = (one: string, other: string) => {
    const names = nearNames();
    names.note(one);
    return names.nearTo(other) === one;
  };
  expect(near('Customs, Estonia', 'Customs – Estonia')).toBe(true);
  expect(near('Tax & Customs Board', 'Tax and Customs Board')).toBe(true);
  expect(near('Ministry of Finance', 'Ministery of Finance')).toBe(true);
  expect(near('Ministry of Finance', 'Ministry of Finence')).toBe(true);
  expect(near('Office 11', 'Office 12')).toBe(false);
  expect(near('Customs of Latvia', 'Customs of Estonia')).toBe(false);
  expect(near('Same', 'SAME')).toBe(false);
});
