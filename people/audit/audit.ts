/**
 * What is written down of changes: who did what, when, to what. Names are not written, only ids, so that
 * an erased person is a pseudonym here too; nor are addresses, tokens, or the content of anything.
 */
import type { Kysely } from 'kysely';
import type { Actor } from '../../kernel/actor.ts';
import { standingOf } from '../../kernel/actor.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';

export const AUDIT_ACTIONS = [
  'event-created',
  'event-changed',
  'event-removed',
  'draft-changed',
  'agenda-published',
  'organisation-added',
  'organisation-changed',
  'organisation-removed',
  'participant-added',
  'participant-changed',
  'participant-removed',
  'participant-approved',
  'participant-erased',
  'participants-imported',
  'people-exported',
  'roles-changed',
  'invited',
  'link-sent',
  'link-made',
  'registered',
  'registration-withdrawn',
  'promoted',
  'registration-changed',
  'data-downloaded',
  'signed-in',
  'signed-out',
  'signed-out-everywhere',
  'api-key-made',
  'api-key-revoked',
  'calendar-address-made',
  'calendar-address-revoked',
  'show-changed',
  'controls-taken',
  'banner-set',
  'banner-removed',
  'help-asked',
  'help-taken',
  'help-solved',
  'help-withdrawn',
  'attendance-exported',
  'poll-made',
  'poll-changed',
  'poll-removed',
  'poll-opened',
  'poll-closed',
  'poll-shown',
  'poll-archived',
  'polls-exported',
  'polls-imported',
  'question-queued',
  'question-settings-changed',
  'breakout-made',
  'breakout-changed',
  'breakout-removed',
  'breakout-opened',
  'breakout-closed',
  'breakout-reported',
  'breakout-settings-changed',
  'breakout-dealt',
  'breakout-moved',
  'breakouts-exported',
  'summary-in',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export type AuditDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface AuditEntry {
  /** Null for what concerns no event. */
  readonly eventId: EventId | null;
  readonly actor: Actor | 'system';
  readonly action: AuditAction;
  /** `participant:ID`, `organisation:ID`, `api-key:ID`, `version:NUMBER` …; null where there is nothing to name. */
  readonly subject: string | null;
  readonly details?: AuditDetails;
}

/** Writes entries in the transaction of the change, so that neither is without the other. */
export type RecordAudit = (tx: Kysely<Tables>, ...entries: readonly AuditEntry[]) => Promise<void>;

/** How an actor is written down: `participant:ID` of those with a standing in the event. */
export function actorRef(actor: Actor | 'system', eventId: EventId | null): string {
  if (actor === 'system') return 'system';
  if (actor.kind === 'operator') return `operator:${actor.keyId}`;
  if (actor.kind === 'api-key') return `api-key:${actor.keyId}`;
  if (actor.kind === 'anonymous') return 'anonymous';
  const standing = eventId === null ? undefined : standingOf(actor, { eventId });
  return standing ? `participant:${standing.participantId}` : `person:${actor.personId}`;
}
