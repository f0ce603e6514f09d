/** Publishing: a numbered version is what the draft was at that moment, and never changes again. */
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { formatRfc3339, type Instant, instant } from '../../kernel/time.ts';
import { actorRef } from '../../people/audit/audit.ts';
import { advanceCalendarEntries, CANCELLED_STAYS } from '../calendar/calendar-entry.ts';
import { type DraftView, draftView } from '../draft/draft.ts';
import { setPublishedVersion } from '../draft/event-store.ts';
import { loadPlan } from '../draft/plan-store.ts';
import {
  type AgendaNeeds,
  type Claim,
  type EditOf,
  edit,
  eventFor,
  eventForReader,
} from '../draft/revision-service.ts';
import type { Event } from '../schema.ts';
import { publishShows, topicsOfPublished } from '../show/publishing-service.ts';
import type { Agenda, VersionLine } from '../view.ts';
import { type Difference, type DraftChanges, differenceBetween } from './difference.ts';
import { type Snapshot, takeSnapshot, unpublished } from './snapshot.ts';
import {
  deleteCancelledUntil,
  findSnapshot,
  firstCancellation,
  insertVersion,
  listVersions,
  loadCalendarEntries,
  replaceCalendarEntries,
} from './version-store.ts';

export interface VersionService {
  /**
   * Makes the draft the next version and tells calendars what became of each session.
   * @throws AppError `unauthenticated`, `not-found`, `revision-stale`, `nothing-to-publish`.
   */
  publish(of: EditOf, note: string): Promise<DraftView>;
  /** Newest first. @throws AppError `not-found`, also for an event that is hidden from them. */
  list(actor: Actor, slug: string): Promise<VersionLine[]>;
  /** @throws AppError `not-found` for a number that was never published. */
  get(actor: Actor, slug: string, number: number): Promise<Agenda>;
  /** From one version to another; 0 is the empty agenda before the first. @throws AppError `not-found`. */
  changes(actor: Actor, slug: string, from: number, to: number): Promise<Difference[]>;
  /** What publishing the draft would change. @throws AppError `unauthenticated`, `not-found`. */
  draftChanges(actor: Actor, slug: string): Promise<DraftChanges>;
  /** When the next cancelled calendar entry of any event has been told for 30 days; null when none is. */
  nextEntryGoes(): Promise<Instant | null>;
  /** Drops the entries that were cancelled 30 days before `now` or earlier. */
  dropEntriesGone(now: Instant): Promise<void>;
}

export function createVersionService(needs: AgendaNeeds): VersionService {
  const { db } = needs;
  return {
    publish: (of, note) => edit(needs, 'publish-agenda', of, (claim) => publish(claim, of.actor, note)),
    list: async (actor, slug) => {
      const event = await eventForReader(db, actor, slug);
      return (await listVersions(db, event.id)).map(({ number, publishedAt, note }) => ({
        number,
        publishedAt: formatRfc3339(instant(publishedAt), 'utc'),
        note,
      }));
    },
    get: async (actor, slug, number) => agendaOf(needs, await eventForReader(db, actor, slug), number),
    changes: async (actor, slug, from, to) => {
      const event = await eventForReader(db, actor, slug);
      const before = from === 0 ? unpublished(event) : await agendaOf(needs, event, from);
      return differenceBetween(before, await agendaOf(needs, event, to));
    },
    draftChanges: (actor, slug) => draftChanges(needs, actor, slug),
    nextEntryGoes: async () => {
      const first = await firstCancellation(db);
      return first === null ? null : instant(first + CANCELLED_STAYS);
    },
    dropEntriesGone: (now) => deleteCancelledUntil(db, instant(now - CANCELLED_STAYS)),
  };
}

async function publish({ tx, event, now, editor }: Claim, actor: Actor, note: string) {
  const plan = await loadPlan(tx, event.id);
  const previous = event.publishedVersion === null ? null : await findSnapshot(tx, event.id, event.publishedVersion);
  const number = (event.publishedVersion ?? 0) + 1;
  const snapshot = takeSnapshot(event, plan, { version: number, at: now, previous: previous?.agenda ?? null });
  refuseUnchanged(previous ?? null, snapshot);
  await insertVersion(tx, event.id, { number, at: now, by: editor, note, snapshot });
  await setPublishedVersion(tx, event.id, number);
  const told = await loadCalendarEntries(tx, event.id);
  const by = actorRef(actor, event.id);
  const going = await publishShows(
    { tx, event, now, by },
    { plan, snapshot, previous: previous ?? null, entries: told },
  );
  const entries = advanceCalendarEntries(told, going, now, snapshot.joinLinks);
  await replaceCalendarEntries(tx, event.id, entries);
  return {
    topics: topicsOfPublished([...(previous?.agenda.days ?? []), ...snapshot.agenda.days]),
    answer: draftView({ ...event, publishedVersion: number }, plan),
    happening: { kind: 'published', eventId: event.id, version: number } as const,
  };
}

function refuseUnchanged(previous: Snapshot | null, next: Snapshot): void {
  if (isAnother(previous, next)) return;
  const since = previous ? `since version ${previous.agenda.version}` : 'in the plan yet';
  throw new AppError('nothing-to-publish', `Nothing has changed ${since}.`);
}

function isAnother(previous: Snapshot | null, next: Snapshot): boolean {
  const withTimings = previous?.timings !== undefined;
  return !isDeepStrictEqual(substanceOf(previous, withTimings), substanceOf(next, withTimings));
}

/**
 * What makes a version another version. An event's own fields do not: they take effect at once. Versions from
 * before there were timings are compared without them.
 */
function substanceOf(snapshot: Snapshot | null, withTimings: boolean) {
  const timings = withTimings ? (snapshot?.timings ?? {}) : {};
  return { days: snapshot?.agenda.days ?? [], joinLinks: snapshot?.joinLinks ?? {}, timings };
}

async function agendaOf({ db }: AgendaNeeds, event: Event, number: number): Promise<Agenda> {
  const snapshot = await findSnapshot(db, event.id, number);
  if (!snapshot) throw new AppError('not-found', `There is no version ${number} of this event.`);
  return snapshot.agenda;
}

async function draftChanges({ db, clock }: AgendaNeeds, actor: Actor, slug: string): Promise<DraftChanges> {
  const event = await eventFor(db, actor, 'read-draft', slug);
  const plan = await loadPlan(db, event.id);
  const newest = event.publishedVersion;
  const published = newest === null ? null : ((await findSnapshot(db, event.id, newest)) ?? null);
  const previous = published?.agenda ?? unpublished(event);
  const next = takeSnapshot(event, plan, { version: previous.version + 1, at: clock.now(), previous });
  return { changes: differenceBetween(previous, next.agenda), differs: isAnother(published, next) };
}
