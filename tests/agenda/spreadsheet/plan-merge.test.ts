import { describe, expect, test } from 'vitest';
import type { Chair, SessionChair, SessionFields } from '../../../agenda/schema.ts';
import type { DayColumn, SessionColumn } from '../../../agenda/spreadsheet/plan-columns.ts';
import { mergeDay, mergeSession } from '../../../agenda/spreadsheet/plan-merge.ts';
import type { SessionId } from '../../../kernel/ids.ts';
import { aDay, aSession } from '../plans.ts';

function columns(...names: (DayColumn | SessionColumn)[]) {
  return { days: new Set(names as DayColumn[]), sessions: new Set(names as SessionColumn[]) };
}

function chairOf(organisation: string, name: string | null = null): SessionChair {
  return { name, organisation, role: 'chair' };
}

function deputyOf(organisation: string, name: string | null = null): Chair {
  return { name, organisation, role: 'deputy' };
}

describe('a day imported again', () => {
  const stored = aDay([], { chairs: [chairOf('A', 'Ann'), deputyOf('D', 'Dan')] });

  test('keeps its deputies when the file does not speak of any', () => {
    const given = aDay([], { chairs: [chairOf('B', 'Bo')] });
    expect(mergeDay(given, columns('chair', 'chair_organisation'), stored).chairs).toEqual([
      chairOf('B', 'Bo'),
      deputyOf('D', 'Dan'),
    ]);
    expect(mergeDay(given, columns('chair', 'chair_organisation', 'deputy_organisation'), stored).chairs).toEqual([
      chairOf('B', 'Bo'),
    ]);
  });

  test('keeps the name of a chair whose organisation chairs still when the file names organisations alone', () => {
    const given = aDay([], { chairs: [chairOf('B'), chairOf('A')], breakMinutes: 45 });
    const merged = mergeDay(given, columns('chair_organisation', 'deputy_organisation'), stored);
    expect(merged).toMatchObject({ breakMinutes: 45, chairs: [chairOf('B'), chairOf('A', 'Ann')] });
    expect(mergeDay(given, columns('chair', 'chair_organisation', 'deputy_organisation'), stored).chairs).toEqual([
      chairOf('B'),
      chairOf('A'),
    ]);
  });
});

describe('a session imported again', () => {
  const breakout = '0b0e8a4e-6f0f-4a3f-9d55-0f7c0f0e1a11' as unknown as SessionId;
  const stored = aSession('Title', 30, {
    kind: 'keynote',
    abstract: 'Stored',
    leastMinutes: 10,
    announcedStart: '12:00',
    announcedEnd: '12:30',
    pinned: true,
    audience: ['stored'],
    track: 'stored',
    speakers: [{ name: 'Stored', organisation: null, confirmed: true }],
    chair: chairOf('A', 'Ann'),
    reportsBack: breakout,
    joinLink: 'https://example.org/stored',
  });
  const { id, reportsBack, ...fields } = aSession('Title', 20, { kind: 'plenary' });
  const given = { day: 1, order: 1, fields, reportsBack: null };

  test('keeps everything that the file has no column for', () => {
    const { id: _, ...kept } = stored;
    expect(mergeSession(given, columns('kind', 'title', 'minutes'), stored, null)).toEqual({
      ...kept,
      kind: 'plenary',
      minutes: 20,
    });
  });

  test.each<[SessionColumn, keyof SessionFields]>([
    ['abstract', 'abstract'],
    ['least_minutes', 'leastMinutes'],
    ['announced_start', 'announcedStart'],
    ['announced_end', 'announcedEnd'],
    ['pinned', 'pinned'],
    ['audience', 'audience'],
    ['track', 'track'],
    ['speaker', 'speakers'],
    ['chair_organisation', 'chair'],
    ['reports_back', 'reportsBack'],
    ['join_link', 'joinLink'],
  ])('loses what an empty %s says is gone, and nothing else', (column, field) => {
    const merged = mergeSession(given, columns('kind', 'title', 'minutes', column), stored, null);
    const { id: _, ...kept } = stored;
    expect(merged).toEqual({ ...kept, kind: 'plenary', minutes: 20, [field]: { ...fields, reportsBack }[field] });
  });

  test('keeps the name of its chair when the file names the same organisation alone', () => {
    const chaired = { ...given, fields: { ...fields, chair: chairOf('A') } };
    expect(mergeSession(chaired, columns('chair_organisation'), stored, null).chair).toEqual(chairOf('A', 'Ann'));
    expect(mergeSession(chaired, columns('chair', 'chair_organisation'), stored, null).chair).toEqual(chairOf('A'));
  });
});
