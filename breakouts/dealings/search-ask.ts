/** What a thread of the assigner is asked, and what it tells. */
import type { Fault, Plan, Problem } from '../assigner/problem.ts';
import type { Best } from './dealing.ts';

export interface SearchAsk {
  readonly problem: Problem;
  readonly seed: number;
  /** 1 is about a second of one core. */
  readonly effort: number;
  /** One number in memory that is shared: 1 has the search end with the best so far. */
  readonly stop: SharedArrayBuffer;
}

export type Told =
  /** Nothing is searched. */
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }
  | { readonly kind: 'begun' }
  /** `best` is null where it is the one that was told last. */
  | { readonly kind: 'progress'; readonly done: number; readonly best: Best | null }
  | { readonly kind: 'ended'; readonly done: number; readonly best: Best; readonly plan: Plan };
