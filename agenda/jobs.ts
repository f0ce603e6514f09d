/** What the agenda room does by itself when its time has come. */
import type { Instant } from '../kernel/time.ts';
import type { VersionService } from './published/version-service.ts';

/** Takes out of the calendars what was cancelled 30 days ago: every client has had its time to hear of it. */
export function forgetCancelledEntries(versions: Pick<VersionService, 'nextEntryGoes' | 'dropEntriesGone'>) {
  return {
    name: 'forget-cancelled-calendar-entries',
    nextDue: (): Promise<Instant | null> => versions.nextEntryGoes(),
    run: (now: Instant): Promise<void> => versions.dropEntriesGone(now),
  };
}
