import { describe, expect, test } from 'vitest';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import type { NowView, RunView } from '../../../agenda/show/show-view.ts';
import { boardOf, sizeOf } from '../../../web/stage/stage-board.ts';
import { madeConsole, madeRun, past, after as runAfter, SHORT_DAY } from '../chair/consoles.ts';

const run = madeRun(SHORT_DAY);
const NEXT: ShowCommand = { do: 'next' };
const seen = (view: RunView, days = [1, 2, 3, 4, 5]): NowView => ({ day: madeConsole(view).day, days, banners: [] });

/** Word, first line, clock and what is next, so many minutes after noon. */
function linesAt(view: NowView, minutes: number): (string | null)[] {
  const { word, lines, clock, next } = boardOf(view, past(minutes));
  const time = clock && (clock.kind === 'left' ? String(clock.ms / 60_000) : clock.words);
  return [word, lines.map(({ text }) => text).join(' | '), time, next && [next.word, next.at, next.text].join(' ')];
}

describe('the shared screen says', () => {
  test('that nothing is published', () => {
    expect(linesAt({ day: null, days: [], banners: [] }, 0)).toEqual([
      '',
      'The agenda is not published yet.',
      null,
      null,
    ]);
  });

  test('before the day: on which date it starts, and counts from a day before', () => {
    expect(linesAt(seen(run), -1500)).toEqual([
      'Day 1',
      'Day 1 starts on Monday 11 January at 12:00',
      null,
      'First  Welcome',
    ]);
    expect(linesAt(seen(run), -30)).toEqual(['Day 1', 'Day 1 starts at 12:00', '30', 'First  Welcome']);
    expect(linesAt(seen(run), 2)).toEqual(['Day 1', 'Day 1 starts in a moment.', null, 'First  Welcome']);
  });

  test('what is on, how long still, and what is next', () => {
    expect(linesAt(seen(runAfter(run, [0, NEXT])), 3)).toEqual(['Now', 'Welcome', '12', 'Next 12:15 Keynote']);
  });

  test('in words that it is over its time', () => {
    const late = seen(runAfter(run, [0, NEXT]));
    expect(linesAt(late, 15.5)).toEqual(['Now', 'Welcome', 'Time is up', 'Next 12:16 Keynote']);
    expect(linesAt(late, 18)).toEqual(['Now', 'Welcome', '3 min over', 'Next 12:18 Keynote']);
  });

  test('in a break when it goes on, and that it is about to', () => {
    const pause = seen(runAfter(run, [0, NEXT], [15, NEXT], [45, NEXT]));
    expect(linesAt(pause, 50)).toEqual(['Break', 'We resume at 13:00', '10', 'Next  Update']);
    expect(linesAt(pause, 61)).toEqual(['Break', 'We resume in a moment.', null, 'Next  Update']);
  });

  test('that it is held, with the clock standing still', () => {
    const held = seen(runAfter(run, [0, NEXT], [5, { do: 'hold' }]));
    expect(linesAt(held, 6)).toEqual(['On hold', 'Welcome', '10', 'Next  Keynote']);
    expect(linesAt(held, 9)).toEqual(linesAt(held, 6));
  });

  test('while nothing is on, when it goes on', () => {
    const between = seen(runAfter(run, [0, NEXT], [10, { do: 'end' }]));
    expect(linesAt(between, 11)).toEqual(['Day 1', 'We go on at 12:15', '4', 'Next  Keynote']);
    expect(linesAt(between, 16)).toEqual(['Day 1', 'We go on in a moment.', null, 'Next  Keynote']);
  });

  test('after the last day that the event is over', () => {
    const ended = runAfter(run, [0, NEXT], [20, { do: 'end-day' }]);
    expect(linesAt(seen(ended, [1]), 30)).toEqual(['', 'The event is over.', null, null]);
    expect(linesAt(seen(ended), 30)).toEqual(['', 'Day 1 is over.', null, null]);
    expect(linesAt(seen(ended, [0, 1]), 30)).toEqual(['', 'The event is over.', null, null]);
  });
});

test('what is heard changes with what is on, and not with each second', () => {
  const view = seen(runAfter(run, [0, NEXT]));
  const said = (minutes: number) => boardOf(view, past(minutes)).said;
  expect(said(3)).toBe('Now: Welcome. Next: Keynote.');
  expect(said(14.9)).toBe(said(3));
  expect(said(16)).toBe('Now: Welcome. The time is up. Next: Keynote.');
  expect(said(30)).toBe(said(16));
});

test('the longer what is read is, the smaller it is set', () => {
  expect([36, 37, 72, 73, 130, 131].map((length) => sizeOf('x'.repeat(length)))).toEqual([
    'short',
    'middle',
    'middle',
    'long',
    'long',
    'longest',
  ]);
});
