import { expect, test } from 'vitest';
import type { ConsoleView } from '../../../agenda/show/show-view.ts';
import type { ChairPageState } from '../../../web/chair/chair-state.ts';
import { mayStay } from '../../../web/chair/pages.tsx';
import { renderChairPage } from '../../../web/chair/render.tsx';
import { after, madeConsole, madeRun, past, SHORT_DAY } from './consoles.ts';

const SELF = 'participant:me';
const MINE = { control: { by: SELF, name: 'The one at me@example.org', since: '2021-01-11T11:50:00Z' } };
const NEXT = { do: 'next' } as const;

function stateOf(view: ConsoleView | null, minutes: number): ChairPageState {
  const pages = [{ href: '/e/demo/chair', name: 'Chair' }];
  const event = { slug: 'demo', name: 'Annual event', timeZone: 'UTC', pages };
  return {
    session: { email: 'me@example.org', csrfToken: 'token', me: null, event },
    self: SELF,
    days: [{ id: 'day-1', number: 1 }],
    day: { id: 'day-1', number: 1 },
    view,
    writtenAt: past(minutes),
  };
}

const assets = { styles: [], blockingScript: '/assets/colours.js', script: null, preloads: [] };
const draw = (state: ChairPageState) => renderChairPage(state, { publicUrl: 'https://plenum.example.org', assets });

/** What the page says, without its marks. */
const read = (state: ChairPageState): string =>
  draw(state)
    .replace(/<svg.*?<\/svg>|<!--.*?-->/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
const tone = (state: ChairPageState) => /class="big-clock" data-tone="(\w+)"/.exec(draw(state))?.[1];
const button = (state: ChairPageState, name: string) => {
  const found = draw(state).match(/<button.*?<\/button>/g) ?? [];
  const one = found.find((each) => each.replace(/<!--.*?-->|<[^>]+>/g, '').includes(name));
  return one && (/ disabled=""/.test(one) ? 'off' : 'on');
};

const run = madeRun(SHORT_DAY);
const started = after(run, [0, NEXT]);

test('before the lobby the day is closed, and the clock counts to its start', () => {
  const state = stateOf(madeConsole(run), -60);
  expect(read(state)).toMatch(/Closed Day 1, Monday 11 January/);
  expect(read(state)).toMatch(/1:00:00 until it begins at 12:00/);
  expect(button(state, 'Start the day')).toBe('on');
  expect(button(stateOf(madeConsole(run), -10), 'Hold')).toBe('off');
  expect(read(stateOf(madeConsole(run), -10))).toMatch(/^.* Lobby Day 1/);
});

test('what runs on time is green and says until when', () => {
  const state = stateOf(madeConsole(started, MINE), 5);
  expect(read(state)).toMatch(/Running Day 1/);
  expect(read(state)).toMatch(/10:00 until 12:15/);
  expect(read(state)).toMatch(/Now Welcome Next 12:15 Keynote The day on time End Ends 14:00, on time/);
  expect(tone(state)).toBe('good');
});

test('the last two minutes are amber, and what is over its time is red with words', () => {
  expect(tone(stateOf(madeConsole(started, MINE), 14))).toBe('late');
  expect(read(stateOf(madeConsole(started, MINE), 14))).toMatch(/01:00 nearly over, until 12:15/);
  const over = stateOf(madeConsole(started, MINE), 18.2);
  expect(tone(over)).toBe('wrong');
  expect(read(over)).toMatch(/−03:12 over by 03:12/);
  expect(read(over)).toMatch(/The day 4 min late End Ends 14:00, on time/);
});

test('the list has planned and expected times, what is done with its overrun, and what breaks give', () => {
  const late = after(run, [0, NEXT], [15, NEXT], [57, NEXT]);
  const text = read(stateOf(madeConsole(late, MINE), 57));
  expect(text).toMatch(/12:00 12:00 Welcome Opening 15 min done/);
  expect(text).toMatch(/12:15 12:15 Keynote Keynote 30 min done, 12 over/);
  expect(text).toMatch(/12:45 12:57 Break Break 15 min, least 5 running, gives 10/);
  expect(text).toMatch(/13:00 13:02 Update Update 20 min next/);
  expect(text).toMatch(/13:20 13:22 Break Break 10 min, least 5 gives 2/);
  expect(text).toMatch(/13:30 13:30 Closure Closure 30 min/);
  expect(text).toMatch(/End Ends 14:00, on time/);
});

test('what is held stands still', () => {
  const held = after(started, [5, { do: 'hold' }]);
  for (const minutes of [5, 9.5]) {
    expect(read(stateOf(madeConsole(held, MINE), minutes))).toMatch(/10:00 held, it stands still/);
  }
  expect(button(stateOf(madeConsole(held, MINE), 6), 'Resume')).toBe('on');
});

test('between two entries the page says that nothing is on', () => {
  const state = stateOf(madeConsole(after(started, [10, { do: 'end' }]), MINE), 11);
  expect(read(state)).toMatch(/Nothing is on Day 1/);
  expect(read(state)).toMatch(/04:00 until it begins at 12:15/);
  expect(button(state, 'Start next')).toBe('on');
});

test('a day that is over has no controls but undo, and says when it ended', () => {
  const ended = after(started, [20, { do: 'end-day' }]);
  const state = stateOf(madeConsole(ended, { ...MINE, undo: 'End the day' }), 30);
  expect(read(state)).toMatch(/Over Day 1/);
  expect(read(state)).toMatch(/The day 1 h 40 min ahead End Ended 12:20 Undo/);
  expect(button(state, 'Undo: End the day')).toBe('on');
  expect(button(state, 'End and start next')).toBeUndefined();
  expect(button(state, 'Start the day')).toBeUndefined();
});

test('while somebody else has the controls the buttons are off, and the reason stands beside them', () => {
  const control = { by: 'participant:other', name: 'Deputy, France', since: '2021-01-11T12:02:00Z' };
  const state = stateOf(madeConsole(started, { control }), 5);
  expect(read(state)).toMatch(/Deputy, France has the controls since 12:02\. Take the controls/);
  expect(read(state)).toMatch(/Deputy, France has the controls\. Take them to change the day\./);
  expect(button(state, 'End and start next')).toBe('off');
  expect(button(state, 'Take the controls')).toBe('on');
  expect(read(stateOf(madeConsole(started, MINE), 5))).toMatch(/You have the controls, since 11:50\./);
});

test('a pinned entry that would be run into is shown as a conflict with the ways out', () => {
  const pinned = madeRun([
    ['opening', 'Welcome', 15],
    ['update', 'Update', 20, { leastMinutes: 10 }],
    ['keynote', 'Minister', 30, { pinned: true }],
  ]);
  const text = read(stateOf(madeConsole(after(pinned, [0, NEXT]), MINE), 19));
  expect(text).toMatch(/What is before “Minister” runs 4 min into it, and it is pinned\./);
  expect(text).toMatch(/−4 min for Update \(gives 4 min\)/);
  expect(text).toMatch(/Skip Update \(gives 4 min\)/);
});

test('a day without a publication, and nobody’s day, are told', () => {
  expect(read(stateOf(null, 0))).toMatch(/This day is not published yet\./);
  expect(read({ ...stateOf(null, 0), day: null, days: [] })).toMatch(/There is no day that you can run\./);
});

test('only those who run the day stay on its page', () => {
  const state = stateOf(null, 0);
  const me = (role: string, dayId: string | null = null, standing = 'registered') => ({
    ...{ name: 'Somebody', state: standing },
    roles: [{ role, dayId, room: null }],
  });
  expect(mayStay(me('organiser'), state)).toBe(true);
  expect(mayStay(me('chair', 'day-1'), state)).toBe(true);
  expect(mayStay(me('deputy', 'day-1'), state)).toBe(true);
  expect(mayStay(me('chair', 'day-2'), state)).toBe(false);
  expect(mayStay(me('helpdesk'), state)).toBe(false);
  expect(mayStay(me('organiser', null, 'removed'), state)).toBe(false);
});
