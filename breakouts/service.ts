/** The breakouts' room as the rest of the process is handed it. */
import type { BreakoutServices } from './breakout-service.ts';
import { createDealings } from './dealings/dealing-service.ts';
import { createRoomFiles } from './files/room-file-service.ts';
import type { BreakoutNeeds } from './needs.ts';
import { createPlaces } from './places/place-service.ts';
import { createSets } from './places/set-service.ts';
import { createRounds } from './rounds/round-service.ts';
import { createSummaries } from './summaries/summary-service.ts';

export function createBreakoutServices(needs: BreakoutNeeds): BreakoutServices {
  const rounds = createRounds(needs);
  return {
    rounds,
    places: createPlaces(needs),
    sets: createSets(needs),
    dealings: createDealings(needs, rounds),
    summaries: createSummaries(needs),
    files: createRoomFiles(needs),
  };
}
