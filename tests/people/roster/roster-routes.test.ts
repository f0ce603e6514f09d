import { beforeEach, expect, it } from 'vitest';
import { newId } from '../../../kernel/random.ts';
import { instant } from '../../../kernel/time.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { insertParticipants } from '../../../people/roster/participant-saving-store.ts';
import { findParticipant } from '../../../people/roster/participant-store.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { addParticipant, makeEvent, type SignedInBrowser, signIn, signInAs } from '../../server/signed-in.ts';

const TIMES = { opensAt: '2021-01-01T00:00:00Z', closesAt: null, places: null, waitingList: true, consents: [] };

eachEngine('people over HTTP', (open) => {
  let served: ServedApp;
  let database: TestDatabase;
  let event: EventRef;
  let lead: SignedInBrowser;

  beforeEach(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
    lead = await signInAs(served, database, event, { email: 'lead@example.org', roles: [{ role: 'organiser' }] });
    return () => served.app.close();
  });

  type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  async function call(by: SignedInBrowser, method: Method, path: string, payload?: object, revision?: number) {
    const headers = { ...by.headers, ...(revision === undefined ? {} : { 'if-match': `"${revision}"` }) };
    const url = `/api/events/meeting${path}`;
    const response = await served.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    const body = response.body === '' ? null : response.json();
    return { status: response.statusCode, headers: response.headers, body };
  }

  it('goes from an address to somebody registered who withdraws, and asks for the revision at each change', async () => {
    expect((await call(lead, 'PUT', '/registration/settings', TIMES, 0)).headers.etag).toBe('"1"');
    const added = await call(lead, 'POST', '/people', { email: 'a@example.org', name: 'Officer', invite: true });
    expect([added.status, added.headers.etag]).toEqual([201, '"1"']);
    expect(added.headers.location).toBe(`/api/events/meeting/people/${added.body.id}`);
    const one = `/people/${added.body.id}`;
    expect((await call(lead, 'PATCH', one, { name: 'X' })).status).toBe(428);
    expect((await call(lead, 'PATCH', one, { name: 'X' }, 9)).body).toMatchObject({ status: 412, revision: 1 });
    expect((await call(lead, 'PATCH', one, { name: 'X' }, 1)).headers.etag).toBe('"2"');
    const given = await call(lead, 'PUT', `${one}/roles`, { roles: [{ role: 'chair', day: 5 }] }, 2);
    expect(given.body.roles).toEqual([{ role: 'chair', day: 5, room: null }]);
    expect((await call(lead, 'PUT', `${one}/roles`, { roles: [{ role: 'chair', day: 6 }] }, 3)).body).toMatchObject({
      code: 'bad-input',
      errors: [{ path: 'roles.0.day' }],
    });
    const own = await signIn(served, 'a@example.org', event);
    expect((await call(own, 'GET', '/registration')).body.mine.state).toBe('invited');
    const registered = await call(own, 'POST', '/registration', { name: 'Me', consents: [] });
    expect([registered.status, registered.body.mine.state]).toEqual([200, 'registered']);
    const me = await call(own, 'GET', '/me');
    expect([me.headers.etag, me.body.name]).toEqual(['"4"', 'Me']);
    expect((await call(own, 'PATCH', '/me', { timeZone: 'Asia/Tokyo' }, 4)).body.timeZone).toBe('Asia/Tokyo');
    expect((await call(own, 'PATCH', '/me', { timeZone: null }, 4)).status).toBe(412);
    const data = await call(own, 'GET', '/me/data');
    expect(data.headers['content-disposition']).toBe('attachment; filename="meeting-my-data.json"');
    expect((await call(own, 'POST', '/me/withdrawal')).body.state).toBe('declined');
    expect((await call(own, 'POST', '/me/erasure', {})).status).toBe(422);
    const erased = await call(own, 'POST', '/me/erasure', { confirm: true });
    // Nothing is left that the browser's cookie could stand for.
    const forgotten = 'plenum_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax';
    expect([erased.status, erased.headers['set-cookie']]).toEqual([204, forgotten]);
    expect((await call(own, 'GET', '/me')).status).toBe(401);
  });

  it('leaves who has their data erased in one event signed in to the other', async () => {
    const own = await signInAs(served, database, event, { email: 'own@example.org' });
    const other = await makeEvent(served, 'other');
    await addParticipant(database, other, { email: 'own@example.org' });
    const erased = await call(own, 'POST', '/me/erasure', { confirm: true });
    expect([erased.status, erased.headers['set-cookie']]).toEqual([204, undefined]);
  });

  it('counts those who wait for approval, beside those who wait for a place', async () => {
    for (const n of [1, 2]) await addParticipant(database, event, { email: `a${n}@example.org`, state: 'waiting' });
    const { participantId } = await addParticipant(database, event, { email: 'p@example.org', state: 'waiting' });
    const place = { waiting_for: 'place' } as const;
    await database.db.updateTable('people_participant').set(place).where('id', '=', participantId).execute();
    const { body } = await call(lead, 'GET', '/people?waitingFor=approval&limit=1');
    expect([body.people.length, body.matching, body.states.waiting]).toEqual([1, 2, 3]);
    expect((await call(lead, 'GET', '/people?waitingFor=place')).body.people).toMatchObject([{ id: participantId }]);
    expect((await call(lead, 'GET', '/people?waitingFor=tea')).status).toBe(422);
  });

  it('takes no roles, state, person or event along with other fields, from anybody', async () => {
    const own = await signInAs(served, database, event, { email: 'own@example.org' });
    await call(lead, 'PUT', '/registration/settings', TIMES, 0);
    const sneaked = [
      { roles: [{ role: 'organiser' }] },
      { role: 'organiser' },
      { state: 'registered' },
      { personId: newId() },
      { eventId: event.id },
      { revision: 7 },
      { wishes: {} },
    ];
    const one = `/people/${own.participantId}`;
    for (const extra of sneaked) {
      const [name] = Object.keys(extra);
      const path = expect.objectContaining({ path: name });
      const refused = { code: 'bad-input', errors: expect.arrayContaining([path]) };
      expect((await call(own, 'PATCH', '/me', { name: 'X', ...extra }, 1)).body).toMatchObject(refused);
      const answer = { name: 'X', consents: [], ...extra };
      expect((await call(own, 'POST', '/registration', answer)).body).toMatchObject(refused);
      expect((await call(lead, 'PATCH', one, { name: 'X', ...extra }, 1)).body).toMatchObject(refused);
      const fresh = { email: 'new@example.org', name: 'X', ...extra };
      expect((await call(lead, 'POST', '/people', fresh)).body).toMatchObject(refused);
      expect((await call(lead, 'POST', '/organisations', { name: 'X', ...extra })).body).toMatchObject(refused);
    }
    expect((await call(own, 'PATCH', '/me', { email: 'x@example.org' }, 1)).status).toBe(422);
    expect((await call(own, 'PATCH', '/me', { organisationId: null }, 1)).status).toBe(422);
    expect((await call(lead, 'GET', '/people')).body.total).toBe(2);
    expect((await call(own, 'GET', '/me')).body).toMatchObject({ roles: [], revision: 1 });
  });

  it('answers ids that there cannot be as people that there are not', async () => {
    for (const id of ['x', '%00', newId(), 'me', '..%2f..']) {
      expect((await call(lead, 'GET', `/people/${id}`)).status).toBe(404);
      expect((await call(lead, 'PATCH', `/people/${id}`, { name: 'X' }, 1)).status).toBe(404);
      expect((await call(lead, 'DELETE', `/organisations/${id}`, undefined, 1)).status).toBe(404);
    }
    expect((await call(lead, 'GET', '/people?search=%00')).status).toBe(422);
    expect((await call(lead, 'GET', '/people?organisation=x&limit=0')).status).toBe(422);
  });

  it('lists ten thousand people part by part, nobody twice', async () => {
    const of = await findParticipant(database.db, event.id, (await call(lead, 'GET', '/people')).body.people[0].id);
    if (!of) throw new Error('nobody');
    const many = Array.from({ length: 10_000 }, (_, place) => ({
      ...of,
      id: newId<typeof of.id>(),
      person: null,
      name: `Officer ${place}`,
      createdAt: instant(0),
    }));
    await insertParticipants(database.db, many);
    const seen = new Set<string>();
    let after = '';
    for (let page = 0; page < 5; page += 1) {
      const { body } = await call(lead, 'GET', `/people?limit=200&search=officer&after=${after}`);
      expect([body.people.length, body.matching, body.total]).toEqual([200, 10_000, 10_001]);
      for (const { id } of body.people) seen.add(id);
      after = body.next;
    }
    expect(seen.size).toBe(1000);
  });
});
