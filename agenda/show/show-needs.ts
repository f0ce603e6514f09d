/** What the show is handed, beside what the whole agenda room is. */
import type { AgendaNeeds } from '../draft/revision-service.ts';
import type { SnapshotsInMemory } from '../published/snapshot-service.ts';
import type { ShowNeighbours } from './show-service.ts';

export interface ShowNeeds extends AgendaNeeds {
  readonly neighbours: ShowNeighbours;
  readonly snapshots: SnapshotsInMemory;
}
