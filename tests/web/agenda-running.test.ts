/** The agenda of a day that runs, as its pages tell it. */
import { describe, expect, test } from 'vitest';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import { haveMoved } from '../../web/agenda/fresh-agenda.ts';
import { renderAgendaPage, renderSessionPage, type Site } from '../../web/agenda/render.tsx';
import { inExpectedOrder, isRunning, isShowTime, standingOf } from '../../web/agenda/timetable.ts';
import { entryId, fiveDayAgenda } from '../fixtures/agenda.ts';

const assets = { styles: [], blockingScript: '/assets/colours.js', script: '/assets/agenda.js', preloads: [] };
const site: Site = { publicUrl: 'https://plenum.example.org', assets: { agenda: assets, notice: assets } };

type Told = Pick<AgendaEntry, 'expectedStart' | 'expectedEnd' | 'skipped'>;

/** The five days, with what was told of some entries of day 2. */
function running(told: Readonly<Record<number, Told>>): Agenda {
  const days = fiveDayAgenda.days.map((day) => ({
    ...day,
    entries: day.entries.map((entry) => ({
      ...entry,
      ...Object.entries(told).find(([place]) => entry.id === entryId(2, Number(place)))?.[1],
    })),
  }));
  return { ...fiveDayAgenda, days };
}

const at = (clock: string): string => `2021-01-12T${clock}:00+01:00`;
const span = (start: string, end: string): Told => ({ expectedStart: at(start), expectedEnd: at(end) });

/** Breakout rooms 2 are 6 minutes over, the plenary waits, its break gives 6; training materials are skipped. */
const LATE = running({
  6: span('13:00', '13:31'),
  7: span('13:31', '13:56'),
  8: span('13:56', '14:10'),
  9: { skipped: true },
});

/** The words of the line at a place of the page, from 0. */
function rowOf(html: string, place: number): string {
  const row = html.split('<li class="entry"')[place + 1] ?? '';
  return `<li ${row}`
    .replace(/<!-- -->/g, '')
    .replace(/<s(?: [^>]*)?>([^<]*)<\/s>/g, '~$1~')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the agenda page', () => {
  const html = renderAgendaPage(LATE, { day: 2, tag: null, zone: null }, site);

  test('has what is expected first, and what was planned struck through', () => {
    expect(rowOf(html, 7)).toMatch(/^13:31 planned ~13:25~ Plenary 2: reports from breakout rooms 2 Plenary 25 min/);
  });

  test('strikes no start that is kept, and tells the length that changes', () => {
    expect(rowOf(html, 6)).toMatch(/^13:00 Breakout rooms 2: .* Breakout 31 min planned ~25 min~/);
  });

  test('says of what was skipped that it was', () => {
    expect(rowOf(html, 9)).toMatch(/Skipped Update 15 min/);
    expect(html.match(/entry-skipped/g)).toHaveLength(1);
  });

  test('tells search engines what was published', () => {
    expect(html).not.toContain('EventCancelled');
    expect(html).toContain(`"startDate":"${at('13:25')}"`);
  });

  test('of a day that has not begun strikes nothing', () => {
    const calm = renderAgendaPage(fiveDayAgenda, { day: 2, tag: null, zone: null }, site);
    expect(calm).not.toContain('clock-planned');
  });
});

describe('a session’s page', () => {
  const textOf = (place: number) =>
    (renderSessionPage(LATE, entryId(2, place), site) ?? '')
      .replace(/<!-- -->/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');

  test('has what is expected, and what had been planned', () => {
    expect(textOf(7)).toContain('13:31 to 13:56 Tuesday 12 January 2021, Zurich planned 13:25 to 13:50 25 min');
  });

  test('says that it was skipped', () => {
    expect(textOf(9)).toContain('Skipped: the chair has taken it out of the running day.');
  });
});

describe('where the event stands', () => {
  const wordsAt = (clock: string) =>
    standingOf(LATE, Date.parse(at(clock)))?.lines.map(({ label, at, planned, entry }) => [
      label,
      at.slice(11, 16),
      planned.slice(11, 16),
      entry?.kind,
    ]);

  test('follows what is expected', () => {
    expect(wordsAt('13:28')).toEqual([
      ['Now', '13:31', '13:25', 'breakout'],
      ['Next', '13:31', '13:25', 'plenary'],
    ]);
  });

  test('knows nothing of what was skipped', () => {
    expect(wordsAt('14:05')).toEqual([
      ['Now', '14:10', '14:10', 'break'],
      ['Next', '14:25', '14:25', 'keynote'],
    ]);
    const skipped = LATE.days[1]?.entries.find(({ id }) => id === entryId(2, 9)) as AgendaEntry;
    expect(isRunning(skipped, Date.parse(at('14:12')))).toBe(false);
  });
});

test('what the chair moved stands where it is then', () => {
  const moved = running({ 9: span('14:35', '14:50'), 10: span('14:10', '14:35') });
  const order = inExpectedOrder(moved.days[1]?.entries ?? []).map(({ id }) => id);
  expect(order.slice(7, 11)).toEqual([entryId(2, 7), entryId(2, 8), entryId(2, 10), entryId(2, 9)]);
});

test('the page asks again from the lobby on until three hours after the end', () => {
  const asks = (time: string) => isShowTime(fiveDayAgenda, Date.parse(time));
  expect(
    [
      '2021-01-12T10:44:59+01:00',
      '2021-01-12T10:45:00+01:00',
      '2021-01-12T18:44:59+01:00',
      '2021-01-12T18:45:00+01:00',
    ].map(asks),
  ).toEqual([false, true, true, false]);
});

test('a change is told where times differ, and not where the page knew less of the agenda', () => {
  const [, second] = fiveDayAgenda.days;
  const part: Agenda = { ...fiveDayAgenda, days: second ? [second] : [] };
  expect(haveMoved(part, fiveDayAgenda)).toBe(false);
  expect(haveMoved(part, LATE)).toBe(true);
});
