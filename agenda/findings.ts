import type { SessionId } from '../kernel/ids.ts';
import type { Plan } from './schema.ts';
import type { DayTimeline } from './timeline.ts';

export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly day: number;
  readonly session: SessionId | null;
  readonly minutes: number | null;
  /** A whole sentence. */
  readonly message: string;
}

export function findingsOf(plan: Plan, timelines: readonly DayTimeline[]): Finding[] {
  throw new Error(`being written: ${plan.days.length} ${timelines.length}`);
}
