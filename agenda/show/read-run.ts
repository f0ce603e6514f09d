/** A run as it is shown, read back for `expected.ts`. For pages; pure. */
import { type Instant, parseRfc3339 } from '../../kernel/time.ts';
import type { Part, Run, Step } from './run.ts';
import type { PartView, RunView, StepView } from './show-view.ts';

export function readRun({ steps, ...view }: RunView): Run {
  return {
    opensAt: parseRfc3339(view.opensAt),
    endsBy: parseRfc3339(view.endsBy),
    startedAt: maybe(view.startedAt),
    endedAt: maybe(view.endedAt),
    heldSince: maybe(view.heldSince),
    changedAt: maybe(view.changedAt),
    steps: steps.map(readStep),
  };
}

function readStep({ parts, ...step }: StepView): Step {
  return {
    ...step,
    parts: parts.map(readPart) as [Part, ...Part[]],
    floor: parseRfc3339(step.floor),
    startedAt: maybe(step.startedAt),
    endedAt: maybe(step.endedAt),
  };
}

function readPart({ id, offset, minutes, plannedStart, plannedEnd, hears }: PartView): Part {
  return {
    ...{ id, offset, minutes, hears },
    plannedStart: parseRfc3339(plannedStart),
    plannedEnd: parseRfc3339(plannedEnd),
  };
}

function maybe(time: string | null): Instant | null {
  return time === null ? null : parseRfc3339(time);
}
