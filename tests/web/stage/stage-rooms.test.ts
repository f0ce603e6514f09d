import { expect, test } from 'vitest';
import type { RoundView } from '../../../breakouts/view.ts';
import type { PaperView } from '../../../polls/view.ts';
import { LINES, namePages, pageAt } from '../../../web/stage/name-pages.ts';
import { layRooms, pollComesFirst, type RoomsOnStage, roomsOnStage } from '../../../web/stage/stage-rooms.ts';
import { pageOf, SUMMARY_STANDS, summaryPages } from '../../../web/stage/summary-pages.ts';
import { after, madeRun, past, SHORT_DAY } from '../chair/consoles.ts';

const at = (minutes: number) => new Date(past(minutes)).toISOString();
const room = (id: string) => ({ id, name: id, topic: null });
const round = (rest: Partial<RoundView>): RoundView => ({
  ...{ id: 'round', entry: 'entry-2', day: 'day-1', state: 'assigned', openedAt: null, closesAt: null },
  ...{ warnSeconds: 60, visible: true, rooms: [room('a'), room('b')], placesRevision: 1, selfMoves: false },
  ...{ messages: [], stage: 'own-page', report: [] },
  ...rest,
});
const run = after(madeRun(SHORT_DAY), [0, { do: 'next' }]);
const day = { number: 1, date: '2021-01-11', timeZone: 'UTC', chairs: [], run };
const shown = (rounds: readonly RoundView[], minutes: number) =>
  roomsOnStage({ rounds: [...rounds] }, { day }, past(minutes))?.what ?? null;

test('who goes where is shown from five minutes before the session, and only what people may see', () => {
  expect([shown([round({})], 9.9), shown([round({})], 10), shown([round({ visible: false })], 12)]).toEqual([
    null,
    'who-goes-where',
    null,
  ]);
  expect([shown([round({ entry: 'entry-4' })], 12), shown([round({ state: 'planned' })], 12)]).toEqual([null, null]);
});

test('a room that reports comes before open rooms, and these before who goes where', () => {
  const open = round({ id: 'open', state: 'open' });
  const report = [{ room: 'a', state: 'presenting', missing: true, texts: null }] as const;
  const reports = round({ id: 'reports', state: 'closed', report: [...report] });
  expect([shown([round({}), open, reports], 12), shown([round({}), open], 12)]).toEqual(['report', 'rooms']);
  expect(shown([round({ state: 'closed' })], 12)).toBeNull();
  // Once the day is over none of them is shown.
  const over = { ...day, run: after(madeRun(SHORT_DAY), [0, { do: 'next' }], [11, { do: 'end-day' }]) };
  for (const each of [open, reports]) expect(roomsOnStage({ rounds: [each] }, { day: over }, past(12))).toBeNull();
});

test('a poll that is open comes first, one that has ended for two minutes, and none before a report', () => {
  const rooms: RoomsOnStage = { what: 'rooms', round: round({ state: 'open' }) };
  const report: RoomsOnStage = { what: 'report', round: round({ state: 'closed' }), room: 'a' };
  const first = (rest: Partial<PaperView>, on: RoomsOnStage, minutes: number) =>
    pollComesFirst({ state: 'shown', closesAt: at(1), shownAt: null, ...rest } as PaperView, on, past(minutes));
  expect([first({ state: 'open' }, report, 9), first({}, report, 1)]).toEqual([true, false]);
  expect([first({}, rooms, 2.9), first({}, rooms, 3), first({ shownAt: at(2) }, rooms, 3.9)]).toEqual([
    true,
    false,
    true,
  ]);
});

test('names go over pages that can be read: 120 people in four rooms, and a room larger than a page', () => {
  const people = (count: number, from = 0) =>
    Array.from({ length: count }, (_, place) => ({ name: `Person ${from + place}`, organisation: 'Estonia' }));
  const pages = namePages({
    rooms: [0, 1, 2, 3].map((place) => ({ ...room(`${place}`), people: people(30, 30 * place) })),
  });
  expect(pages.map((page) => page.map(({ names, columns }) => [names.length, columns]))).toEqual(
    Array(4).fill([[30, 3]]),
  );
  const large = namePages({ rooms: [{ ...room('a'), people: people(80) }] }).flat();
  expect(large.map(({ names, part, parts }) => [names.length, part, parts])).toEqual([
    [27, 1, 3],
    [27, 2, 3],
    [26, 3, 3],
  ]);
  expect(large.every(({ names, columns }) => names.length <= columns * LINES)).toBe(true);
  const small = namePages({ rooms: ['a', 'b', 'c', 'd'].map((id) => ({ ...room(id), people: people(5) })) });
  expect(small.map((page) => page.map((group) => group.room))).toEqual([['a', 'b', 'c'], ['d']]);
  expect(small[0]?.[0]?.names[0]).toBe('Person 0, Estonia');
  expect([pageAt(0, 5), pageAt(3, 0), pageAt(3, 10_000), pageAt(3, 30_000)]).toEqual([0, 0, 1, 0]);
});

test('a summary stands as large as it fits, long ones go over pages, and no word is lost', () => {
  const of = (texts: object) => summaryPages({ outcomes: '', decisions: '', questions: '', ...texts });
  expect(of({})).toEqual([]);
  expect(of({ outcomes: 'Yes.' })).toEqual([
    { size: 'large', fields: [{ field: 'outcomes', text: 'Yes.' }], widths: [1], isPiece: false },
  ]);
  // Of three columns one is wider, before anything goes over pages.
  const [wide, ...others] = of({ outcomes: 'word '.repeat(70), decisions: 'In May.', questions: 'Who pays?' });
  expect([wide?.size, wide?.widths, others]).toEqual(['small', [2, 1, 1], []]);
  const words = Array.from({ length: 600 }, (_, place) => `word${place}`);
  const pages = of({ outcomes: words.join(' '), questions: 'Who pays?' });
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.every(({ size, isPiece }) => size === 'small' && isPiece)).toBe(true);
  const told = pages.flatMap(({ fields }) => fields.map(({ text }) => text)).join(' ');
  expect(told.split(/\s+/)).toEqual([...words, 'Who', 'pays?']);
});

test('a page stands for a while and the first follows the last, until somebody turns to one', () => {
  const after = (pages: number, turnedTo: number | null = null) => pageOf(3, pages * SUMMARY_STANDS + 1, turnedTo);
  expect([0, 1, 2, 3].map((pages) => after(pages))).toEqual([0, 1, 2, 0]);
  expect([after(1, 2), after(9, 0), pageOf(2, 0, 5), pageOf(0, 5, 1), pageOf(2, -5, null)]).toEqual([2, 0, 1, 0, 0]);
});

test('of many rooms it is said how many are left out', () => {
  const rooms = Array.from({ length: 30 }, (_, place) => room(`${place}`));
  const { shown: kept, more } = layRooms(rooms, false);
  expect([kept.length, more, layRooms(rooms.slice(0, 12), false).more]).toEqual([11, 19, 0]);
});
