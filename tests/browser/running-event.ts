/** A published event of one day that begins within this hour, wherever on the clock a test happens to run. */
import { newDay, newSession } from '../../agenda/draft/edit-schema.ts';
import type { SessionKind } from '../../agenda/schema.ts';
import { systemClock } from '../../kernel/clock.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { faceAt } from '../../web/clock-face.ts';
import { eventFields, OPERATOR } from '../agenda/room.ts';
import type { ServedApp } from '../server/serve.ts';

/** Where it is noon now: no day of the test's ends at midnight. */
function zoneAtNoon(now: number): string {
  const east = 12 - new Date(now).getUTCHours();
  return east === 0 ? 'Etc/UTC' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}

export const SESSIONS = [
  ['opening', 'Welcome and roundtable', 60],
  ['keynote', 'Keynote on parcels', 30],
  ['closure', 'Closure of day 1', 30],
] as const;

type Planned = readonly (readonly [kind: SessionKind, title: string, minutes: number])[];

export async function makeRunningEvent(
  { services }: Pick<ServedApp, 'services'>,
  slug: string,
  sessions: Planned = SESSIONS,
): Promise<EventRef> {
  const { events, drafts, versions, directory } = services.agenda;
  const now = systemClock.now();
  const timeZone = zoneAtNoon(now);
  let { revision } = await events.create(OPERATOR, eventFields({ slug, name: `The ${slug}`, timeZone }));
  const of = () => ({ actor: OPERATOR, slug, revision });
  const day = newDay.parse({ number: 1, date: faceAt(now, timeZone).date, start: '12:00', end: '14:00' });
  ({ revision } = await drafts.addDay(of(), day));
  for (const [kind, title, minutes] of sessions) {
    ({ revision } = await drafts.addSession(of(), newSession.parse({ kind, title, minutes, day: 1 })));
  }
  await versions.publish(of(), '');
  const event = await directory.find(slug);
  if (!event) throw new Error(`no event ${slug}`);
  return event;
}
