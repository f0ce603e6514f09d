/** What the agenda room does by itself when its time has come. */
import type { Instant } from '../kernel/time.ts';
import type { VersionService } from './published/version-service.ts';
import type { ShowService } from './show/show-service.ts';

/** Takes out of the calendars what was cancelled 30 days ago: every client has had its time to hear of it. */
export function forgetCancelledEntries(versions: Pick<VersionService, 'nextEntryGoes' | 'dropEntriesGone'>) {
  return {
    name: 'forget-cancelled-calendar-entries',
    nextDue: (): Promise<Instant | null> => versions.nextEntryGoes(),
    run: (now: Instant): Promise<void> => versions.dropEntriesGone(now),
  };
}

/** Moves the running days on, tells what has become late, and takes banners away that have ended. */
export function runShows(show: Pick<ShowService, 'nextDue' | 'tick'>) {
  return {
    name: 'run-shows',
    nextDue: (): Promise<Instant | null> => show.nextDue(),
    run: (now: Instant): Promise<void> => show.tick(now),
  };
}
