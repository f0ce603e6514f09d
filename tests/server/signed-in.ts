/** Events with somebody in them, and browsers that are signed in as them, by a link as people use it. */
import type { ParticipantState, RoleGrant } from '../../kernel/actor.ts';
import type { EventId, ParticipantId, PersonId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { instant } from '../../kernel/time.ts';
import { type EmailAddress, emailAddress } from '../../people/email-address.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { claimPerson } from '../../people/roster/person-store.ts';
import type { Me } from '../../people/view.ts';
import { eventFields, fiveDayFiles, OPERATOR } from '../agenda/room.ts';
import type { TestDatabase } from '../engines.ts';
import { participantRow } from '../faults/participant-row.ts';
import type { ServedApp } from './serve.ts';

/** An event of five days that is published. */
export async function makeEvent({ services }: ServedApp, slug: string, isPublic = true): Promise<EventRef> {
  const { events, imports, versions, directory } = services.agenda;
  const { revision } = await events.create(OPERATOR, eventFields({ slug, name: `The ${slug}`, isPublic }));
  await imports.replace({ actor: OPERATOR, slug, revision }, fiveDayFiles());
  await versions.publish({ actor: OPERATOR, slug, revision: revision + 1 }, '');
  const event = await directory.find(slug);
  if (!event) throw new Error(`no event ${slug}`);
  return event;
}

export interface Part {
  /** `somebody@example.org` unless told otherwise. */
  readonly email?: string;
  readonly state?: ParticipantState;
  readonly roles?: readonly Partial<RoleGrant>[];
}

export interface Participant {
  readonly personId: PersonId;
  readonly participantId: ParticipantId;
  readonly email: EmailAddress;
}

/** Puts somebody on the list of an event, registered unless told otherwise. */
export async function addParticipant(
  { db }: TestDatabase,
  event: { readonly id: EventId },
  { email = 'somebody@example.org', state = 'registered', roles = [] }: Part = {},
): Promise<Participant> {
  const address = emailAddress.parse(email);
  const now = Date.now();
  const participantId = newId<ParticipantId>();
  const personId = await db.transaction().execute(async (tx) => {
    const { id: person } = await claimPerson(tx, address, newId(), instant(now));
    const who = { id: participantId, event_id: event.id, person_id: person, organisation_id: null };
    await tx
      .insertInto('people_participant')
      .values(participantRow({ ...who, name: `The one at ${address.email}`, state }, now))
      .execute();
    for (const { role = 'organiser', dayId, room } of roles) {
      const row = { event_id: event.id, participant_id: participantId, role, day_id: dayId ?? '', room: room ?? '' };
      await tx.insertInto('people_role').values(row).execute();
    }
    return person;
  });
  return { personId, participantId, email: address };
}

export interface SignedInBrowser {
  /** What the browser sends with each request: its cookie, and what only changes need, its token and origin. */
  readonly headers: { readonly cookie: string; readonly 'x-csrf-token': string; readonly origin: string };
  /** The cookie's secret. */
  readonly secret: string;
}

/** Signs a browser in by a link: of whoever is on a list already. */
export async function signIn(served: ServedApp, email: string, event: EventRef | null): Promise<SignedInBrowser> {
  const address = emailAddress.parse(email);
  const link = await served.services.people.signIns.makeTerminalLink({ eventId: event?.id ?? null, email: address });
  const { secret } = await served.services.people.signIns.enterByLink(link.slice(link.lastIndexOf('/') + 1), {
    device: 'Firefox on Linux',
    replaced: null,
  });
  const cookie = `plenum_session=${secret}`;
  const me = (await served.app.inject({ url: '/api/me', headers: { cookie } })).json<Me>();
  const { origin } = served.services.publicUrl();
  return { headers: { cookie, 'x-csrf-token': me.csrfToken, origin }, secret };
}

/** Somebody in an event, and their browser. */
export async function signInAs(
  served: ServedApp,
  database: TestDatabase,
  event: EventRef,
  part: Part = {},
): Promise<Participant & SignedInBrowser> {
  const participant = await addParticipant(database, event, part);
  return { ...participant, ...(await signIn(served, participant.email.email, event)) };
}
