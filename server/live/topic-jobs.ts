/** What is tidied up behind the live topics. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import { addMinutes, instant } from '../../kernel/time.ts';
import type { JobSource } from '../jobs.ts';
import { deleteTopicsOfGone } from './topic-store.ts';

const BETWEEN_MINUTES = 60;

/** Leaves nothing behind of events that were removed: once at the start, and every hour. */
export function forgetTopics(db: Kysely<Tables>): JobSource {
  let next = instant(0);
  return {
    name: 'forget-topics-of-removed-events',
    nextDue: async () => next,
    run: async (now) => {
      await deleteTopicsOfGone(db);
      next = addMinutes(now, BETWEEN_MINUTES);
    },
  };
}
