/** What the breakouts' room is handed by `server/wiring.ts`. */
import type { Kysely } from 'kysely';
import type { TopicsChanged, TouchTopics } from '../kernel/live.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Clock } from '../kernel/time.ts';
import type { RecordAudit } from '../people/audit/audit.ts';
import type { EventDirectory } from '../people/event-directory.ts';
import type { BreakoutNeighbours } from './neighbours.ts';

export interface BreakoutNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  readonly events: EventDirectory;
  readonly neighbours: BreakoutNeighbours;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Raises the versions of live topics, in the transaction of the change. */
  readonly touch: TouchTopics;
  /** Told of each change after its commit. */
  readonly announce: (happening: TopicsChanged) => void;
  /** Where the program of the assigner's thread is; left out where it lies compiled beside its service. */
  readonly searchThread?: (() => Promise<URL>) | undefined;
}
