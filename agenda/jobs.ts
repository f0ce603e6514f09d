/** What the agenda room does by itself when its time has come. */
import type { Kysely } from 'kysely';
import type { Tables } from '../kernel/tables.ts';
import { type Instant, instant } from '../kernel/time.ts';
import { CANCELLED_STAYS } from './calendar-entry.ts';
import { deleteCancelledUntil, firstCancellation } from './version-store.ts';

/** Takes out of the calendars what was cancelled 30 days ago: every client has had its time to hear of it. */
export function forgetCancelledEntries(db: Kysely<Tables>) {
  return {
    name: 'forget-cancelled-calendar-entries',
    nextDue: async (): Promise<Instant | null> => {
      const first = await firstCancellation(db);
      return first === null ? null : instant(first + CANCELLED_STAYS);
    },
    run: async (now: Instant): Promise<void> => {
      await deleteCancelledUntil(db, instant(now - CANCELLED_STAYS));
    },
  };
}
