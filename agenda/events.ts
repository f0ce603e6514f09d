/**
 * What can have happened in the agenda room. Told to the rest of the process after the commit, never
 * before, so that whoever hears of a change finds it in the database.
 */
import type { EventId } from '../kernel/ids.ts';
import type { TopicsChanged } from '../kernel/live.ts';

export type AgendaHappening =
  | { readonly kind: 'event-created'; readonly eventId: EventId }
  /** Its own fields changed: name, slug, who may see it. */
  | { readonly kind: 'event-changed'; readonly eventId: EventId; readonly revision: number }
  | { readonly kind: 'event-removed'; readonly eventId: EventId }
  | { readonly kind: 'draft-changed'; readonly eventId: EventId; readonly revision: number }
  | { readonly kind: 'published'; readonly eventId: EventId; readonly version: number }
  | TopicsChanged;

/** Hears of a happening. What it throws or rejects with is its own affair: the change stands. */
export type Announce = (happening: AgendaHappening) => void;
