/** The breakouts of what is published, and the sessions in which their rooms report. */
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import { type Instant, parseRfc3339 } from '../../kernel/time.ts';
import { findEventById } from '../draft/event-store.ts';
import { type ShowNeeds, showDays } from '../show/day-service.ts';
import type { ShowDay } from '../show/show-of-day.ts';
import type { AgendaEntry } from '../view.ts';

export interface PublishedBreakout {
  readonly id: string;
  readonly dayId: string;
  /** The day's number. */
  readonly day: number;
  readonly title: string;
  /** For whom it is. */
  readonly tags: readonly string[];
  readonly minutes: number;
  /** As planned. */
  readonly startsAt: Instant;
  /** The first session that hears its rooms; null where none does. */
  readonly heardIn: {
    readonly id: string;
    readonly dayId: string;
    readonly title: string;
    readonly startsAt: Instant;
  } | null;
}

/** In the order of the agenda. */
export async function breakoutsOf(
  needs: Pick<ShowNeeds, 'snapshots'>,
  db: Kysely<Tables>,
  eventId: EventId,
): Promise<readonly PublishedBreakout[]> {
  const event = await findEventById(db, eventId);
  const days = event ? await showDays(needs, db, event) : [];
  const entries = days.flatMap((day) => day.day.entries.map((entry) => ({ day, entry })));
  return entries
    .filter(({ entry }) => entry.kind === 'breakout')
    .map(({ day, entry }) =>
      breakout(
        day,
        entry,
        entries.find((each) => each.entry.reportsBack === entry.id),
      ),
    );
}

function breakout(
  { id: dayId, day: { number: day } }: ShowDay,
  { id, title, audience: tags, minutes, start }: AgendaEntry,
  heard: { readonly day: ShowDay; readonly entry: AgendaEntry } | undefined,
): PublishedBreakout {
  return {
    ...{ id, dayId, day, title, tags, minutes, startsAt: parseRfc3339(start) },
    heardIn: heard
      ? {
          id: heard.entry.id,
          dayId: heard.day.id,
          title: heard.entry.title,
          startsAt: parseRfc3339(heard.entry.start),
        }
      : null,
  };
}
