/** A published version: immutable, and the public view by construction, with join links kept apart. */
import type { Instant } from '../kernel/time.ts';
import type { Event, Plan } from './schema.ts';
import type { Agenda } from './view.ts';

export interface Snapshot {
  readonly agenda: Agenda;
  /** By session id. Never leaves the server in a public view. */
  readonly joinLinks: Readonly<Record<string, string>>;
}

/** Freezes a plan as version `version`. `previous` is the agenda published before, for `previousStart`. */
export function takeSnapshot(
  event: Event,
  plan: Plan,
  published: { readonly version: number; readonly at: Instant; readonly previous: Agenda | null },
): Snapshot {
  throw new Error(`being written: ${event.slug} ${plan.days.length} ${published.version}`);
}

/** What the public sees of an event that has published nothing. */
export function unpublished(event: Event): Agenda {
  throw new Error(`being written: ${event.slug}`);
}
