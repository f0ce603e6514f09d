import { describe, expect, test } from 'vitest';
import { obey } from '../../../agenda/show/command.ts';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { expectedAt } from '../../../agenda/show/expected.ts';
import { phaseAt, type Run } from '../../../agenda/show/run.ts';
import { AppError } from '../../../kernel/errors.ts';
import { aDay, aSession } from '../plans.ts';
import { at, breakNumber, entryNamed, linesAt, pressed, published, sampleDay } from './days.ts';

const first = published(sampleDay(1));
const begun = pressed(first.run, ['12:00', 'next'], ['12:15', 'next']);
const opening = entryNamed(first, 'Welcome');
const joint = entryNamed(first, 'DG HOME');
const keynote = entryNamed(first, 'Keynote');

/** Code and message of what is thrown. */
function refusal(run: Run, clock: string, command: ShowCommand): string {
  try {
    obey(run, command, at(clock));
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

describe('next', () => {
  test('starts the day, then ends what is on and starts what is next', () => {
    expect(obey(first.run, { do: 'next' }, at('12:00:20')).happenings).toEqual([
      { kind: 'day-started', at: at('12:00:20') },
      { kind: 'started', entry: opening, at: at('12:00:20') },
    ]);
    const started = pressed(first.run, ['12:00:20', 'next']);
    expect(obey(started, { do: 'next' }, at('12:17:50')).happenings).toEqual([
      { kind: 'ended', entry: opening, at: at('12:17:50'), overMinutes: 2 },
      { kind: 'started', entry: joint, at: at('12:17:50') },
    ]);
  });

  test('starts the second entry where the first was skipped', () => {
    const skipped = pressed(first.run, ['11:50', { do: 'skip', entry: opening }]);
    expect(phaseAt(skipped, at('11:50'))).toBe('open');
    expect(linesAt(first, skipped, '11:51')[0]).toBe('12:15-12:45 DG HOME and DG TAXUD joint opening');
    const started = pressed(skipped, ['12:05', 'next']);
    expect(linesAt(first, started, '12:06').slice(0, 2)).toEqual([
      '12:05-12:35 DG HOME and DG TAXUD joint opening',
      '12:45-13:00 Break',
    ]);
    expect(expectedAt(started, at('12:06')).lateMinutes).toBe(-10);
  });

  test('is refused where nothing is ahead', () => {
    const { run } = published(aDay([aSession('Only', 30)]));
    const last = pressed(run, ['12:00', 'next']);
    expect(refusal(last, '12:10', { do: 'next' })).toBe('state-not-right: Nothing is ahead any more. End the day.');
  });
});

describe('end', () => {
  test('leaves nothing on, and the next waits for its floor or for the chair', () => {
    const ended = pressed(begun, ['12:40', 'end']);
    expect(phaseAt(ended, at('12:41'))).toBe('running');
    expect(refusal(ended, '12:41', { do: 'end' })).toBe('state-not-right: Nothing is on, so there is nothing to end.');
    expect(refusal(ended, '12:41', { do: 'hold' })).toBe('state-not-right: Nothing is on that could be held.');
  });
});

describe('adjust', () => {
  test('gives what is on minutes and takes them, but not those it has taken', () => {
    const longer = pressed(begun, ['12:20', { do: 'adjust', entry: joint, minutes: 5 }]);
    expect(linesAt(first, longer, '12:20').slice(1, 3)).toEqual([
      '12:15-12:50 DG HOME and DG TAXUD joint opening',
      '12:50-13:00 Break',
    ]);
    expect(refusal(begun, '12:41', { do: 'adjust', entry: joint, minutes: -5 })).toBe(
      'state-not-right: It has taken 26 min already and cannot have 25. End it instead.',
    );
    expect(refusal(begun, '12:40', { do: 'adjust', entry: joint, minutes: -5 })).toBe('not refused');
  });

  test('gives what runs over its time more, even less than it has run over', () => {
    const more = pressed(begun, ['12:50', { do: 'adjust', entry: joint, minutes: 1 }]);
    expect(more.steps[1]?.minutes).toBe(31);
    expect(linesAt(first, more, '12:50')[1]).toBe('12:15-12:50 DG HOME and DG TAXUD joint opening');
  });

  test('starts from what the ripple has left of a break, and keeps what the hand gave', () => {
    const given = pressed(begun, ['12:55', { do: 'adjust', entry: breakNumber(first, 1), minutes: 2 }]);
    expect(linesAt(first, given, '12:55').slice(2, 6)).toEqual([
      '12:55-13:02 Break',
      '13:02-13:22 PET-1 Data and risks',
      '13:22-13:42 Annual study 1',
      '13:42-13:50 Break',
    ]);
    expect(linesAt(first, given, '13:00')[2]).toBe('13:00-13:07 Break');
  });

  test('leaves each entry a minute, and each entry of a track its beginning', () => {
    expect(refusal(begun, '12:20', { do: 'adjust', entry: keynote, minutes: -20 })).toBe(
      'state-not-right: It cannot have 0 min. It can be skipped instead.',
    );
    const tracks = published(
      aDay([
        aSession('Left', 60, { track: 'A' }),
        aSession('Right', 30, { track: 'B' }),
        aSession('Right again', 30, { track: 'B' }),
      ]),
    );
    const entry = entryNamed(tracks, 'Left');
    expect(refusal(tracks.run, '11:50', { do: 'adjust', entry, minutes: -30 })).toBe(
      'state-not-right: It cannot have 30 min. It can be skipped instead.',
    );
    expect(refusal(tracks.run, '11:50', { do: 'adjust', entry, minutes: -29 })).toBe('not refused');
  });

  test('gives nothing more than a day, and nothing to what is done or unknown', () => {
    const long = [1, 2, 3, 4, 5].reduce(
      (run) => pressed(run, ['12:20', { do: 'adjust', entry: keynote, minutes: 240 }]),
      begun,
    );
    expect(refusal(long, '12:20', { do: 'adjust', entry: keynote, minutes: 240 })).toBe(
      'state-not-right: Nothing can have more than a day.',
    );
    expect(refusal(begun, '12:20', { do: 'adjust', entry: opening, minutes: 5 })).toBe('state-not-right: It is done.');
    expect(refusal(begun, '12:20', { do: 'adjust', entry: 'none', minutes: 5 })).toBe(
      'not-found: There is no such entry in this day.',
    );
  });
});

describe('move', () => {
  test('lets two entries change places, the starts and gaps kept, and counts lateness by the new order', () => {
    const pin = entryNamed(first, 'PIN-1');
    const moved = pressed(begun, ['12:20', { do: 'move', entry: pin, before: keynote }]);
    expect(linesAt(first, moved, '12:20').slice(8)).toEqual([
      '14:35-15:00 Break',
      '15:00-15:10 PIN-1',
      '15:10-15:30 Keynote 1',
      '15:30-15:35 Coordinator update 1',
      '15:35-15:40 Closure of day 1',
    ]);
    expect(expectedAt(moved, at('12:20')).lateMinutes).toBe(0);
  });

  test('is refused across what is pinned, before a breakout that is heard, and for what is not ahead', () => {
    const plenary = entryNamed(first, 'Plenary');
    const breakout = entryNamed(first, 'Breakout');
    expect(refusal(begun, '12:20', { do: 'move', entry: plenary, before: breakout })).toBe(
      'state-not-right: A plenary cannot come before the breakout whose rooms it hears.',
    );
    expect(refusal(begun, '12:20', { do: 'move', entry: opening, before: null })).toBe(
      'state-not-right: Only what is ahead can be moved.',
    );
    expect(refusal(begun, '12:20', { do: 'move', entry: keynote, before: joint })).toBe(
      'state-not-right: Only what is ahead can be moved.',
    );
    expect(refusal(begun, '12:20', { do: 'move', entry: keynote, before: keynote })).toBe(
      'state-not-right: It stands there already.',
    );
    const pinned = published(
      aDay([aSession('A', 30), aSession('B', 30, { announcedStart: '12:30', pinned: true }), aSession('C', 30)]),
    );
    for (const [entry, before] of [
      ['A', null],
      ['B', null],
      ['C', 'A'],
    ] as const) {
      const command: ShowCommand = {
        do: 'move',
        entry: entryNamed(pinned, entry),
        before: before && entryNamed(pinned, before),
      };
      expect(refusal(pinned.run, '11:50', command)).toBe(
        'state-not-right: A pinned entry keeps its time: it is not moved, and nothing is moved across it.',
      );
    }
  });
});

describe('hold and end-day', () => {
  test('what is held over its end ends as much later', () => {
    const held = pressed(begun, ['12:40', 'hold']);
    expect(refusal(held, '12:41', { do: 'hold' })).toBe('state-not-right: It is held already.');
    expect(linesAt(first, held, '13:00')[1]).toBe('12:15-13:05 DG HOME and DG TAXUD joint opening');
    const next = obey(held, { do: 'next' }, at('13:00'));
    expect(next.run.heldSince).toBeNull();
    expect(next.happenings[0]).toEqual({ kind: 'ended', entry: joint, at: at('13:00'), overMinutes: -5 });
    expect(refusal(next.run, '13:01', { do: 'resume' })).toBe('state-not-right: Nothing is held.');
  });

  test('ending the day skips what was ahead, and nothing can be done then', () => {
    const over = pressed(begun, ['13:00', 'end-day']);
    expect(phaseAt(over, at('13:00'))).toBe('over');
    expect(over.steps.map(({ status }) => status)).toEqual(['done', 'done', ...Array(11).fill('skipped')]);
    expect(refusal(over, '13:01', { do: 'next' })).toBe('state-not-right: This day is over. Undo takes the end back.');
  });
});
