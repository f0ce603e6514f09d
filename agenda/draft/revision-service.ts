/**
 * How every edit of an event runs: one transaction that first takes the next revision, so that of two
 * edits that saw the same one exactly one wins, and the news told after the commit.
 */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { TouchTopics } from '../../kernel/live.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Clock, Instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditDetails, RecordAudit } from '../../people/audit/audit.ts';
import type { AgendaHappening, Announce } from '../events.ts';
import { type AgendaPolicy, demand, demandSomebody, mayRead, noSuchEvent, recordedName } from '../policy.ts';
import type { Event } from '../schema.ts';
import { claimRevision, findEventBySlug } from './event-store.ts';

export interface AgendaNeeds {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Told of each change after its commit. */
  readonly announce: Announce;
  /** Writes down who did what, in the transaction of the change. */
  readonly record: RecordAudit;
  /** Raises the versions of live topics, in the transaction of the change. */
  readonly touch: TouchTopics;
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

type EditHappening = Exclude<AgendaHappening, { kind: 'topics-changed' }>;

/** What an edit leaves: an answer for whoever asked, and the news for everybody else. */
export interface Edited<Answer> {
  readonly answer: Answer;
  readonly happening: EditHappening;
  /** For the audit log: what of the event was changed. No content. */
  readonly details?: AuditDetails;
  /** Those in which it shows. */
  readonly topics?: readonly string[];
}

/** What is written down of each happening. */
const ACTIONS = {
  'event-created': 'event-created',
  'event-changed': 'event-changed',
  'event-removed': 'event-removed',
  'draft-changed': 'draft-changed',
  published: 'agenda-published',
} as const;

/**
 * Runs `work` as the one edit that makes the next revision. Whatever it throws undoes everything. Where
 * `needs.db` is a transaction already, the edit is a part of it, and its news comes before the commit.
 * @throws AppError as `eventFor`; `revision-stale` with the current revision in `extra`.
 */
export async function edit<Answer>(
  needs: AgendaNeeds,
  policy: AgendaPolicy,
  { actor, slug, revision }: EditOf<number | null>,
  work: (claim: Claim) => Promise<Edited<Answer>>,
): Promise<Answer> {
  const now = needs.clock.now();
  const { answer, happening, topics } = await inTransaction(needs.db, async (tx) => {
    await eventFor(tx, actor, policy, slug);
    const event = await claimRevision(tx, slug, revision, now);
    if (!event) throw await refusal(tx, slug);
    const edited = await work({ tx, event, now, editor: recordedName(actor) });
    await recordEdit(needs, tx, actor, edited);
    await needs.touch(tx, event.id, ...(edited.topics ?? []));
    return edited;
  });
  needs.announce(happening);
  if (topics) needs.announce({ kind: 'topics-changed', eventId: happening.eventId, topics });
  return answer;
}

/** What removes an event takes its log along, so the removal is written down beside no event. */
async function recordEdit(
  { record }: AgendaNeeds,
  tx: Kysely<Tables>,
  actor: Actor,
  { happening, details }: Edited<unknown>,
): Promise<void> {
  const { kind, eventId } = happening;
  const removed = kind === 'event-removed';
  const subject = kind === 'published' ? `version:${happening.version}` : `event:${eventId}`;
  await record(tx, {
    eventId: removed ? null : eventId,
    actor,
    action: ACTIONS[kind],
    subject,
    ...(details && { details }),
  });
}

/**
 * An event in which somebody may do a thing of this policy, whatever the day.
 * @throws AppError `unauthenticated`; `not-found`, also where the event is hidden from them; `forbidden`.
 */
export async function eventFor(db: Kysely<Tables>, actor: Actor, policy: AgendaPolicy, slug: string): Promise<Event> {
  demandSomebody(actor);
  const event = await findEventBySlug(db, slug);
  if (!event) throw noSuchEvent();
  demand(actor, policy, event);
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
