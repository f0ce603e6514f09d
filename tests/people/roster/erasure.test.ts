import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { readEmail } from '../../../people/email-address.ts';
import { saveParticipants } from '../../../people/roster/participant-saving-store.ts';
import { findParticipantByEmail } from '../../../people/roster/participant-store.ts';
import { newOrganisation, registrationAnswer, registrationFields } from '../../../people/schema.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

const NAME = 'Zacharias Quill';
const EMAIL = 'zq.unusual@quill.example';

eachEngine('erasure', (open, engine) => {
  /** Every row of every table that holds one of these texts, whatever its case. */
  async function whereHeld({ database: { db } }: PeopleRoom, ...texts: string[]): Promise<string[]> {
    const names =
      engine === 'sqlite'
        ? await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db)
        : await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
    const held: string[] = [];
    for (const { name } of names.rows) {
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(db);
      const text = JSON.stringify(rows).toLowerCase();
      if (texts.some((each) => text.includes(each.toLowerCase()))) held.push(name);
    }
    return held.sort();
  }

  /** A participant of whom something is held wherever something can be. */
  async function fullOf(room: PeopleRoom) {
    const { db } = room.database;
    await room.appoint('lead@example.org', [{ role: 'organiser' }]);
    const consents = [{ key: 'rule', title: 'The rule', text: 'What is said stays.', required: true }];
    const fields = { opensAt: '2026-03-01T08:00:00+01:00', closesAt: null, places: 5, waitingList: true, consents };
    await room.registration.set(OPERATOR, room.event, 0, registrationFields.parse(fields));
    const of = await room.organisations.add(OPERATOR, room.event, newOrganisation.parse({ name: 'Port' }));
    const { id } = await room.invite(EMAIL, { name: NAME, organisationId: of.id, tags: ['Risk'], invite: true });
    const answer = {
      name: NAME,
      tags: ['Risk'],
      timeZone: 'Asia/Tokyo',
      consents: [{ key: 'rule', version: 1, given: true }],
    };
    await room.registration.register(await room.actorFor(EMAIL), room.event, registrationAnswer.parse(answer));
    await room.roster.setRoles({ actor: OPERATOR, event: room.event, id }, 2, [{ role: 'chair', day: 1, room: null }]);
    const actor = await room.actorFor(EMAIL);
    if (actor.kind !== 'person') throw new Error('not a person');
    await room.calendarTokens.make(actor, room.event);
    const read = readEmail('Zq.Unusual@quill.example');
    if (read.ok) await room.signIns.ask(read.address, room.event.slug);
    await room.signIns.mailDue(room.clock.now());
    if (read.ok) await room.signIns.ask(read.address, room.event.slug);
    await db
      .insertInto('people_sign_in')
      .values({
        id: crypto.randomUUID(),
        person_id: actor.personId,
        hash: 'h',
        device: 'Firefox on Linux',
        created_at: room.clock.now(),
        seen_at: room.clock.now(),
        expires_at: room.clock.now() + 1_000_000,
      })
      .execute();
    const lead = await findParticipantByEmail(db, room.event.id, 'lead@example.org');
    if (!lead) throw new Error('no lead');
    const wishes = { prefers: [EMAIL, 'other@example.org'], together: null, apart: [EMAIL] };
    await saveParticipants(db, [{ ...lead, wishes }], room.clock.now());
    return { id, actor };
  }

  it('leaves the name and the address in no table, and no sign-in, link, mail, consent or role', async () => {
    const room = await openPeopleRoom(open);
    const { db } = room.database;
    const { id, actor } = await fullOf(room);
    expect(await whereHeld(room, NAME, EMAIL)).toEqual([
      'people_link',
      'people_participant',
      'people_person',
      'server_mail',
    ]);
    room.announced.length = 0;
    expect(await room.erasure.eraseOwn(actor, room.event)).toBe(false);
    expect(await whereHeld(room, NAME, EMAIL, 'zacharias', 'quill', actor.personId)).toEqual([]);
    for (const table of ['people_sign_in', 'people_consent', 'people_role', 'people_calendar_token'] as const) {
      const ours = await db.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(ours)).not.toContain(id);
    }
    expect(await db.selectFrom('people_sign_in').selectAll().execute()).toEqual([]);
    expect(room.announced).toContainEqual({ kind: 'sign-in-ended', personId: actor.personId, signInId: null });
    const lead = await findParticipantByEmail(db, room.event.id, 'lead@example.org');
    expect(lead?.wishes).toEqual({ prefers: ['other@example.org'], together: null, apart: [] });
  });

  it('leaves a pseudonym that stands in no list, no sum and no export, and cannot be brought back', async () => {
    const room = await openPeopleRoom(open);
    const { id } = await fullOf(room);
    const of = { actor: OPERATOR, event: room.event, id };
    const erased = await room.erasure.erase(of);
    expect(erased).toEqual({
      id,
      name: erased.name,
      email: null,
      organisation: null,
      roles: [],
      tags: [],
      timeZone: null,
      state: 'removed',
      waitingFor: null,
      invitedAt: null,
      registeredAt: null,
      erased: true,
      revision: erased.revision,
    });
    expect(erased.name).toMatch(/^Erased participant [0-9a-f]{8}$/);
    const page = await room.roster.page(OPERATOR, room.event, { limit: 200 });
    expect([page.people.map(({ name }) => name), page.total, page.states.removed]).toEqual([
      ['lead@example.org'],
      1,
      0,
    ]);
    const found = await room.roster.page(OPERATOR, room.event, { limit: 200, search: 'erased', state: 'removed' });
    expect([found.people, found.matching]).toEqual([[], 0]);
    const works = [
      () => room.erasure.erase(of),
      () => room.roster.remove(of),
      () => room.roster.change(of, erased.revision, { name: 'Again' }),
      () => room.roster.setRoles(of, erased.revision, []),
      () => room.roster.sendLink(of),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: 'state-not-right' });
    const fresh = await room.invite(EMAIL, { name: NAME });
    expect(fresh.id).not.toBe(id);
  });

  it('keeps the address, the sign-ins and what else another event holds', async () => {
    const room = await openPeopleRoom(open);
    const { actor } = await fullOf(room);
    await room.appoint(EMAIL, [], room.elsewhere);
    room.announced.length = 0;
    expect(await room.erasure.eraseOwn(actor, room.event)).toBe(true);
    expect((await room.roster.page(OPERATOR, room.elsewhere, { limit: 5 })).people[0]?.email).toBe(EMAIL);
    expect(await room.database.db.selectFrom('people_sign_in').selectAll().execute()).toHaveLength(1);
    expect(room.announced.some(({ kind }) => kind === 'sign-in-ended')).toBe(false);
    expect(await whereHeld(room, NAME)).toEqual(['server_mail']);
  });

  it('takes the person away once the last event that held them, even as removed, has erased them', async () => {
    const room = await openPeopleRoom(open);
    const { actor } = await fullOf(room);
    const there = await room.appoint(EMAIL, [], room.elsewhere);
    await room.erasure.eraseOwn(actor, room.event);
    const of = { actor: OPERATOR, event: room.elsewhere, id: there.id };
    await room.roster.remove(of);
    expect(await room.database.db.selectFrom('people_sign_in').selectAll().execute()).toEqual([]);
    await room.erasure.erase(of);
    expect(await whereHeld(room, NAME, EMAIL)).toEqual([]);
  });

  it('gives somebody all that is held about them to take along, and writes that down', async () => {
    const room = await openPeopleRoom(open);
    const { actor } = await fullOf(room);
    const held = await room.own.download(actor, room.event);
    expect(held).toMatchObject({
      name: NAME,
      email: EMAIL,
      organisation: { name: 'Port' },
      roles: [{ role: 'chair', day: 1 }],
      tags: ['Risk'],
      timeZone: 'Asia/Tokyo',
      consents: [{ key: 'rule', title: 'The rule', version: 1, given: true }],
      calendarSince: '2026-03-02T09:00:00+00:00',
      addedAt: '2026-03-02T09:00:00+00:00',
      signIns: [{ device: 'Firefox on Linux', createdAt: '2026-03-02T09:00:00+00:00' }],
    });
    expect(held.log.map(({ by, action }) => `${by}: ${action}`).sort()).toEqual([
      'the installation: invited',
      'the installation: participant-added',
      'the installation: roles-changed',
      'you: calendar-address-made',
      'you: data-downloaded',
      'you: registered',
    ]);
    expect(JSON.stringify(held)).not.toContain('lead@example.org');
  });
});
