import { expect, it } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { newOrganisation, registrationAnswer, registrationFields } from '../../../people/schema.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom, stranger } from '../people-room.ts';

const OPEN = {
  opensAt: '2026-03-01T08:00:00+01:00',
  closesAt: '2026-03-08T08:00:00+01:00',
  places: null,
  waitingList: true,
  consents: [],
};
const RULE = { key: 'rule', title: 'The rule', text: 'What is said stays.', required: true };
const PHOTO = { key: 'photo', title: 'Photographs', text: 'There may be some.', required: false };

eachEngine('registration', (open) => {
  async function set(room: PeopleRoom, more: Record<string, unknown> = {}) {
    const { revision } = await room.registration.settings(OPERATOR, room.event);
    const fields = registrationFields.parse({ ...OPEN, ...more });
    return await room.registration.set(OPERATOR, room.event, revision, fields);
  }

  const organisation = (room: PeopleRoom, name: string, more: Record<string, unknown> = {}) =>
    room.organisations.add(OPERATOR, room.event, newOrganisation.parse({ name, ...more }));

  const register = (room: PeopleRoom, actor: Actor, more: Record<string, unknown> = {}, event = room.event) =>
    room.registration.register(actor, event, registrationAnswer.parse({ name: 'Officer', consents: [], ...more }));

  /** Invites and registers somebody; a millisecond goes by. */
  async function registerInvited(room: PeopleRoom, email: string, more: Record<string, unknown> = {}) {
    await room.invite(email, more);
    room.clock.advance(1);
    return (await register(room, await room.actorFor(email), { name: email })).mine;
  }

  const stateOf = async (room: PeopleRoom, email: string) =>
    (await room.registration.view(await room.actorFor(email), room.event)).mine?.state;

  it('says that nothing is set, that it is not open, open, and closed', async () => {
    const room = await openPeopleRoom(open);
    await room.invite('a@example.org');
    const actor = await room.actorFor('a@example.org');
    const refusal = async () => {
      const error = await register(room, actor).then(
        () => null,
        (thrown: { code: string; message: string }) => thrown,
      );
      const { phase } = await room.registration.view(actor, room.event);
      return [phase, error?.code ?? null, error?.message ?? null];
    };
    const code = 'registration-not-open';
    const unset = 'Registration is not open yet, and it is not set when it will be.';
    expect(await refusal()).toEqual(['not-set', code, unset]);
    await set(room, { opensAt: null });
    expect((await refusal())[0]).toBe('not-set');
    await set(room, { opensAt: '2026-03-02T10:00:01+01:00' });
    const opens = 'Registration opens on 2026-03-02 at 10:00 (Europe/Zurich).';
    expect(await refusal()).toEqual(['not-open', code, opens]);
    room.clock.advance(1000);
    expect(await refusal()).toEqual(['open', null, null]);
    await room.invite('b@example.org');
    room.clock.set('2026-03-08T07:00:00Z');
    const late = register(room, await room.actorFor('b@example.org'));
    await expect(late).rejects.toMatchObject({
      code,
      message: 'Registration closed on 2026-03-08 at 08:00 (Europe/Zurich).',
    });
  });

  it('registers who was invited, and mails it', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    const invited = await room.invite('a@example.org');
    const actor = await room.actorFor('a@example.org');
    expect((await room.registration.view(actor, room.event)).mine?.state).toBe('invited');
    const view = await register(room, actor, { name: 'Analyst', tags: ['Risk'], timeZone: 'Europe/Tallinn' });
    expect(view.mine).toEqual({
      email: 'a@example.org',
      state: 'registered',
      waitingFor: null,
      placeInLine: null,
      name: 'Analyst',
      organisation: null,
      tags: ['Risk'],
      timeZone: 'Europe/Tallinn',
    });
    expect(await room.mails()).toEqual(['a@example.org: You are registered: The meeting']);
    expect((await room.log()).at(-1)).toBe(`participant:${invited.id} registered participant:${invited.id}`);
  });

  it('turns away strangers, and shows them nothing of their own', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    const actor = await stranger(room, 'x@example.net');
    expect((await room.registration.view(actor, room.event)).mine).toBeNull();
    await expect(register(room, actor)).rejects.toMatchObject({ code: 'not-invited' });
    expect((await room.roster.page(OPERATOR, room.event, { limit: 5 })).total).toBe(0);
  });

  it('hides a private event from who has nothing to do with it', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    await organisation(room, 'Port', { domains: ['port.example'] });
    const hidden: EventRef = { ...room.event, isPublic: false };
    const actor = await stranger(room, 'x@example.net');
    await expect(room.registration.view(actor, hidden)).rejects.toMatchObject({ code: 'not-found' });
    await expect(register(room, actor, {}, hidden)).rejects.toMatchObject({ code: 'not-found' });
    const docker = await stranger(room, 'docker@port.example');
    expect((await room.registration.view(docker, hidden)).mine?.organisation).toBe('Port');
    const removed = await room.appoint('gone@example.org');
    const gone = await room.actorFor('gone@example.org');
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: removed.id });
    await expect(room.registration.view({ ...gone, standings: [] } as Actor, hidden)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('registers by the domain of an organisation, at once or after approval', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    await organisation(room, 'Port', { domains: ['port.example'] });
    await organisation(room, 'Air', { domains: ['air.example'], needsApproval: true });
    const docker = await stranger(room, 'docker@port.example');
    expect((await room.registration.view(docker, room.event)).mine).toMatchObject({
      state: null,
      organisation: 'Port',
    });
    expect((await register(room, docker)).mine).toMatchObject({ state: 'registered', organisation: 'Port' });
    const under = await stranger(room, 'docker@sub.port.example');
    await expect(register(room, under)).rejects.toMatchObject({ code: 'not-invited' });

    const pilot = await stranger(room, 'pilot@air.example');
    expect((await register(room, pilot)).mine).toMatchObject({ state: 'waiting', waitingFor: 'approval' });
    const [waiting] = (await room.roster.page(OPERATOR, room.event, { limit: 5, state: 'waiting' })).people;
    const of = { actor: OPERATOR, event: room.event, id: waiting?.id ?? '' };
    expect((await room.roster.approve(of)).state).toBe('registered');
    await expect(room.roster.approve(of)).rejects.toMatchObject({ code: 'state-not-right' });
    expect(await room.mails()).toEqual([
      'docker@port.example: You are registered: The meeting',
      'pilot@air.example: Your registration waits for approval: The meeting',
      'pilot@air.example: Your registration is approved: The meeting',
    ]);
  });

  it('lets nobody round the approval by withdrawing and coming back', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    await organisation(room, 'Air', { domains: ['air.example'], needsApproval: true });
    await register(room, await stranger(room, 'pilot@air.example'));
    await room.own.withdraw(await room.actorFor('pilot@air.example'), room.event);
    const again = await register(room, await room.actorFor('pilot@air.example'));
    expect(again.mine).toMatchObject({ state: 'waiting', waitingFor: 'approval' });
  });

  it('lets who declined come back, without the roles they had', async () => {
    const room = await openPeopleRoom(open);
    await set(room);
    const invited = await room.invite('a@example.org');
    const organiser = [{ role: 'organiser' as const, day: null, room: null }];
    await room.appoint('lead@example.org', [{ role: 'organiser' }]);
    await room.roster.setRoles({ actor: OPERATOR, event: room.event, id: invited.id }, 1, organiser);
    const declined = await room.own.withdraw(await room.actorFor('a@example.org'), room.event);
    expect(declined.state).toBe('declined');
    const twice = room.own.withdraw(await room.actorFor('a@example.org'), room.event);
    await expect(twice).rejects.toMatchObject({ code: 'state-not-right' });
    expect((await register(room, await room.actorFor('a@example.org'))).mine?.state).toBe('registered');
    expect((await room.own.get(await room.actorFor('a@example.org'), room.event)).roles).toEqual([]);
  });

  it('asks for the consents that one must give, to the words as they are now', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { consents: [RULE, PHOTO] });
    await room.invite('a@example.org');
    const actor = await room.actorFor('a@example.org');
    const missing = { code: 'consent-missing', message: 'To register you have to agree to "The rule".' };
    await expect(register(room, actor)).rejects.toMatchObject(missing);
    const no = { consents: [{ key: 'rule', version: 1, given: false }] };
    await expect(register(room, actor, no)).rejects.toMatchObject(missing);
    const unknown = { consents: [{ key: 'other', version: 1, given: true }] };
    await expect(register(room, actor, unknown)).rejects.toMatchObject({ code: 'bad-input' });

    const changed = await set(room, { consents: [{ ...RULE, text: 'What is said stays here.' }, PHOTO] });
    expect(changed.consents.map(({ key, version }) => [key, version])).toEqual([
      ['rule', 2],
      ['photo', 1],
    ]);
    const yes = (version: number) => ({ consents: [{ key: 'rule', version, given: true }] });
    await expect(register(room, actor, yes(1))).rejects.toMatchObject({
      code: 'consent-missing',
      details: { errors: [{ path: 'consents.0.version', message: '"The rule" is at version 2 now.' }] },
    });
    expect((await register(room, actor, yes(2))).mine?.state).toBe('registered');

    room.clock.set('2026-03-09T09:00:00Z');
    const photo = [...yes(2).consents, { key: 'photo', version: 1, given: true }];
    await register(room, await room.actorFor('a@example.org'), { consents: photo });
    const own = await room.own.get(await room.actorFor('a@example.org'), room.event);
    expect(own.consents).toEqual([
      { key: 'photo', title: 'Photographs', version: 1, given: true, at: '2026-03-09T09:00:00+00:00' },
      { key: 'rule', title: 'The rule', version: 2, given: true, at: '2026-03-02T09:00:00+00:00' },
    ]);
  });

  it('never gives the version of other words again, also after a text was taken out', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { consents: [RULE] });
    expect((await set(room)).consents).toEqual([]);
    const back = await set(room, { consents: [{ ...RULE, text: 'Other words.' }] });
    expect(back.consents).toEqual([{ ...RULE, text: 'Other words.', version: 2 }]);
    expect((await set(room, { consents: [{ ...RULE, text: 'Other words.', required: false }] })).consents).toEqual([
      { ...RULE, text: 'Other words.', required: false, version: 2 },
    ]);
  });

  it('keeps two who set it at once apart by revision', async () => {
    const room = await openPeopleRoom(open);
    const fields = registrationFields.parse(OPEN);
    expect((await room.registration.set(OPERATOR, room.event, 0, fields)).revision).toBe(1);
    await expect(room.registration.set(OPERATOR, room.event, 0, fields)).rejects.toMatchObject({
      code: 'revision-stale',
      details: { extra: { revision: 1 } },
    });
  });

  it('puts those who come too late in line, and fills each place that becomes free in order', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 1 });
    expect((await registerInvited(room, 'first@example.org'))?.state).toBe('registered');
    const emails = ['second', 'third', 'fourth', 'fifth', 'sixth'].map((name) => `${name}@example.org`);
    const lines = [];
    for (const email of emails) lines.push((await registerInvited(room, email))?.placeInLine);
    expect(lines).toEqual([1, 2, 3, 4, 5]);
    const states = async () => {
      const all = [];
      for (const email of emails) all.push(await stateOf(room, email));
      return all.map((state) => (state === 'registered' ? 1 : 0)).join('');
    };
    expect(await states()).toBe('00000');
    await room.own.withdraw(await room.actorFor('first@example.org'), room.event);
    expect(await states()).toBe('10000');
    const second = (await room.own.get(await room.actorFor('second@example.org'), room.event)).id;
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: second });
    expect(await states()).toBe('01000');
    await room.erasure.eraseOwn(await room.actorFor('third@example.org'), room.event);
    expect(await stateOf(room, 'fourth@example.org')).toBe('registered');
    expect(await stateOf(room, 'fifth@example.org')).toBe('waiting');
    await set(room, { places: 2 });
    expect(await stateOf(room, 'fifth@example.org')).toBe('registered');
    expect(await stateOf(room, 'sixth@example.org')).toBe('waiting');
    expect((await room.mails()).filter((mail) => mail.includes('place now'))).toEqual([
      'fifth@example.org: You have a place now: The meeting',
      'fourth@example.org: You have a place now: The meeting',
      'second@example.org: You have a place now: The meeting',
    ]);
    expect((await room.log()).filter((entry) => entry.includes(' promoted '))).toHaveLength(4);
  });

  it('holds an organisation to its quota, and lets nobody of another wait for it', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 3 });
    const port = await organisation(room, 'Port', { quota: 1 });
    const ofPort = { organisationId: port.id };
    await registerInvited(room, 'a@example.org', ofPort);
    expect((await registerInvited(room, 'b@example.org', ofPort))?.state).toBe('waiting');
    const { placesLeft } = await room.registration.view(await room.actorFor('b@example.org'), room.event);
    expect(placesLeft).toBe('waiting-list');
    expect((await registerInvited(room, 'c@example.org'))?.state).toBe('registered');
    const moved = { actor: OPERATOR, event: room.event, id: (await ownOf(room, 'c@example.org')).id };
    const full = room.roster.change(moved, (await ownOf(room, 'c@example.org')).revision, ofPort);
    await expect(full).rejects.toMatchObject({ code: 'event-full' });
    await room.organisations.change({ actor: OPERATOR, event: room.event, id: port.id, revision: 1 }, { quota: 2 });
    expect(await stateOf(room, 'b@example.org')).toBe('registered');
  });

  const ownOf = async (room: PeopleRoom, email: string) => room.own.get(await room.actorFor(email), room.event);

  it('turns away who comes too late where there is no waiting list, staff too', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 0, waitingList: false });
    const chair = await room.invite('chair@example.org');
    const roles = [{ role: 'chair' as const, day: 1, room: null }];
    await room.roster.setRoles({ actor: OPERATOR, event: room.event, id: chair.id }, 1, roles);
    const actor = await room.actorFor('chair@example.org');
    await expect(register(room, actor)).rejects.toMatchObject({ code: 'event-full' });
    expect(await stateOf(room, 'chair@example.org')).toBe('invited');
  });

  it('lets who is approved wait for a place when there is none', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 0 });
    await organisation(room, 'Air', { domains: ['air.example'], needsApproval: true });
    await register(room, await stranger(room, 'pilot@air.example'));
    const { id } = await ownOf(room, 'pilot@air.example');
    const approved = await room.roster.approve({ actor: OPERATOR, event: room.event, id });
    expect([approved.state, approved.waitingFor]).toEqual(['waiting', 'place']);
    await set(room, { places: 1 });
    expect(await stateOf(room, 'pilot@air.example')).toBe('registered');
  });

  it('promotes nobody into an event that is over', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 1 });
    await registerInvited(room, 'a@example.org');
    await registerInvited(room, 'b@example.org');
    room.clock.set('2026-03-11T14:00:00Z');
    await room.own.withdraw(await room.actorFor('a@example.org'), room.event);
    expect(await stateOf(room, 'b@example.org')).toBe('waiting');
  });

  it('gives the last place to exactly one of many who come at once', async () => {
    const room = await openPeopleRoom(open);
    await set(room, { places: 3 });
    const actors: Actor[] = [];
    for (let place = 0; place < 8; place += 1) {
      await room.invite(`p${place}@example.org`);
      actors.push(await room.actorFor(`p${place}@example.org`));
    }
    const views = await Promise.all(actors.map((actor) => register(room, actor)));
    const states = views.map(({ mine }) => mine?.state).sort();
    expect(states).toEqual([...Array(3).fill('registered'), ...Array(5).fill('waiting')]);
    const { states: stored } = await room.roster.page(OPERATOR, room.event, { limit: 1 });
    expect([stored.registered, stored.waiting]).toEqual([3, 5]);
    const line = await Promise.all(actors.map((actor) => room.registration.view(actor, room.event)));
    expect(line.flatMap(({ mine }) => mine?.placeInLine ?? []).sort()).toEqual([1, 2, 3, 4, 5]);
  });
});
