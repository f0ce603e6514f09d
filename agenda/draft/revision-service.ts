/**
 * How every edit of an event runs: one transaction that first takes the next revision, so that of two
 * edits that saw the same one exactly one wins, and the news told after the commit.
 */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import type { AgendaHappening, Announce } from '../events.ts';
import { editorOf, mayRead, noSuchEvent } from '../policy.ts';
import type { Event } from '../schema.ts';
import { claimRevision, findEventBySlug } from './event-store.ts';

export interface AgendaNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Told of each change after its commit. */
  readonly announce: Announce;
}

/** Who edits which event, and the revision they have seen; null where the edit may go on any. */
export interface EditOf<Seen extends number | null = number> {
  readonly actor: Actor;
  readonly slug: string;
  readonly revision: Seen;
}

/** What the work of an edit is given. The event carries the revision that this edit makes. */
export interface Claim {
  readonly tx: Kysely<Tables>;
  readonly event: Event;
  readonly now: Instant;
  /** The name under which the change is recorded. */
  readonly editor: string;
}

/** What an edit leaves: an answer for whoever asked, and the news for everybody else. */
export interface Edited<Answer> {
  readonly answer: Answer;
  readonly happening: AgendaHappening;
}

/**
 * Runs `work` as the one edit that makes the next revision. Whatever it throws undoes everything. Where
 * `needs.db` is a transaction already, the edit is a part of it, and its news comes before the commit.
 * @throws AppError `unauthenticated`; `not-found`; `revision-stale` with the current revision in `extra`.
 */
export async function edit<Answer>(
  needs: AgendaNeeds,
  { actor, slug, revision }: EditOf<number | null>,
  work: (claim: Claim) => Promise<Edited<Answer>>,
): Promise<Answer> {
  const editor = editorOf(actor);
  const now = needs.clock.now();
  const { answer, happening } = await inTransaction(needs.db, async (tx) => {
    const event = await claimRevision(tx, slug, revision, now);
    if (!event) throw await refusal(tx, slug);
    return await work({ tx, event, now, editor });
  });
  needs.announce(happening);
  return answer;
}

function inTransaction<T>(db: Kysely<Tables>, work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}

/** An event that an operator may work on. @throws AppError `unauthenticated`, `not-found`. */
export async function eventForEditor(db: Kysely<Tables>, actor: Actor, slug: string): Promise<Event> {
  editorOf(actor);
  const event = await findEventBySlug(db, slug);
  if (!event) throw noSuchEvent();
  return event;
}

/** An event that they may read. @throws AppError `not-found`, also for one that is hidden from them. */
export async function eventForReader(db: Kysely<Tables>, actor: Actor, slug: string): Promise<Event> {
  const event = await findEventBySlug(db, slug);
  if (!event || !mayRead(actor, event)) throw noSuchEvent();
  return event;
}

/** @throws AppError `revision-stale` when somebody saw another revision than the event has. */
export function refuseStale(event: Event, seen: number | null): void {
  if (seen !== null && seen !== event.revision) throw staleRevision(event.revision);
}

async function refusal(tx: Kysely<Tables>, slug: string): Promise<AppError> {
  const event = await findEventBySlug(tx, slug);
  return event ? staleRevision(event.revision) : noSuchEvent();
}

function staleRevision(current: number): AppError {
  return new AppError(
    'revision-stale',
    `The event has changed since you saw it: it is at revision ${current} now. Nothing was changed; look again and repeat.`,
    { extra: { revision: current } },
  );
}
