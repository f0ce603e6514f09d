/** The sample: a real five-day event, moved so that it begins next Monday. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DateTime } from 'luxon';
import type { AgendaServices } from '../agenda/service.ts';
import type { Actor } from '../kernel/actor.ts';
import type { SheetFile } from '../kernel/spreadsheet/cell-fault.ts';
import type { Clock, Instant } from '../kernel/time.ts';

export const SAMPLE_SLUG = 'five-day-event';

const ZONE = 'Europe/Zurich';
/** The Monday on which the files say that it begins. */
const FIRST_DAY = '2021-01-11';

export const LOADER: Actor = { kind: 'operator', keyId: 'sample' };

/**
 * Loads and publishes the sample event if there is no event at all, and answers its slug; null otherwise.
 * Whoever calls makes sure that this is no production, and gives it a transaction: these are three edits.
 */
export async function loadSample(
  { events, imports, versions }: Pick<AgendaServices, 'events' | 'imports' | 'versions'>,
  clock: Clock,
): Promise<string | null> {
  if ((await events.list(LOADER)).length > 0) return null;
  const event = await events.create(LOADER, {
    slug: SAMPLE_SLUG,
    name: 'Annual event of the customs practitioners’ network',
    timeZone: ZONE,
    isPublic: true,
    helpdesk: { email: 'helpdesk@example.org', phone: null, chat: null },
    advance: 'chair',
  });
  const of = (revision: number) => ({ actor: LOADER, slug: event.slug, revision });
  const draft = await imports.replace(of(event.revision), sampleFiles(clock.now()));
  await versions.publish(of(draft.revision), 'The sample as it comes with Plenum');
  return event.slug;
}

/** The Monday strictly after today in Zurich, as `YYYY-MM-DD`. */
export function nextMonday(now: Instant): string {
  const today = DateTime.fromMillis(now, { zone: ZONE });
  return today.plus({ days: 8 - today.weekday }).toFormat('yyyy-MM-dd');
}

/** The sample's two files, every date moved by the same number of days; wall times and zones stay. */
function sampleFiles(now: Instant): { days: SheetFile; sessions: SheetFile } {
  return {
    days: sampleFile('days.csv', (csv) => moveDates(csv, nextMonday(now))),
    sessions: sampleFile('sessions.csv'),
  };
}

/** One of the files in `server/sample`. @param edit changes its text first. */
export function sampleFile(name: string, edit: (csv: string) => string = (csv) => csv): SheetFile {
  return { name, bytes: new TextEncoder().encode(edit(readSampleFile(name))) };
}

function moveDates(csv: string, firstDay: string): string {
  const utc = (date: string) => DateTime.fromISO(date, { zone: 'utc' });
  const days = utc(firstDay).diff(utc(FIRST_DAY), 'days').days;
  return csv.replace(/\d{4}-\d{2}-\d{2}/g, (date) => utc(date).plus({ days }).toFormat('yyyy-MM-dd'));
}

/** The build compiles code only: the files stay in the source tree, which the package's root leads to. */
function readSampleFile(name: string): string {
  return readFileSync(join(packageRoot(import.meta.dirname), 'server', 'sample', name), 'utf8');
}

function packageRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('The sample is not there: no package.json above the program.');
  return packageRoot(above);
}
