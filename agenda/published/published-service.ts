/** The published agendas in memory, kept true by asking the database little and seldom. */
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import { findEventBySlug } from '../draft/event-store.ts';
import type { AgendaHappening } from '../events.ts';
import type { Event } from '../schema.ts';
import { loadTold } from '../show/show-store.ts';
import { withExpected } from '../show/told.ts';
import type { PublishedAgenda, PublishedAgendas } from './published.ts';
import { agendaEvent, unpublished } from './snapshot.ts';
import { findSnapshot, loadCalendarEntries } from './version-store.ts';

/** How long an answer is given without a look at the database, in milliseconds. */
const LOOK_EVERY_MS = 250;

interface Held {
  readonly published: PublishedAgenda;
  /** When the database last said that it is so. */
  checkedAt: Instant;
}

export class PublishedAgendasInMemory implements PublishedAgendas {
  readonly #db: Kysely<Tables>;
  readonly #clock: Clock;
  /** By slug. Only slugs that exist are held, so that asking for others takes no memory. */
  readonly #held = new Map<string, Held>();
  /** Looks under way, by slug: however many ask at once, one look answers them all. */
  readonly #looking = new Map<string, Promise<PublishedAgenda | undefined>>();

  constructor(db: Kysely<Tables>, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  get(slug: string): PublishedAgenda | undefined | Promise<PublishedAgenda | undefined> {
    const held = this.#held.get(slug);
    // A private event is looked up as an absent one is, so that the time it takes does not tell them apart.
    if (held?.published.agenda.event.isPublic) {
      const age = this.#clock.now() - held.checkedAt;
      // A clock that was set back makes a negative age, which says nothing about how old the answer is.
      if (age >= 0 && age < LOOK_EVERY_MS) return held.published;
    }
    return this.#looking.get(slug) ?? this.#look(slug);
  }

  getStored(slug: string): Promise<PublishedAgenda | undefined> {
    // Not by a look under way: it may have begun before the change.
    return this.#look(slug);
  }

  /** Told of each change of this process after its commit: the next to ask sees it. */
  forget({ eventId }: Pick<AgendaHappening, 'eventId'>): void {
    for (const [slug, held] of this.#held) {
      if (held.published.agenda.event.id === eventId) this.#held.delete(slug);
    }
    // A look that began before the commit may answer those who asked then, but nobody who asks now.
    this.#looking.clear();
  }

  #look(slug: string): Promise<PublishedAgenda | undefined> {
    const look = this.#read(slug).then(
      (read) => {
        if (this.#looking.get(slug) === look) this.#keep(slug, read);
        return read?.published;
      },
      (error: unknown) => {
        if (this.#looking.get(slug) === look) this.#looking.delete(slug);
        throw error;
      },
    );
    this.#looking.set(slug, look);
    return look;
  }

  #keep(slug: string, read: Held | undefined): void {
    this.#looking.delete(slug);
    if (read) this.#held.set(slug, read);
    else this.#held.delete(slug);
  }

  async #read(slug: string): Promise<Held | undefined> {
    const checkedAt = this.#clock.now();
    const event = await findEventBySlug(this.#db, slug);
    if (!event) return undefined;
    const held = this.#held.get(slug);
    const published = held?.published.stamp === stampOf(event) ? held.published : await readPublished(this.#db, event);
    return { published, checkedAt };
  }
}

async function readPublished(db: Kysely<Tables>, event: Event): Promise<PublishedAgenda> {
  const stamp = stampOf(event);
  const snapshot =
    event.publishedVersion === null ? undefined : await findSnapshot(db, event.id, event.publishedVersion);
  // The event was removed since it was read: the next look says so.
  if (!snapshot) return { stamp, agenda: unpublished(event), entries: [] };
  const entries = await loadCalendarEntries(db, event.id as EventId);
  const agenda = { ...snapshot.agenda, event: agendaEvent(event) };
  const told = event.showVersion === 0 ? [] : await loadTold(db, event.id);
  return { stamp, agenda: withExpected(agenda, told), entries };
}

/** Of all that can change without the rest: a version never does, an event's own fields and its running days do at once. */
function stampOf(event: Event): string {
  const substance = JSON.stringify([event.publishedVersion, event.showVersion, agendaEvent(event)]);
  const digest = createHash('sha256').update(substance).digest('base64url').slice(0, 16);
  return `${event.publishedVersion ?? 0}-${digest}`;
}
