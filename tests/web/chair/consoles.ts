/** Made-up consoles for tests of the chair's page: a day from 12:00 UTC on, with entries one after the other. */
import type { SessionKind } from '../../../agenda/schema.ts';
import { obey } from '../../../agenda/show/command.ts';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { readRun } from '../../../agenda/show/read-run.ts';
import type { Run } from '../../../agenda/show/run.ts';
import type { ConsoleView, RunView, StepView } from '../../../agenda/show/show-view.ts';
import { addMinutes, type Instant, parseRfc3339 } from '../../../kernel/time.ts';

export const NOON = parseRfc3339('2021-01-11T12:00:00Z');
/** An instant so many minutes after noon. */
export const past = (minutes: number): Instant => addMinutes(NOON, minutes);

export type MadeEntry = readonly [kind: SessionKind, title: string, minutes: number, rest?: Partial<StepView>];

/** 15 + 30, a break of 15 (least 5), 20, a break of 10 (least 5), 30: from 12:00 to 14:00. */
export const SHORT_DAY: readonly MadeEntry[] = [
  ['opening', 'Welcome', 15],
  ['keynote', 'Keynote', 30],
  ['break', 'Break', 15, { leastMinutes: 5 }],
  ['update', 'Update', 20, { leastMinutes: 10 }],
  ['break', 'Break', 10, { leastMinutes: 5 }],
  ['closure', 'Closure', 30],
];

export function madeRun(entries: readonly MadeEntry[]): RunView {
  const steps: StepView[] = [];
  let at = 0;
  for (const [kind, title, minutes, rest] of entries) {
    steps.push(madeStep({ place: steps.length, at, kind, title, minutes, ...(rest && { rest }) }));
    at += minutes;
  }
  return { ...NOT_BEGUN, opensAt: text(past(-45)), endsBy: text(past(at)), steps };
}

const NOT_BEGUN = { startedAt: null, endedAt: null, heldSince: null, changedAt: null };

interface Made {
  readonly place: number;
  readonly at: number;
  readonly kind: SessionKind;
  readonly title: string;
  readonly minutes: number;
  readonly rest?: Partial<StepView>;
}

function madeStep({ place, at, kind, title, minutes, rest }: Made): StepView {
  const id = `entry-${place + 1}`;
  const plan = { plannedStart: text(past(at)), plannedEnd: text(past(at + minutes)) };
  const lists = { audience: [], speakers: [] };
  const part = { id, kind, title, track: null, ...lists, joinable: true, offset: 0, minutes, ...plan, hears: null };
  return {
    ...{ id, kind, parts: [part], floor: plan.plannedStart, plannedMinutes: minutes, minutes, leastMinutes: minutes },
    ...{ pinned: false, status: 'ahead', startedAt: null, endedAt: null, heldMinutes: 0 },
    ...rest,
  };
}

export const madeConsole = (run: RunView, rest: Partial<ConsoleView> = {}): ConsoleView => ({
  day: { number: 1, date: '2021-01-11', timeZone: 'UTC', chairs: ['Chair, Norway'], run },
  ...{ version: 3, advance: 'chair', control: null, undo: null, banners: [], help: { waiting: 0, taken: 0 } },
  ...rest,
});

/** The run after commands, each so many minutes after noon. */
export function after(
  run: RunView,
  ...commands: readonly (readonly [minutes: number, command: ShowCommand])[]
): RunView {
  const done = commands.reduce((known, [minutes, command]) => obey(known, command, past(minutes)).run, readRun(run));
  return written(run, done);
}

function written(view: RunView, run: Run): RunView {
  const steps = run.steps.map((step): StepView => {
    const { parts } = view.steps.find(({ id }) => id === step.id) as StepView;
    const times = { floor: text(step.floor), startedAt: maybe(step.startedAt), endedAt: maybe(step.endedAt) };
    return { ...step, ...times, parts };
  });
  return {
    ...{ opensAt: text(run.opensAt), endsBy: text(run.endsBy), startedAt: maybe(run.startedAt), steps },
    ...{ endedAt: maybe(run.endedAt), heldSince: maybe(run.heldSince), changedAt: maybe(run.changedAt) },
  };
}

const text = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
const maybe = (at: number | null): string | null => (at === null ? null : text(at));
