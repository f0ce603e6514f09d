import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { RoundContent } from '../../../breakouts/schema.ts';
import type { DealingsView, DealingView, StaffRoundsView } from '../../../breakouts/view.ts';
import { newId } from '../../../kernel/random.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { addParticipant, makeEvent } from '../../server/signed-in.ts';

/** Four rounds in six rooms of six: there is no arrangement in which nobody meets twice, and so no search ends early. */
const PEOPLE = 36;
const ROUNDS = [0, 1, 2, 3];

eachEngine('dealings over HTTP', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let rounds: string[];
  let people: string[];

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'dealt');
    people = [];
    for (let at = 0; at < PEOPLE; at += 1)
      people.push((await addParticipant(database, event, { email: `p${at}@example.org` })).participantId);
    return () => served.app.close();
  });

  const ask = async <T = { code: string }>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
  ) => {
    const url = `/api/events/dealt/breakouts/${path}`;
    const headers = { authorization: served.authorization, 'if-match': '"1"' };
    const { statusCode, body } = await served.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: statusCode, body: (body === '' ? null : JSON.parse(body)) as T };
  };
  const begin = async (effort: number) => {
    const { status, body } = await ask<DealingView>('POST', 'dealings', { rounds, effort, name: 'First' });
    expect([status, body.state]).toEqual([202, 'running']);
    return body;
  };
  const until = async (id: string, isSo: (view: DealingView) => boolean): Promise<DealingView> => {
    for (;;) {
      const { body } = await ask<DealingView>('GET', `dealings/${id}`);
      if (isSo(body)) return body;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const done = async () => until((await begin(0.1)).id, ({ state }) => state !== 'running');
  const sets = async () => {
    const { body } = await ask<StaffRoundsView>('GET', 'staff');
    return body.rounds.map(({ state, sets: of, unplaced }) => [state, of.length, unplaced]);
  };
  /** Round, room and person of each place in use. */
  const placesInUse = async () => {
    const places = database.db.selectFrom('breakout_place as place');
    const inUse = places.innerJoin('breakout_round as round', 'round.set_id', 'place.set_id');
    const rows = await inUse.select(['round.id', 'place.room_id', 'place.participant_id']).execute();
    return rows.map(({ id, room_id, participant_id }) => `${id} ${room_id} ${participant_id}`);
  };
  const NOTHING = ROUNDS.map(() => ['planned', 0, PEOPLE]);

  const contentOn = async (at: number): Promise<Pick<RoundContent, 'entry'> & { rooms: object[] }> => {
    const session = (await served.services.agenda.breakoutsOf(database.db, event.id))[at];
    const rooms = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => ({ id: newId(), name }));
    return { entry: { id: session?.id ?? '', day: session?.dayId ?? '' }, rooms };
  };

  beforeEach(async () => {
    await database.db.deleteFrom('breakout_dealing').execute();
    await database.db.deleteFrom('breakout_round').execute();
    rounds = [];
    for (const at of ROUNDS) {
      const { status, body } = await ask<{ id: string }>('POST', 'rounds', await contentOn(at));
      expect(status).toBe(201);
      rounds.push(body.id);
    }
  });

  it('are stopped with the best so far, which all rounds take over, once', async () => {
    const { id } = await begin(120);
    expect((await ask('POST', 'dealings', { rounds })).body.code).toBe('state-not-right');
    expect((await ask('DELETE', `dealings/${id}`)).body.code).toBe('state-not-right');
    const going = await until(id, ({ figures }) => figures !== null);
    expect([going.state, going.progress < 1]).toEqual(['running', true]);
    const stopped = await ask<DealingView>('POST', `dealings/${id}/stop`);
    expect([stopped.status, stopped.body.state, stopped.body.progress < 1]).toEqual([200, 'stopped', true]);
    expect(stopped.body.figures?.distinctMet).toBeGreaterThanOrEqual(going.figures?.distinctMet ?? Number.NaN);
    expect(await sets()).toEqual(NOTHING);

    expect((await ask('POST', `dealings/${id}/use`, { inUse: true })).status).toBe(200);
    const used = ROUNDS.map(() => ['assigned', 1, 0]);
    expect(await sets()).toEqual(used);
    expect((await ask('POST', `dealings/${id}/use`, { inUse: true })).body.code).toBe('state-not-right');
    expect(await sets()).toEqual(used);
    const { headers, body } = await served.app.inject({
      url: `/api/events/dealt/breakouts/rounds/${rounds[1]}/zoom.csv`,
      headers: { authorization: served.authorization },
    });
    expect(headers['content-disposition']).toBe('attachment; filename="zoom-dealt-day-2-breakout-2.csv"');
    expect(body).toMatch(/^Pre-assign Room Name,Email Address\r\n(?:[A-F],p\d+@example\.org\r\n){36}$/);
    expect((await ask('DELETE', `dealings/${id}`)).status).toBe(204);
    expect((await ask<DealingsView>('GET', 'dealings')).body).toEqual({ dealings: [] });
  });

  it('move fewer people the more a move costs, and nobody of a round that has opened', async () => {
    await ask('POST', `dealings/${(await done()).id}/use`, { inUse: true });
    const [first, ...later] = rounds as [string, ...string[]];
    // The other rounds are as the first one was, so that much would be gained by moves.
    for (const round of later) {
      const set = await ask<{ id: string }>('POST', `rounds/${round}/sets`, {
        from: 'round',
        round: first,
        name: 'Same',
      });
      expect(set.status).toBe(201);
      await database.db.updateTable('breakout_round').set({ set_id: set.body.id }).where('id', '=', round).execute();
    }
    await database.db.updateTable('breakout_round').set({ state: 'open' }).where('id', '=', first).execute();
    const before = await placesInUse();
    expect(before.length).toBe(PEOPLE * ROUNDS.length);
    const moved: number[] = [];
    let last = '';
    for (const costPerMove of [0, 1_000, 4]) {
      const { status, body } = await ask<DealingView>('POST', 'dealings', { rounds: later, effort: 0.1, costPerMove });
      expect(status).toBe(202);
      moved.push((await until(body.id, ({ state }) => state !== 'running')).figures?.moved ?? Number.NaN);
      last = body.id;
    }
    const [free = 0, dearest = 0, dear = 0] = moved;
    expect(moved).toEqual([free, 0, dear]);
    expect([dearest < dear, dear < free]).toEqual([true, true]);
    expect((await ask('POST', `dealings/${last}/use`, { inUse: true })).status).toBe(200);
    const after = new Set(await placesInUse());
    const others = before.filter((place) => !after.has(place));
    expect(others).toHaveLength(dear);
    expect(others.filter((place) => place.startsWith(first))).toEqual([]);
  });

  it('prepare sets that nobody sees where they are not taken into use', async () => {
    const { id } = await done();
    await ask('POST', `dealings/${id}/use`, { inUse: false });
    expect((await sets()).map(([state, count]) => [state, count])).toEqual(ROUNDS.map(() => ['planned', 1]));
  });

  it.each([0, 3])('change no round where the one at place %i has other rooms since', async (changed) => {
    const { id } = await done();
    const content = await contentOn(changed);
    expect((await ask('PUT', `rounds/${rounds[changed]}`, content)).status).toBe(200);
    expect(await ask('POST', `dealings/${id}/use`, { inUse: true })).toMatchObject({
      status: 409,
      body: { code: 'state-not-right', round: rounds[changed] },
    });
    expect(await sets()).toEqual(NOTHING);
    expect((await ask<DealingView>('GET', `dealings/${id}`)).body.state).toBe('done');
  });

  it('change no round where rules have changed since that they do not keep, which are named', async () => {
    const { id } = await done();
    const use = () => ask<{ code: string; detail: string }>('POST', `dealings/${id}/use`, { inUse: true });
    const [round] = rounds as [string];
    const found = await database.db.selectFrom('breakout_dealing').select('result').executeTakeFirstOrThrow();
    const dealt: { round: string; rooms: { room: string; people: string[] }[] }[] = JSON.parse(found.result ?? '');
    const [one, two] = dealt.find((each) => each.round === round)?.rooms ?? [];
    const who = one?.people[0] ?? '';
    const name = `The one at p${people.indexOf(who)}@example.org`;
    const row = await database.db.selectFrom('breakout_round').select('content').where('id', '=', round).execute();
    const content = JSON.parse(row[0]?.content ?? '');
    const roomName = (room = '') => content.rooms.find((each: { id: string }) => each.id === room).name;
    const change = async (more: object) => {
      const rooms = content.rooms.map((each: { id: string }) => (each.id === two?.room ? { ...each, ...more } : each));
      const next = JSON.stringify({ ...content, rooms });
      await database.db.updateTable('breakout_round').set({ content: next }).where('id', '=', round).execute();
    };
    const refused = async (sentence: string) => {
      const { status, body } = await use();
      expect([status, body.code, body.detail]).toEqual([409, 'state-not-right', expect.stringContaining(sentence)]);
      expect((await sets()).map(([state]) => state)).toEqual(ROUNDS.map(() => 'planned'));
    };
    await change({ facilitator: who });
    await refused(`${name} leads ${roomName(two?.room)}.`);
    await change({ capacity: 5 });
    await refused(`${roomName(two?.room)} would hold 6 people, and has places for 5.`);
    await change({});
    const made = await ask<{ id: string }>('POST', `rounds/${round}/sets`, { from: 'empty', name: 'Locked' });
    await ask('POST', `rounds/${round}/sets/${made.body.id}/moves`, { moves: [{ participant: who, room: two?.room }] });
    await database.db.updateTable('breakout_place').set({ locked: 1 }).execute();
    await refused(`${name} is locked in ${roomName(two?.room)}.`);
    await database.db.updateTable('breakout_place').set({ locked: 0 }).execute();
    expect((await use()).status).toBe(200);
  });

  it.each([0, 3])('change no round where the one at place %i has opened since', async (opened) => {
    const { id } = await done();
    const round = database.db.updateTable('breakout_round').set({ state: 'open' });
    await round.where('id', '=', rounds[opened] ?? '').execute();
    const refused = await ask('POST', `dealings/${id}/use`, { inUse: true });
    expect([refused.status, refused.body.code]).toEqual([409, 'state-not-right']);
    const counts = await database.db.selectFrom('breakout_set').select('id').execute();
    expect(counts).toEqual([]);
  });

  it('are refused with every rule that cannot hold, its people by name and its round by place, and nothing is stored', async () => {
    const entries = (await served.services.agenda.breakoutsOf(database.db, event.id)).map(({ id }) => id);
    const some = (from: number, to: number) => people.slice(from, to);
    const rules = {
      pins: [
        { participant: people[0], room: 'a', entry: entries[0] },
        ...some(10, 17).map((participant) => ({ participant, room: 'B', entry: entries[3] })),
      ],
      together: [
        ...[1, 2, 3, 4, 5, 6].map((at) => ({ people: some(at - 1, at + 1), entry: entries[1] })),
        { people: some(0, 2), entry: entries[2] },
      ],
      apart: [
        { people: some(0, 2), entry: entries[2] },
        { people: some(20, 27), entry: entries[3] },
      ],
    };
    const { body: before } = await ask<{ settings: object; revision: number }>('GET', 'settings');
    const put = async (settings: object, revision: number) => {
      const headers = { authorization: served.authorization, 'if-match': `"${revision}"` };
      const url = '/api/events/dealt/breakouts/settings';
      expect((await served.app.inject({ method: 'PUT', url, headers, payload: settings })).statusCode).toBe(200);
    };
    await put({ ...before.settings, rules }, before.revision);
    const away = await ask('PUT', `rounds/${rounds[0]}/absences/${people[0]}`, { absent: true });
    expect(away.status).toBe(200);
    const refused = await ask<{ code: string; errors: { path: string; message: string }[] }>('POST', 'dealings', {
      rounds,
    });
    const name = (at: number) => `The one at p${at}@example.org`;
    const names = (from: number, to: number) => some(from, to).map((_, at) => name(from + at));
    expect([refused.status, refused.body.code]).toEqual([422, 'no-arrangement']);
    const told = refused.body.errors.map(({ path, message }) => [path, message.replace(/^Round \d: /, '')]);
    expect(told.map(([path]) => path).sort()).toEqual(['rounds.0', 'rounds.1', 'rounds.2', 'rounds.3', 'rounds.3']);
    const said = (path: string, words: RegExp) =>
      told.find((each) => each[0] === path && words.test(each[1] ?? ''))?.[1];
    expect(said('rounds.0', /./)).toBe(`${name(0)} is pinned to A and absent.`);
    expect(said('rounds.1', /^(?!.* apart).*must be together: no room holds 7 people, the most is 6\.$/)).toBeDefined();
    expect(said('rounds.2', /must be together, and .* must be apart\.$/)).toBeDefined();
    expect(said('rounds.3', /belong in B: 7 people, and it holds 6\.$/)).toBeDefined();
    expect(said('rounds.3', /must all be apart, and there are 6 rooms\.$/)).toBeDefined();
    for (const [path, words, whom] of [
      ['rounds.1', /./, names(0, 7)],
      ['rounds.2', /./, names(0, 2)],
      ['rounds.3', /belong/, names(10, 17)],
      ['rounds.3', /apart/, names(20, 27)],
    ] as const)
      expect(whom.filter((each) => !said(path, words)?.includes(each))).toEqual([]);
    expect(await sets()).toEqual(NOTHING.map(([state, count], at) => [state, count, at === 0 ? PEOPLE - 1 : PEOPLE]));
    expect((await ask<DealingsView>('GET', 'dealings')).body).toEqual({ dealings: [] });
    await put(before.settings, before.revision + 1);
  });

  it('leave rooms empty where there are fewer people than rooms, whatever they are called', async () => {
    const traps = ['=1+1', '@SUM(A1)', '+49', '-2', 'Zoë; "x", y', '李雷', '🦊', 'constructor'];
    const rooms = Array.from({ length: 40 }, (_, at) => ({ id: newId(), name: traps[at] ?? `Room ${at}` }));
    const content = { ...(await contentOn(0)), rooms };
    expect((await ask('PUT', `rounds/${rounds[0]}`, content)).status).toBe(200);
    const { body } = await ask<DealingView>('POST', 'dealings', { rounds: rounds.slice(0, 1), effort: 0.1 });
    const { figures } = await until(body.id, ({ state }) => state !== 'running');
    expect([...(figures?.sizes[0] ?? [])].sort()).toEqual([...Array(4).fill(0), ...Array(36).fill(1)]);
    await ask('POST', `dealings/${body.id}/use`, { inUse: true });
    const { body: staff } = await ask<StaffRoundsView>('GET', 'staff');
    expect(staff.rounds[0]?.rooms.slice(0, traps.length).map(({ name }) => name)).toEqual(traps);
    const url = `/api/events/dealt/breakouts/rounds/${rounds[0]}/zoom.csv`;
    const file = await served.app.inject({ url, headers: { authorization: served.authorization } });
    expect(file.statusCode).toBe(200);
    expect(file.body.split('\r\n').filter((each) => /^"?[=@+-]/.test(each))).toEqual([]);
  });

  it('are not there by other ids, nor for anybody else', async () => {
    for (const id of [newId(), 'x', '%00'])
      for (const [method, path] of [
        ['GET', `dealings/${id}`],
        ['POST', `dealings/${id}/stop`],
        ['DELETE', `dealings/${id}`],
      ] as const)
        expect([path, (await ask(method, path)).body.code]).toEqual([path, 'not-found']);
    const unknown = await ask('POST', 'dealings', { rounds: [newId()] });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'bad-input', errors: [{ path: 'rounds.0' }] } });
    const url = '/api/events/dealt/breakouts/dealings';
    expect((await served.app.inject({ url })).statusCode).toBe(401);
  });
});
