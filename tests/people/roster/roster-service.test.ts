import { expect, it } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import { peopleQuery } from '../../../people/roster/people-filter.ts';
import { newOrganisation } from '../../../people/schema.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

const query = (more: Record<string, unknown> = {}) => peopleQuery.parse(more);
const organisation = (name: string, more: Record<string, unknown> = {}) => newOrganisation.parse({ name, ...more });

eachEngine('the roster', (open) => {
  const names = async (room: PeopleRoom, more: Record<string, unknown> = {}, actor: Actor = OPERATOR) =>
    (await room.roster.page(actor, room.event, query(more))).people.map(({ name }) => name);
  const of = (room: PeopleRoom, { id }: { readonly id: string }, actor: Actor = OPERATOR) => ({
    actor,
    event: room.event,
    id,
  });
  const key = (room: PeopleRoom): Actor => ({
    kind: 'api-key',
    keyId: 'k',
    eventId: room.event.id,
    scopes: ['people', 'agenda:read', 'agenda:write', 'export'],
  });

  it('adds somebody as invited, and answers what is stored', async () => {
    const room = await openPeopleRoom(open);
    const customs = await room.organisations.add(OPERATOR, room.event, organisation('Customs, Estonia'));
    const added = await room.invite('Analyst@Example.org', {
      name: 'Analyst, Estonia',
      organisationId: customs.id,
      tags: ['Risk management'],
      timeZone: 'Europe/Tallinn',
    });
    expect(added).toEqual({
      id: added.id,
      name: 'Analyst, Estonia',
      email: 'Analyst@example.org',
      organisation: { id: customs.id, name: 'Customs, Estonia', country: null },
      roles: [],
      tags: ['Risk management'],
      timeZone: 'Europe/Tallinn',
      state: 'invited',
      waitingFor: null,
      invitedAt: null,
      registeredAt: null,
      erased: false,
      revision: 1,
    });
    expect(await room.roster.get(of(room, added))).toEqual(added);
    expect(await room.mails()).toEqual([]);
    expect((await room.log()).at(-1)).toBe(`operator:test participant-added participant:${added.id}`);
  });

  it('finds one address across case and events: once in each event, one person in all', async () => {
    const room = await openPeopleRoom(open);
    const first = await room.invite('analyst@example.org');
    const again = room.invite('ANALYST@Example.ORG');
    await expect(again).rejects.toMatchObject({ code: 'address-taken', details: { extra: { id: first.id } } });
    await room.appoint('Analyst@example.org', [], room.elsewhere);
    expect(await room.database.db.selectFrom('people_person').select('email').execute()).toEqual([
      { email: 'analyst@example.org' },
    ]);
    const other = await room.roster.page(OPERATOR, room.elsewhere, query());
    await expect(room.roster.get(of(room, other.people[0] ?? { id: '' }))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('mails the invitation at once where that is wished', async () => {
    const room = await openPeopleRoom(open);
    const added = await room.invite('analyst@example.org', { invite: true });
    expect(added.invitedAt).toBe('2026-03-02T09:00:00+00:00');
    expect(await room.mails()).toEqual(['analyst@example.org: Your invitation: The meeting']);
    expect(room.announced).toContainEqual({ kind: 'mail-waiting' });
  });

  it('lists people part by part in order of name, with the sums of the whole', async () => {
    const room = await openPeopleRoom(open);
    for (const name of ['delta', 'alpha', 'Épsilon', 'Bravo', 'charlie']) {
      await room.invite(`${name.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase()}@example.org`, { name });
    }
    await room.appoint('zulu@example.org');
    const first = await room.roster.page(OPERATOR, room.event, query({ limit: 4 }));
    expect(first.people.map(({ name }) => name)).toEqual(['alpha', 'Bravo', 'charlie', 'delta']);
    expect([first.matching, first.total, first.states]).toEqual([
      6,
      6,
      { invited: 5, registered: 1, waiting: 0, declined: 0, removed: 0 },
    ]);
    const rest = await room.roster.page(OPERATOR, room.event, query({ limit: 4, after: first.next }));
    expect([rest.people.map(({ name }) => name), rest.next]).toEqual([['Épsilon', 'zulu@example.org'], null]);
    const stranger = room.roster.page(OPERATOR, room.event, query({ after: crypto.randomUUID() }));
    await expect(stranger).rejects.toMatchObject({ code: 'bad-input', details: { errors: [{ path: 'query.after' }] } });
  });

  it('lists everybody once when many have the same name', async () => {
    const room = await openPeopleRoom(open);
    for (let place = 0; place < 7; place += 1) await room.invite(`a${place}@example.org`, { name: 'Officer' });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await room.roster.page(OPERATOR, room.event, query({ limit: 3, ...(after ? { after } : {}) }));
      seen.push(...page.people.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it('finds by part of a name without case and accents, by address, organisation, state and role', async () => {
    const room = await openPeopleRoom(open);
    const port = await room.organisations.add(OPERATOR, room.event, organisation('Port'));
    await room.invite('a@example.org', { name: 'Zoë Müller', organisationId: port.id });
    await room.invite('b_b@example.org', { name: '100% Müll' });
    await room.appoint('c@example.net', [{ role: 'chair', day: 2 }]);
    expect(await names(room, { search: 'MULL' })).toEqual(['100% Müll', 'Zoë Müller']);
    expect(await names(room, { search: 'zoe m' })).toEqual(['Zoë Müller']);
    expect(await names(room, { search: '0%' })).toEqual(['100% Müll']);
    expect(await names(room, { search: 'b_b' })).toEqual(['100% Müll']);
    expect(await names(room, { search: 'a_e' })).toEqual([]);
    expect(await names(room, { search: '@EXAMPLE.net' })).toEqual(['c@example.net']);
    expect(await names(room, { organisation: port.id })).toEqual(['Zoë Müller']);
    expect(await names(room, { organisation: 'none', state: 'invited' })).toEqual(['100% Müll']);
    expect(await names(room, { role: 'chair' })).toEqual(['c@example.net']);
    const { matching, total } = await room.roster.page(OPERATOR, room.event, query({ search: 'mull', limit: 1 }));
    expect([matching, total]).toEqual([2, 3]);
  });

  it('changes fields on the revision that was seen, and refuses another', async () => {
    const room = await openPeopleRoom(open);
    const added = await room.invite('a@example.org');
    const changed = await room.roster.change(of(room, added), 1, { name: 'Officer', tags: ['X'] });
    expect([changed.name, changed.tags, changed.revision]).toEqual(['Officer', ['X'], 2]);
    const stale = room.roster.change(of(room, added), 1, { name: 'Other' });
    await expect(stale).rejects.toMatchObject({ code: 'revision-stale', details: { extra: { revision: 2 } } });
    const nowhere = room.roster.change(of(room, added), 2, { organisationId: crypto.randomUUID() });
    await expect(nowhere).rejects.toMatchObject({
      code: 'bad-input',
      details: { errors: [{ path: 'organisationId', message: 'There is no organisation of this id here.' }] },
    });
    expect((await room.roster.get(of(room, added))).name).toBe('Officer');
  });

  it('takes no organisation of another event', async () => {
    const room = await openPeopleRoom(open);
    const foreign = await room.organisations.add(OPERATOR, room.elsewhere, organisation('Elsewhere'));
    await expect(room.invite('a@example.org', { organisationId: foreign.id })).rejects.toMatchObject({
      code: 'bad-input',
    });
    const change = { actor: OPERATOR, event: room.event, id: foreign.id, revision: 1 };
    await expect(room.organisations.change(change, { name: 'Ours' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('gives roles by day and room, and names the path of a day that there is not', async () => {
    const room = await openPeopleRoom(open);
    const added = await room.invite('a@example.org');
    const roles = [
      { role: 'rapporteur' as const, day: null, room: 'North' },
      { role: 'chair' as const, day: 2, room: null },
    ];
    const given = await room.roster.setRoles(of(room, added), 1, [...roles, ...roles]);
    expect([given.roles, given.revision]).toEqual([
      [
        { role: 'chair', day: 2, room: null },
        { role: 'rapporteur', day: null, room: 'North' },
      ],
      2,
    ]);
    const absent = room.roster.setRoles(of(room, added), 2, [{ role: 'chair', day: 7, room: null }]);
    await expect(absent).rejects.toMatchObject({
      code: 'bad-input',
      details: { errors: [{ path: 'roles.0.day', message: 'The event has no day 7: its days are 1, 2, 3.' }] },
    });
    expect((await room.roster.setRoles(of(room, added), 2, [])).roles).toEqual([]);
  });

  it('leaves who is appointed to what they are already, and writes nothing down', async () => {
    const room = await openPeopleRoom(open);
    const organiser = [{ role: 'organiser' as const }];
    const first = await room.appoint('lead@example.org', [...organiser, { role: 'chair', day: 1 }]);
    const [written, told] = [await room.log(), room.announced.length];
    expect(await room.appoint('LEAD@example.org', organiser)).toEqual(first);
    expect([await room.log(), room.announced.length]).toEqual([written, told]);
    expect(await room.appoint('lead@example.org', [{ role: 'helpdesk' }])).toMatchObject({
      revision: first.revision + 1,
      roles: [...first.roles, { role: 'helpdesk' }],
    });
    await room.roster.remove(of(room, await room.appoint('gone@example.org', organiser)));
    expect(await room.appoint('gone@example.org', organiser)).toMatchObject({ state: 'registered' });
  });

  it('keeps the last registered organiser, whoever asks and however', async () => {
    const room = await openPeopleRoom(open);
    const last = await room.appoint('lead@example.org', [{ role: 'organiser' }]);
    await room.invite('next@example.org');
    const lead = await room.actorFor('lead@example.org');
    const refused = { code: 'last-organiser' };
    for (const actor of [OPERATOR, lead]) {
      await expect(room.roster.remove(of(room, last, actor))).rejects.toMatchObject(refused);
      await expect(room.roster.setRoles(of(room, last, actor), last.revision, [])).rejects.toMatchObject(refused);
      await expect(room.erasure.erase(of(room, last, actor))).rejects.toMatchObject(refused);
      const remove = [{ role: 'organiser' as const, day: null, room: null }];
      const taken = room.bulk.grant(actor, room.event, { ids: [last.id], add: [], remove });
      await expect(taken).rejects.toMatchObject(refused);
    }
    await expect(room.own.withdraw(lead, room.event)).rejects.toMatchObject(refused);
    await expect(room.erasure.eraseOwn(lead, room.event)).rejects.toMatchObject(refused);
    expect(await room.roster.get(of(room, last))).toEqual(last);

    await room.appoint('other@example.org', [{ role: 'organiser' }]);
    expect((await room.own.withdraw(lead, room.event)).state).toBe('declined');
  });

  it('removes somebody with roles and calendar, signs them out, and takes them back without', async () => {
    const room = await openPeopleRoom(open);
    const added = await room.appoint('a@example.org', [{ role: 'chair', day: 1 }]);
    const actor = await room.actorFor('a@example.org');
    if (actor.kind !== 'person') throw new Error('not a person');
    await room.calendarTokens.make(actor, room.event);
    const removed = await room.roster.remove(of(room, added));
    expect([removed.state, removed.roles]).toEqual(['removed', []]);
    expect(await room.database.db.selectFrom('people_calendar_token').selectAll().execute()).toEqual([]);
    expect(room.announced).toContainEqual({ kind: 'sign-in-ended', personId: actor.personId, signInId: null });
    await expect(room.roster.remove(of(room, added))).rejects.toMatchObject({ code: 'state-not-right' });
    const back = await room.invite('a@example.org', { name: 'Again' });
    expect([back.id, back.state, back.roles, back.name]).toEqual([added.id, 'invited', [], 'Again']);
  });

  it('leaves the sign-ins of somebody whom another event knows', async () => {
    const room = await openPeopleRoom(open);
    const added = await room.appoint('a@example.org');
    await room.appoint('a@example.org', [], room.elsewhere);
    room.announced.length = 0;
    await room.roster.remove(of(room, added));
    expect(room.announced.map(({ kind }) => kind)).toEqual(['participant-changed']);
  });

  it('lets a program edit people, but neither organisers nor roles', async () => {
    const room = await openPeopleRoom(open);
    const lead = await room.appoint('lead@example.org', [{ role: 'organiser' }]);
    await room.appoint('other@example.org', [{ role: 'organiser' }]);
    const chair = await room.appoint('chair@example.org', [{ role: 'chair', day: 1 }]);
    const program = key(room);
    const refused = { code: 'forbidden' };
    await expect(room.roster.change(of(room, lead, program), lead.revision, { name: 'X' })).rejects.toMatchObject(
      refused,
    );
    await expect(room.roster.remove(of(room, lead, program))).rejects.toMatchObject(refused);
    await expect(room.erasure.erase(of(room, lead, program))).rejects.toMatchObject(refused);
    await expect(room.roster.setRoles(of(room, chair, program), chair.revision, [])).rejects.toMatchObject(refused);
    const grant = { ids: [chair.id], add: [], remove: [] };
    await expect(room.bulk.grant(program, room.event, grant)).rejects.toMatchObject(refused);
    expect((await room.roster.change(of(room, chair, program), chair.revision, { name: 'X' })).name).toBe('X');
    expect((await room.roster.remove(of(room, chair, program))).state).toBe('removed');
  });

  it('invites many, tells whom not and why, and asks nobody twice unless told to', async () => {
    const room = await openPeopleRoom(open);
    const fresh = await room.invite('fresh@example.org');
    await room.invite('asked@example.org', { invite: true });
    const inside = await room.appoint('inside@example.org');
    const absent = crypto.randomUUID();
    const ids = [fresh.id, inside.id, absent, fresh.id];
    expect(await room.bulk.invite(OPERATOR, room.event, { ids, again: true })).toEqual({
      invited: 1,
      skipped: [
        { id: absent, reason: 'not-here' },
        { id: inside.id, reason: 'registered' },
      ],
    });
    const rest = await room.bulk.invite(OPERATOR, room.event, { state: 'invited', again: false });
    expect([rest.invited, rest.skipped.map(({ reason }) => reason)]).toEqual([
      0,
      ['invited-already', 'invited-already'],
    ]);
    expect(await room.mails()).toEqual([
      'asked@example.org: Your invitation: The meeting',
      'fresh@example.org: Your invitation: The meeting',
    ]);
  });

  it('tells of many changes once', async () => {
    const room = await openPeopleRoom(open);
    const ids: string[] = [];
    for (let place = 0; place < 101; place += 1) ids.push((await room.invite(`p${place}@example.org`)).id);
    const add = [{ role: 'helpdesk' as const, day: null, room: null }];
    room.announced.length = 0;
    await room.bulk.grant(OPERATOR, room.event, { ids, add, remove: [] });
    expect(room.announced).toEqual([{ kind: 'participants-changed', eventId: room.event.id }]);
    await room.bulk.grant(OPERATOR, room.event, { ids: ids.slice(0, 2), add: [], remove: add });
    expect(room.announced.slice(1).map(({ kind }) => kind)).toEqual(['participant-changed', 'participant-changed']);
  });

  it('gives many a role, or nobody where one of them is not here', async () => {
    const room = await openPeopleRoom(open);
    const one = await room.invite('one@example.org');
    const two = await room.appoint('two@example.org', [{ role: 'helpdesk' }]);
    const add = [{ role: 'helpdesk' as const, day: null, room: null }];
    const absent = room.bulk.grant(OPERATOR, room.event, { ids: [one.id, crypto.randomUUID()], add, remove: [] });
    await expect(absent).rejects.toMatchObject({ code: 'bad-input', details: { errors: [{ path: 'ids.1' }] } });
    expect(await names(room, { role: 'helpdesk' })).toEqual(['two@example.org']);
    const ids = [one.id, two.id];
    expect(await room.bulk.grant(OPERATOR, room.event, { ids, add, remove: [] })).toEqual({ changed: 1 });
    expect(await names(room, { role: 'helpdesk' })).toEqual(['one@example.org', 'two@example.org']);
    expect(await room.bulk.grant(OPERATOR, room.event, { ids, add: [], remove: add })).toEqual({ changed: 2 });
  });

  it('keeps organisations apart by name and domain, counts their people, and removes empty ones', async () => {
    const room = await openPeopleRoom(open);
    const port = await room.organisations.add(
      OPERATOR,
      room.event,
      organisation('Pört', { domains: ['port.example'] }),
    );
    const twice = room.organisations.add(OPERATOR, room.event, organisation('PORT'));
    await expect(twice).rejects.toMatchObject({ code: 'organisation-taken' });
    const domain = room.organisations.add(OPERATOR, room.event, organisation('Other', { domains: ['port.example'] }));
    await expect(domain).rejects.toMatchObject({ code: 'bad-input', details: { errors: [{ path: 'domains.0' }] } });
    await room.invite('a@example.org', { organisationId: port.id });
    const [listed] = await room.organisations.list(OPERATOR, room.event);
    expect([listed?.name, listed?.counts.invited]).toEqual(['Pört', 1]);
    const at = { actor: OPERATOR, event: room.event, id: port.id };
    await expect(room.organisations.remove({ ...at, revision: 1 })).rejects.toMatchObject({
      code: 'organisation-in-use',
    });
    expect((await room.organisations.change({ ...at, revision: 1 }, { quota: 2 })).revision).toBe(2);
    const stale = room.organisations.change({ ...at, revision: 1 }, { quota: 3 });
    await expect(stale).rejects.toMatchObject({ code: 'revision-stale' });
    const [person] = (await room.roster.page(OPERATOR, room.event, query())).people;
    await room.roster.change(of(room, person ?? { id: '' }), 1, { organisationId: null });
    await room.organisations.remove({ ...at, revision: 2 });
    expect(await room.organisations.list(OPERATOR, room.event)).toEqual([]);
  });
});
