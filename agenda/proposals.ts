import type { DayId, SessionId } from '../kernel/ids.ts';
import type { Plan } from './schema.ts';

/** A change of the plan that a proposal consists of. */
export type Edit =
  | { readonly kind: 'break-minutes'; readonly day: DayId; readonly breakMinutes: number }
  | { readonly kind: 'minutes'; readonly session: SessionId; readonly minutes: number }
  | { readonly kind: 'move'; readonly session: SessionId; readonly toDay: DayId; readonly position: number };

export interface TimeChange {
  readonly day: number;
  readonly session: SessionId | null;
  readonly title: string;
  /** RFC 3339; null where the entry is not in that day before or after. */
  readonly before: { readonly start: string; readonly end: string } | null;
  readonly after: { readonly start: string; readonly end: string } | null;
}

export interface Proposal {
  readonly key: 'shorten-breaks' | 'shorten-sessions' | 'move-session';
  /** A whole sentence: what it does. */
  readonly message: string;
  /** `overMinutes` of the day afterwards: 0 or less. */
  readonly overMinutes: number;
  readonly edits: readonly Edit[];
  readonly changes: readonly TimeChange[];
}

/** Up to three ways to make a day that is over fit; empty for a day that fits. */
export function proposalsFor(plan: Plan, dayNumber: number): Proposal[] {
  throw new Error(`being written: ${plan.days.length} ${dayNumber}`);
}

/** The plan with the edits made; the plan given is untouched. */
export function applyEdits(plan: Plan, edits: readonly Edit[]): Plan {
  throw new Error(`being written: ${plan.days.length} ${edits.length}`);
}
