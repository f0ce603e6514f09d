/** Events themselves: which there are, and their own fields, which take effect at once. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { actorRef } from '../../people/audit/audit.ts';
import { STANDINGS_TOPIC } from '../../people/presence/topics.ts';
import { mayCreateEvents, mayRead, refusal } from '../policy.ts';
import type { SnapshotsInMemory } from '../published/snapshot-service.ts';
import type { Event, EventFields } from '../schema.ts';
import { showDays } from '../show/day-service.ts';
import { renewShows, topicsOfPublished } from '../show/publishing-service.ts';
import type { EventChange } from './edit-schema.ts';
import { deleteEvent, insertEvent, isSlugTaken, listEvents, updateEvent } from './event-store.ts';
import { type AgendaNeeds, type EditOf, edit, eventForReader } from './revision-service.ts';

export interface EventService {
  /** Those they may read, in order of name. */
  list(actor: Actor): Promise<Event[]>;
  /** @throws AppError `not-found`, also when it is hidden from them. */
  get(actor: Actor, slug: string): Promise<Event>;
  /** @throws AppError `unauthenticated`, `slug-taken`. */
  create(actor: Actor, fields: EventFields): Promise<Event>;
  /** @throws AppError `unauthenticated`, `not-found`, `revision-stale`, `slug-taken`. */
  change(of: EditOf, change: EventChange): Promise<Event>;
  /** With its days, versions and calendar entries. @throws AppError as `change`. */
  remove(of: EditOf): Promise<void>;
}

interface EventNeeds extends AgendaNeeds {
  readonly snapshots: SnapshotsInMemory;
}

export function createEventService(needs: EventNeeds): EventService {
  const { db } = needs;
  return {
    list: async (actor) => (await listEvents(db)).filter((event) => mayRead(actor, event)),
    get: (actor, slug) => eventForReader(db, actor, slug),
    create: (actor, fields) => create(needs, actor, fields),
    change: (of, change) => refusingTakenSlug(change.slug, changeEvent(needs, of, change)),
    remove: (of) =>
      edit(needs, 'remove-event', of, async ({ tx, event }) => {
        await deleteEvent(tx, event.id);
        const happening = { kind: 'event-removed', eventId: event.id } as const;
        // Whoever has a page of it open has no rights there any more.
        return { answer: undefined, happening, topics: [STANDINGS_TOPIC] };
      }),
  };
}

async function create(needs: AgendaNeeds, actor: Actor, fields: EventFields): Promise<Event> {
  if (!mayCreateEvents(actor)) throw refusal(actor, true);
  const { db, clock, announce, record } = needs;
  const id = newId<EventId>();
  const creating = inTransaction(db, async (tx) => {
    const made = await insertEvent(tx, id, fields, clock.now());
    await record(tx, { eventId: id, actor, action: 'event-created', subject: `event:${id}` });
    return made;
  });
  const event = await refusingTakenSlug(fields.slug, creating);
  announce({ kind: 'event-created', eventId: id });
  return event;
}

function changeEvent(needs: EventNeeds, of: EditOf, change: EventChange): Promise<Event> {
  return edit(needs, 'change-event', of, async ({ tx, event, now }) => {
    const changed = { ...event, ...change };
    await updateEvent(tx, event.id, changed);
    const days = changed.publishedVersion === null ? [] : await showDays(needs, tx, changed);
    if (changed.advance !== event.advance) {
      await renewShows({ tx, event: changed, now, by: actorRef(of.actor, event.id) }, days);
    }
    return {
      answer: changed,
      topics: topicsOfPublished(days.map(({ day }) => day)),
      happening: { kind: 'event-changed', eventId: event.id, revision: event.revision },
      details: { fields: Object.keys(change) },
    };
  });
}

async function refusingTakenSlug<T>(slug: string | undefined, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!isSlugTaken(error)) throw error;
    throw new AppError('slug-taken', 'Another event has this address.', {
      errors: [{ path: 'slug', message: `expected a slug that no other event has, found ${slug}` }],
    });
  }
}
