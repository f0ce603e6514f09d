/** Days, commands and moments at random, from a small world in which everything that is odd happens often. */
import fc from 'fast-check';
import type { Day, Session, SessionKind } from '../../../agenda/schema.ts';
import { obey } from '../../../agenda/show/command.ts';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import type { Run } from '../../../agenda/show/run.ts';
import { AppError } from '../../../kernel/errors.ts';
import { addMinutes, type Instant, instant } from '../../../kernel/time.ts';
import { aDay, aSession } from '../plans.ts';
import { at } from './days.ts';

const anySession: fc.Arbitrary<Session> = fc
  .record({
    kind: fc.constantFrom<SessionKind>('presentation', 'presentation', 'keynote', 'break'),
    minutes: fc.integer({ min: 1, max: 45 }),
    least: fc.option(fc.integer({ min: 1, max: 20 })),
    track: fc.constantFrom(null, null, null, 'A', 'B'),
    startsAfter: fc.option(fc.integer({ min: 0, max: 300 }), { freq: 3 }),
    pinned: fc.boolean(),
  })
  .map(({ kind, minutes, least, track, startsAfter, pinned }) => {
    const clock = startsAfter === null ? null : clockAfter(startsAfter);
    return aSession('Any', minutes, {
      kind,
      track,
      leastMinutes: least === null ? null : Math.min(least, minutes),
      announcedStart: clock,
      pinned: clock !== null && pinned,
    });
  });

function clockAfter(minutes: number): string {
  const [hours, rest] = [12 + Math.floor(minutes / 60), minutes % 60];
  return `${hours}:${String(rest).padStart(2, '0')}`;
}

export const anyDay: fc.Arbitrary<Day> = fc
  .record({
    sessions: fc.array(anySession, { minLength: 1, maxLength: 10 }),
    breakMinutes: fc.integer({ min: 0, max: 60 }),
    breakSlots: fc.integer({ min: 0, max: 4 }),
    reports: fc.boolean(),
  })
  .map(({ sessions, breakMinutes, breakSlots, reports }) => {
    const [breakout, plenary] = sessions;
    if (reports && breakout && plenary && breakout.track === null && plenary.track === null && !plenary.pinned)
      sessions[1] = { ...plenary, kind: 'plenary', reportsBack: breakout.id };
    return aDay(sessions, { breakMinutes, breakSlots });
  });

/** A press of a button, some seconds after the one before; the clock may be set back. */
export interface Press {
  readonly wait: number;
  readonly does: ShowCommand['do'];
  readonly step: number;
  readonly other: number;
  readonly minutes: number;
}

const presses: fc.Arbitrary<Press> = fc.record({
  wait: fc.oneof(fc.integer({ min: 0, max: 2400 }), fc.integer({ min: -4000, max: 12_000 })),
  does: fc.constantFrom<ShowCommand['do'][]>(
    ...(['next', 'next', 'next', 'next', 'end', 'adjust', 'adjust', 'skip'] as const),
    ...(['move', 'move', 'hold', 'resume', 'resume', 'end-day'] as const),
  ),
  step: fc.nat(15),
  other: fc.nat(15),
  minutes: fc.constantFrom(-20, -5, -1, 1, 5, 20),
});

export const anyPresses = fc.array(presses, { maxLength: 14 });

export const anyMode = fc.constantFrom<('chair' | 'clock')[]>('chair', 'clock');

export function commandOf(run: Run, { does, step, other, minutes }: Press): ShowCommand {
  const entry = (place: number) => run.steps[place % run.steps.length]?.id ?? '';
  if (does === 'adjust') return { do: does, entry: entry(step), minutes };
  if (does === 'skip') return { do: does, entry: entry(step) };
  if (does === 'move') return { do: does, entry: entry(step), before: other === 0 ? null : entry(other) };
  return { do: does };
}

/** What the command makes of the run; undefined where it is refused. */
export function tried(run: Run, command: ShowCommand, now: Instant): Run | undefined {
  try {
    return obey(run, command, now).run;
  } catch (error) {
    if (error instanceof AppError && error.code === 'state-not-right') return undefined;
    throw error;
  }
}

/** When each press is made, the first shortly before the day. */
export function momentsOf(run: Run, pressed: readonly Press[]): Instant[] {
  let now = run.steps[0] ? addMinutes(run.steps[0].floor, -10) : at('11:50');
  return pressed.map(({ wait }) => {
    // Clocks do not tick in whole seconds.
    now = instant(now + wait * 999);
    return now;
  });
}
