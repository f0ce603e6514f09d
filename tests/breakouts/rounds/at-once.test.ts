/** Over HTTP: several who do something at once, and what a round stands on taken away from under it. */
import { beforeAll, expect, it } from 'vitest';
import { newDay } from '../../../agenda/draft/edit-schema.ts';
import type { RoundContent } from '../../../breakouts/schema.ts';
import type { SetView, StaffRoundsView, StaffRoundView } from '../../../breakouts/view.ts';
import { systemClock } from '../../../kernel/clock.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { newId } from '../../../kernel/random.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { makeRunningEvent } from '../../browser/running-event.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { addParticipant, signIn } from '../../server/signed-in.ts';

const ROOMS = ['One', 'Two', 'Three'].map((name) => ({ id: newId(), name }));
const [ONE, TWO, THREE] = ROOMS.map(({ id }) => id) as [string, string, string];
const names = ['anna', 'bert', 'cora', 'dora'] as const;
const api = '/api/events/at-once';

eachEngine('rounds over HTTP', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let people: ParticipantId[];
  let round: string;
  let set: string;

  const ask = async <T = { code: string }>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
    revision?: number,
  ) => {
    const match = revision === undefined ? {} : { 'if-match': `"${revision}"` };
    const headers = { authorization: served.authorization, ...match };
    const sent = { method, url: `${api}/${path}`, headers, ...(payload && { payload }) };
    const { statusCode, body } = await served.app.inject(sent);
    return { status: statusCode, body: (body === '' ? null : JSON.parse(body)) as T };
  };
  const staff = async () => {
    const { rounds } = (await ask<StaffRoundsView>('GET', 'breakouts/staff')).body;
    return rounds.find(({ id }) => id === round) as StaffRoundView;
  };
  const command = async (payload: object, revision?: number) =>
    ask<StaffRoundView & { code: string }>(
      'POST',
      `breakouts/rounds/${round}/commands`,
      payload,
      revision ?? (await staff()).revision,
    );
  /** All by people who see the same. @returns their answers, sorted. */
  const atOnce = async (...commands: readonly object[]) => {
    const { revision } = await staff();
    const answers = await Promise.all(commands.map((payload) => command(payload, revision)));
    return answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).sort();
  };
  const OF_TWO = ['200', '412 revision-stale'];
  const drag = (who: number, room: string, revision: number) =>
    ask(
      'POST',
      `breakouts/rounds/${round}/sets/${set}/moves`,
      { moves: [{ participant: people[who], room }] },
      revision,
    );
  const readSet = async () => (await ask<SetView>('GET', `breakouts/rounds/${round}/sets/${set}`)).body;
  const roomsOf = ({ places }: SetView) => Object.fromEntries(places.map((each) => [each.participant, each.room]));
  const written = async (action: 'breakout-opened' | 'breakout-closed') => {
    const entries = database.db.selectFrom('people_audit_entry').select('id').where('action', '=', action);
    return (await entries.where('subject', '=', `breakout:${round}`).execute()).length;
  };
  const entry = async (title: string) => {
    const sessions = await served.services.agenda.breakoutsOf(database.db, event.id);
    const found = sessions.find((session) => session.title === title);
    return { id: found?.id ?? '', day: found?.dayId ?? '' };
  };
  const make = async (content: Partial<RoundContent>) => {
    const made = await ask<StaffRoundView>('POST', 'breakouts/rounds', { opens: 'chair', rooms: ROOMS, ...content });
    expect(made.status).toBe(201);
    round = made.body.id;
    const from = { from: 'empty', name: 'By hand' };
    const empty = (await ask<SetView>('POST', `breakouts/rounds/${round}/sets`, from)).body;
    set = empty.id;
    const moves = people.map((participant, at) => ({ participant, room: ROOMS[at % 3]?.id }));
    await ask('POST', `breakouts/rounds/${round}/sets/${set}/moves`, { moves }, empty.revision);
    await command({ do: 'use', set });
  };

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeRunningEvent(served, 'at-once', [
      ['opening', 'Welcome', 10],
      ['breakout', 'First', 30],
      ['breakout', 'Second', 30],
      ['plenary', 'Reports', 30],
    ]);
    people = [];
    for (const name of names)
      people.push((await addParticipant(database, event, { email: `${name}@example.org` })).participantId);
    await make({ entry: await entry('First') });
    return () => served.app.close();
  });

  it('let one of two organisers who drag at once have their way, and show the other what was done', async () => {
    const before = await readSet();
    const dragged = await Promise.all([drag(0, TWO, before.revision), drag(1, THREE, before.revision)]);
    expect(dragged.map(({ status, body }) => [status, body.code])).toEqual(
      expect.arrayContaining([
        [200, undefined],
        [412, 'revision-stale'],
      ]),
    );
    const first = dragged.findIndex(({ status }) => status === 200);
    const after = await readSet();
    const moved = { [people[first] ?? '']: first === 0 ? TWO : THREE };
    expect([after.revision, roomsOf(after)]).toEqual([before.revision + 1, { ...roomsOf(before), ...moved }]);
    // Whoever looks again may drag, and whoever does not say what they saw may not.
    expect((await drag(1 - first, ONE, after.revision)).status).toBe(200);
    const blind = await ask('POST', `breakouts/rounds/${round}/sets/${set}/moves`, { moves: [] });
    expect([blind.status, blind.body.code]).toEqual([422, 'bad-input']);
    const moves = [{ participant: people[0], room: ONE }];
    const unseen = await ask('POST', `breakouts/rounds/${round}/sets/${set}/moves`, { moves });
    expect([unseen.status, unseen.body.code]).toEqual([428, 'revision-required']);
  });

  it('are opened once by two chairs at once, and closed or put off by one of them', async () => {
    expect(await atOnce({ do: 'open' }, { do: 'open' })).toEqual(OF_TWO);
    expect([(await staff()).state, await written('breakout-opened')]).toEqual(['open', 1]);
    expect((await command({ do: 'open' })).body.code).toBe('state-not-right');
    expect((await command({ do: 'time', minutes: 10 })).status).toBe(200);
    expect(await atOnce({ do: 'close' }, { do: 'time', minutes: null })).toEqual(OF_TWO);
    const { state, closesByHand } = await staff();
    // Either is whole: closing with a time by hand, or open until the agenda says.
    expect([state, closesByHand !== null]).toEqual(state === 'closing' ? ['closing', true] : ['open', false]);
  });

  it('stand without a facilitator who leaves while they are open, and another can be named', async () => {
    const [dora] = people.slice(3) as [ParticipantId];
    const { body } = await ask<StaffRoundsView>('GET', 'breakouts/staff');
    const now = body.rounds.find(({ id }) => id === round) as StaffRoundView;
    const content = (leader: ParticipantId | null) => ({
      entry: { id: now.entry, day: now.day },
      opens: 'chair',
      rooms: ROOMS.map((room) => ({ ...room, facilitator: room.id === ONE ? leader : null })),
    });
    const put = async (leader: ParticipantId | null) =>
      ask<StaffRoundView>('PUT', `breakouts/rounds/${round}`, content(leader), (await staff()).revision);
    expect((await put(dora)).body.rooms.map(({ facilitator }) => facilitator?.name ?? null)).toEqual([
      'The one at dora@example.org',
      null,
      null,
    ]);
    const { headers } = await signIn(served, 'dora@example.org', event);
    const left = await served.app.inject({ method: 'POST', url: `${api}/me/withdrawal`, headers });
    expect(left.statusCode).toBe(200);
    expect((await staff()).rooms.map(({ facilitator }) => facilitator)).toEqual([null, null, null]);
    const again = await put(dora);
    expect([again.status, (await staff()).rooms[0]?.facilitator]).toEqual([200, null]);
    expect((await put(people[2] ?? null)).body.rooms[0]?.facilitator?.name).toBe('The one at cora@example.org');
  });

  it('let go of who is removed while they are open, who finds no room any more', async () => {
    const [bert] = people.slice(1) as [ParticipantId];
    const { headers } = await signIn(served, 'bert@example.org', event);
    const own = async () => (await served.app.inject({ url: `${api}/me/breakouts`, headers })).statusCode;
    expect(await own()).toBe(200);
    const sizes = async () => (await staff()).rooms.reduce((sum, { size }) => sum + size, 0);
    const before = await sizes();
    expect((await ask('POST', `people/${bert}/removal`)).status).toBe(200);
    expect([await sizes(), (await readSet()).places.some(({ participant }) => participant === bert)]).toEqual([
      before - 1,
      false,
    ]);
    expect(await own()).toBeGreaterThanOrEqual(401);
    const url = `${api}/me/breakouts/${round}/deal-in`;
    const back = await served.app.inject({ method: 'POST', url, headers });
    expect([back.statusCode >= 401, (await readSet()).places.length]).toEqual([true, before - 1]);
  });

  it('present a room once, for one of two who press at once', async () => {
    const { tick } = served.services.breakouts.rounds;
    await database.db
      .updateTable('breakout_round')
      .set({ closes_by_hand: systemClock.now() - 1, due_at: 0, state: 'closing' })
      .where('id', '=', round)
      .execute();
    await tick(systemClock.now());
    expect((await staff()).state).toBe('closed');
    expect(await atOnce({ do: 'present', room: ONE }, { do: 'present', room: TWO })).toEqual(OF_TWO);
    const { report } = await staff();
    expect(report.map(({ state }) => state).sort()).toEqual(['ahead', 'ahead', 'presenting']);
    // Whoever has what was reported is not sent it again.
    const url = `${api}/breakouts/rounds/${round}/reports`;
    const headers = { authorization: served.authorization };
    const reports = await served.app.inject({ url, headers });
    const room = report.find(({ state }) => state === 'presenting')?.room;
    expect([reports.statusCode, reports.json()]).toEqual([200, { round, rooms: [{ room, texts: null }] }]);
    const held = { ...headers, 'if-none-match': String(reports.headers.etag) };
    const again = await served.app.inject({ url, headers: held });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('follow their session to another day and through new numbers, and say so when it is gone', async () => {
    await make({ entry: await entry('Second'), opens: 'agenda' });
    const { drafts, versions, events } = served.services.agenda;
    const of = async () => {
      const { revision } = await events.get(OPERATOR, 'at-once');
      return { actor: OPERATOR, slug: 'at-once', revision };
    };
    const publish = async () => {
      await versions.publish(await of(), '');
      await served.services.breakouts.rounds.tick(systemClock.now());
      return await staff();
    };
    const { id, day } = await entry('Second');
    const before = await staff();
    const [first] = event.days;
    const date = new Date((first?.startsAt ?? 0) + 48 * 3_600_000).toISOString().slice(0, 10);
    await drafts.addDay(await of(), newDay.parse({ number: 2, date, start: '12:00', end: '14:00' }));
    await drafts.changeSession(await of(), id, { day: 2 });
    const moved = await publish();
    expect([moved.entry, moved.day === day]).toEqual([id, false]);
    expect(moved.day).toBe((await entry('Second')).day);
    expect([moved.state, moved.set, moved.unplaced]).toEqual(['assigned', before.set, before.unplaced]);
    await drafts.changeDay(await of(), 2, { number: 7 });
    const renumbered = await publish();
    expect([renumbered.day, renumbered.revision]).toEqual([moved.day, moved.revision]);
    const early = await command({ do: 'open' });
    expect([early.body.code, early.body]).toMatchObject([
      'state-not-right',
      { detail: expect.stringContaining('on its own day, day 7.') },
    ]);
    await drafts.changeSession(await of(), id, { kind: 'plenary' });
    await publish();
    expect((await command({ do: 'open' })).body).toMatchObject({
      code: 'state-not-right',
      detail: expect.stringContaining('The session of this round is no breakout any more.'),
    });
    await drafts.removeSession(await of(), id);
    const orphan = await publish();
    expect([orphan.state, orphan.day, orphan.revision]).toEqual(['assigned', moved.day, moved.revision]);
    expect((await command({ do: 'open' })).body).toMatchObject({
      code: 'state-not-right',
      detail: expect.stringContaining('The session of this round is not in the published agenda any more.'),
    });
    expect((await ask('DELETE', `breakouts/rounds/${round}`, undefined, orphan.revision)).status).toBe(204);
  });
});
