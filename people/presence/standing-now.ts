import type { Standing } from '../../kernel/actor.ts';

/** How a person stands in an event, with what their own page shows of it. */
export interface StandingNow extends Standing {
  readonly name: string;
  /** Rises with each change of the participant. */
  readonly revision: number;
}
