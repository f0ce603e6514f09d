/** Who came, line by line: as a file for organisers, and for everybody about themselves. Pure. */
import { writeTable } from '../../kernel/spreadsheet/written-table.ts';
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import type { OwnAttendance } from '../../people/roster/own-download.ts';
import type { Attendee } from './attendance.ts';
import type { Place, PlaceRef } from './places.ts';

export interface Stay extends PlaceRef {
  readonly participantId: string;
  readonly joinedAt: Instant | null;
  readonly firstSeenAt: Instant | null;
  readonly lastSeenAt: Instant | null;
  readonly minutes: number;
}

type FindPlace = (ref: PlaceRef) => Place | undefined;

const COLUMNS = [
  { name: 'day' },
  { name: 'date' },
  { name: 'session' },
  { name: 'start' },
  { name: 'name' },
  { name: 'email' },
  { name: 'organisation' },
  { name: 'joined_at' },
  { name: 'first_seen_at' },
  { name: 'last_seen_at' },
  { name: 'minutes' },
] as const;
type Cells = Record<(typeof COLUMNS)[number]['name'], string | number>;

/**
 * `attendance.csv`: each day as a whole, which has no session, then its sessions in their order; within them by
 * name. What is no longer in the agenda comes last, without its title.
 */
export function writeAttendance(
  stays: readonly Stay[],
  placeOf: FindPlace,
  attendees: ReadonlyMap<string, Attendee>,
): string {
  const lines = inOrder(stays, placeOf, ({ participantId }) => attendees.get(participantId)?.name ?? '');
  return writeTable(
    COLUMNS,
    lines.map(({ stay, place }) => ({ ...cellsOfPlace(place), ...cellsOfStay(stay, place, attendees) })),
  );
}

export function ownAttendance(stays: readonly Stay[], placeOf: FindPlace): OwnAttendance[] {
  return inOrder(stays, placeOf, () => '').map(({ stay, place }) => {
    const at = (time: Instant | null) => (time === null ? null : formatRfc3339(time, 'UTC'));
    return {
      date: place?.day.date ?? null,
      session: place?.session?.title ?? null,
      joinedAt: at(stay.joinedAt),
      firstSeenAt: at(stay.firstSeenAt),
      lastSeenAt: at(stay.lastSeenAt),
      minutes: stay.minutes,
    };
  });
}

interface Line {
  readonly stay: Stay;
  readonly place: Place | undefined;
}

function inOrder(stays: readonly Stay[], placeOf: FindPlace, nameOf: (stay: Stay) => string): Line[] {
  const lines = stays.map((stay) => {
    const place = placeOf(stay);
    return { stay, place, order: place?.order ?? Number.MAX_SAFE_INTEGER, name: nameOf(stay) };
  });
  return lines.sort(
    (a, b) => a.order - b.order || compare(a.name, b.name) || compare(a.stay.participantId, b.stay.participantId),
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function cellsOfPlace(place: Place | undefined): Pick<Cells, 'day' | 'date' | 'session' | 'start'> {
  if (!place) return { day: '', date: '', session: '', start: '' };
  const { day, session } = place;
  return { day: day.number, date: day.date, session: session?.title ?? '', start: session?.start ?? '' };
}

function cellsOfStay(stay: Stay, place: Place | undefined, attendees: ReadonlyMap<string, Attendee>) {
  const who = attendees.get(stay.participantId);
  const at = (time: Instant | null) => (time === null ? '' : formatRfc3339(time, place?.day.timeZone ?? 'UTC'));
  return {
    name: who?.name ?? '',
    email: who?.email ?? '',
    organisation: who?.organisation ?? '',
    joined_at: at(stay.joinedAt),
    first_seen_at: at(stay.firstSeenAt),
    last_seen_at: at(stay.lastSeenAt),
    minutes: stay.minutes,
  };
}
