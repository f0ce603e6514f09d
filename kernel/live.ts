/** How rooms say that what people are following has changed. */
import type { Kysely } from 'kysely';
import type { EventId } from './ids.ts';
import type { Tables } from './tables.ts';

/** For topics that concern all events. */
export const EVERY_EVENT = '' as EventId;

/**
 * Raises the versions of topics, in the transaction of the change that shows in them: so they survive a restart
 * and are the same in every process. After the commit the room tells of the same topics (`topics-changed`).
 */
export type TouchTopics = (tx: Kysely<Tables>, eventId: EventId, ...topics: readonly string[]) => Promise<void>;

/** Told after the commit. */
export interface TopicsChanged {
  readonly kind: 'topics-changed';
  readonly eventId: EventId;
  readonly topics: readonly string[];
}
