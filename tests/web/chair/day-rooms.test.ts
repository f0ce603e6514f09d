import { expect, test } from 'vitest';
import type { StaffRoundView } from '../../../breakouts/view.ts';
import { foremostRound, type StaffRoom } from '../../../web/chair/day-rooms.ts';
import {
  dueText,
  leadOn,
  movedOrder,
  reportLines,
  roundPresses,
  stagePages,
  summariesText,
  unplacedText,
} from '../../../web/chair/round-words.ts';
import { refusalText } from '../../../web/chair/use-round-desk.ts';
import { ProblemError } from '../../../web/shell/api.ts';
import { madeRun, past, SHORT_DAY } from './consoles.ts';

const at = (minutes: number) => new Date(past(minutes)).toISOString();
const room = (id: string, rest: Partial<StaffRoom> = {}): StaffRoom => ({
  ...{ id, name: `Room ${id}`, topic: null, joinLink: null, capacity: null, facilitator: null, rapporteur: null },
  ...{ size: 5, joined: 0, summary: 'none', late: false, nudgedAt: null, messages: [] },
  ...rest,
});
type Reported = StaffRoundView['report'][number]['state'];
const round = (rest: Partial<StaffRoundView> = {}, reported: readonly Reported[] = []): StaffRoundView => ({
  ...{ id: 'round', entry: 'entry-2', day: 'day-1', state: 'assigned', openedAt: null, closesAt: null },
  ...{ warnSeconds: 60, visible: true, rooms: [room('a'), room('b'), room('c')], placesRevision: 1, selfMoves: false },
  ...{ messages: [], stage: 'own-page', opens: 'agenda', closesByHand: null, set: 'set', sets: [], unplaced: 0 },
  ...{ absent: 0, dueAt: null, drafts: [], revision: 1 },
  report: ['a', 'b', 'c'].map((id, place) => ({
    ...{ room: id, state: reported[place] ?? 'ahead', missing: true, texts: null },
  })),
  ...rest,
});
const { steps } = madeRun(SHORT_DAY);
const commands = (of: StaffRoundView, minutes: number) => roundPresses(of, past(minutes)).map(({ command }) => command);

test('the chair looks first at open rooms, then at what the plenary has to hear, then at what is next', () => {
  const all = [round({ id: 'next' }), round({ id: 'closed', state: 'closed' }), round({ id: 'open', state: 'open' })];
  const inTurn = ['open', 'closed', 'next'].map((_, gone) => foremostRound(all.slice(0, all.length - gone), steps)?.id);
  expect([...inTurn, foremostRound([], steps)]).toEqual(['open', 'closed', 'next', undefined]);
});

test('rooms are closed earlier only as far as there is time, and that can be put off again', () => {
  const open = { state: 'open', closesAt: at(8) } as const;
  expect(commands(round(), 0)).toEqual([{ do: 'open' }]);
  expect(commands(round(open), 0)).toEqual([{ do: 'time', minutes: 5 }, { do: 'close' }]);
  expect(commands(round({ ...open, state: 'closing', closesByHand: at(8) }), 7)).toEqual([
    { do: 'time', minutes: 5 },
    { do: 'time', minutes: 10 },
    { do: 'time', minutes: null },
  ]);
  expect(commands(round({ state: 'closed' }), 9)).toEqual([]);
});

test('the report goes on with the next room of the order, a missing one too, and ends after the last', () => {
  const lead = (...reported: readonly Reported[]) => leadOn(round({ state: 'closed' }, reported))?.name;
  expect([lead(), lead('presented', 'presenting'), lead('presented', 'presented', 'presenting')]).toEqual([
    'Present Room a',
    'Next: Room c',
    'Finish the report-back',
  ]);
  expect([lead('presented', 'presented', 'presented'), leadOn(round())]).toEqual([undefined, null]);
});

test('a room moves one place in the order, and not beyond its ends', () => {
  const lines = reportLines(round());
  expect([movedOrder(lines, 'b', -1), movedOrder(lines, 'b', 1)]).toEqual([
    ['b', 'a', 'c'],
    ['a', 'c', 'b'],
  ]);
  expect([movedOrder(lines, 'a', -1), movedOrder(lines, 'c', 1), movedOrder(lines, 'x', 1)]).toEqual([
    null,
    null,
    null,
  ]);
});

test('says how many summaries are in and late, who has no place, and what was done before somebody was faster', () => {
  const rooms = [
    room('a', { summary: 'in', late: true }),
    room('b', { summary: 'in' }),
    room('c', { summary: 'draft' }),
  ];
  expect(summariesText({ rooms })).toBe('2 of 3 in, 1 late');
  expect([unplacedText(round({ unplaced: 2 })), unplacedText(round({ unplaced: 1, state: 'closed' }))]).toEqual([
    '2 people have no place yet. Each is dealt in as soon as their page is open.',
    '1 person had no place.',
  ]);
  const stale = new ProblemError('revision-stale', 'Stale.', []);
  expect([refusalText(stale, 0, 1), refusalText(stale, 1, 3)]).toEqual([
    'The round was changed in between, so nothing was done. Look at it as it is now and try again.',
    'The round was changed in between, so only 1 of 3 were done. Look at it as it is now and try again.',
  ]);
});

test('summaries that are due were due once that is past, and a long one is told to take several pages', () => {
  const due = (minutes: number) =>
    dueText({ dueAt: at(10) }, past(minutes), 'Europe/Zurich').replace(/\d\d:\d\d/, 'then');
  expect([due(9), due(10)]).toEqual(['Summaries are due at then.', 'Summaries were due at then.']);
  expect(dueText({ dueAt: null }, past(0), 'Europe/Zurich')).toBe('');
  const texts = { outcomes: 'word '.repeat(700), decisions: '', questions: '' };
  const { report } = round();
  const shown = { report: report.map((each) => (each.room === 'a' ? { ...each, texts } : each)) };
  expect([stagePages(shown, 'a'), stagePages(shown, 'b')]).toEqual([5, 0]);
});
