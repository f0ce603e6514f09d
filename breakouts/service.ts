/** The breakouts' room as the rest of the process is handed it. */
import type { BreakoutServices } from './breakout-service.ts';
import type { BreakoutNeeds } from './needs.ts';
import { createRounds } from './rounds/round-service.ts';

/** As far as they are built. */
export type OpenBreakouts = Pick<BreakoutServices, 'rounds'> & Partial<BreakoutServices>;

export function createBreakoutServices(needs: BreakoutNeeds): OpenBreakouts {
  return { rounds: createRounds(needs) };
}
