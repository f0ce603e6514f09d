/** The people room beside an event of three days, on a real database, with a clock that tests set. */
import { createAgendaServices } from '../../agenda/service.ts';
import type { Actor, RoleGrant } from '../../kernel/actor.ts';
import type { PersonId, SignInId } from '../../kernel/ids.ts';
import { auditRecorder } from '../../people/audit/audit-service.ts';
import { type EmailAddress, emailAddress } from '../../people/email-address.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { PeopleHappening } from '../../people/events.ts';
import { calledIn } from '../../people/roster/called-store.ts';
import { findParticipantByEmail } from '../../people/roster/participant-store.ts';
import { rolesOf } from '../../people/roster/role-store.ts';
import { newParticipant, type RoleFields } from '../../people/schema.ts';
import { createPeopleServices, type PeopleServices } from '../../people/service.ts';
import type { ParticipantView } from '../../people/view.ts';
import { topicToucher } from '../../server/live/topic-store.ts';
import { mailEnqueuer } from '../../server/mail/mail-service.ts';
import { forgetMail } from '../../server/mail/mail-store.ts';
import { eventFields, OPERATOR, StandingClock } from '../agenda/room.ts';
import type { OpenTestDatabase, TestDatabase } from '../engines.ts';

export { OPERATOR };

export interface PeopleRoom extends PeopleServices {
  readonly database: TestDatabase;
  readonly clock: StandingClock;
  readonly announced: PeopleHappening[];
  readonly event: EventRef;
  /** A second event, of which the first knows nothing. */
  readonly elsewhere: EventRef;
  /** Somebody who is on the list, as they would be signed in right now. */
  actorFor(email: string, event?: EventRef): Promise<Actor>;
  /** Puts somebody on the list as invited. */
  invite(email: string, more?: Record<string, unknown>): Promise<ParticipantView>;
  /** Puts somebody on the list as registered. */
  appoint(email: string, roles?: readonly Partial<RoleFields>[], event?: EventRef): Promise<ParticipantView>;
  /** What waits to be mailed: to whom, and the subject. */
  mails(): Promise<string[]>;
  /** What was done by whom to what, oldest first. */
  log(): Promise<string[]>;
}

export async function openPeopleRoom(open: OpenTestDatabase, at = '2026-03-02T09:00:00Z'): Promise<PeopleRoom> {
  const database = await open();
  const { db } = database;
  const clock = new StandingClock(at);
  const announced: PeopleHappening[] = [];
  const record = auditRecorder(clock);
  const touch = topicToucher(database.engine);
  const agenda = createAgendaServices({ db, clock, record, touch, findAttendees: calledIn });
  const people = createPeopleServices({
    db,
    clock,
    events: agenda.directory,
    enqueue: mailEnqueuer(clock),
    forgetMail,
    record,
    touch,
    attendanceOf: (tx, event, id) => agenda.attendance.heldOf(tx, event, id),
    votesOf: async () => ({
      ...{ questions: [], votedFor: [], ballots: [] },
      breakouts: { rounds: [], topics: [], summaries: [] },
    }),
    leaveElsewhere: async () => [],
    forgetElsewhere: async () => [],
    announce: (news) => announced.push(news),
    publicUrl: () => new URL('https://plenum.example.org'),
  });

  async function makeEvent(slug: string): Promise<EventRef> {
    const { revision } = await agenda.events.create(OPERATOR, eventFields({ slug, name: `The ${slug}` }));
    for (const [place, date] of ['2026-03-09', '2026-03-10', '2026-03-11'].entries()) {
      const of = { actor: OPERATOR, slug, revision: revision + place };
      const times = { start: '12:00', end: '15:00', breakMinutes: 0, breakSlots: 0, chairs: [] };
      await agenda.drafts.addDay(of, { number: place + 1, date, ...times });
    }
    const event = await agenda.directory.find(slug);
    if (!event) throw new Error(`no event ${slug}`);
    return event;
  }
  const event = await makeEvent('meeting');
  const elsewhere = await makeEvent('other');

  return {
    ...people,
    database,
    clock,
    announced,
    event,
    elsewhere,
    actorFor: async (email, of = event) => {
      const found = await findParticipantByEmail(db, of.id, address(email).key);
      if (!found?.person) throw new Error(`${email} is not on the list`);
      const roles: readonly RoleGrant[] = await rolesOf(db, of.id, found.id);
      const standing = { eventId: of.id, participantId: found.id, state: found.state, roles };
      const standings = found.state === 'removed' ? [] : [standing];
      return { kind: 'person', personId: found.person.id, signInId: 'none' as SignInId, standings };
    },
    invite: (email, more = {}) =>
      people.roster.add(OPERATOR, event, newParticipant.parse({ email, name: email, ...more })),
    appoint: (email, roles = [], of = event) => {
      const whole = roles.map((role) => ({ role: 'organiser', day: null, room: null, ...role }) as RoleFields);
      return people.roster.appoint(OPERATOR, of, { email: address(email), name: email, roles: whole });
    },
    mails: async () => {
      const rows = await db.selectFrom('server_mail').select(['recipient', 'subject']).orderBy('recipient').execute();
      return rows.map(({ recipient, subject }) => `${recipient}: ${subject}`);
    },
    log: async () => {
      const rows = await db.selectFrom('people_audit_entry').selectAll().where('event_id', '=', event.id).execute();
      return rows.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
    },
  };
}

/** Somebody who signed in with an address that the event does not know, as one of an allowed domain. */
export async function stranger({ database, clock }: PeopleRoom, email: string): Promise<Actor> {
  const id = crypto.randomUUID() as PersonId;
  const { email: sent, key } = address(email);
  await database.db
    .insertInto('people_person')
    .values({ id, email: sent, email_key: key, created_at: clock.now() })
    .execute();
  return { kind: 'person', personId: id, signInId: 'none' as SignInId, standings: [] };
}

export function address(email: string): EmailAddress {
  return emailAddress.parse(email);
}
