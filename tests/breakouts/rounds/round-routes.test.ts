/** Rounds, settings and sets over HTTP as pages use them: what is decided is held by the tests of the services. */
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  figuresView,
  moveCostView,
  roundsView,
  type SetView,
  type StaffRoundView,
  settingsView,
  setView,
  staffRoundsView,
  staffRoundView,
} from '../../../breakouts/view.ts';
import { newId } from '../../../kernel/random.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type ServedApp, serve } from '../../server/serve.ts';
import { makeEvent, type SignedInBrowser, signInAs } from '../../server/signed-in.ts';

type Headers = Readonly<Record<string, string>>;
const seen = (revision: number): Headers => ({ 'if-match': `"${revision}"` });

eachEngine('rounds over HTTP', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let organiser: SignedInBrowser;
  let chair: SignedInBrowser;
  let otherChair: SignedInBrowser;
  let guest: SignedInBrowser;
  let people: string[];
  let sessions: readonly { readonly id: string; readonly dayId: string }[];
  let foreign: { round: string; set: string; room: string };

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    const event = await makeEvent(served, 'routes');
    const [first, second] = event.days.map(({ id }) => id);
    const enter = async (email: string, roles: NonNullable<Parameters<typeof signInAs>[3]>['roles'] = []) =>
      signInAs(served, database, event, { email: `${email}@example.org`, roles });
    const entered = [
      await enter('organiser', [{ role: 'organiser' }]),
      await enter('chair', [{ role: 'chair', dayId: first ?? '' }]),
      await enter('other-chair', [{ role: 'chair', dayId: second ?? '' }]),
      await enter('guest'),
    ] as const;
    [organiser, chair, otherChair, guest] = entered;
    people = entered.map(({ participantId }) => participantId);
    sessions = await served.services.agenda.breakoutsOf(database.db, event.id);
    const elsewhere = await makeEvent(served, 'elsewhere');
    const [session] = await served.services.agenda.breakoutsOf(database.db, elsewhere.id);
    const made = await ask('POST', 'rounds', contentOf(session), { of: 'elsewhere' });
    const set = await ask('POST', `rounds/${made.body.id}/sets`, { from: 'empty', name: 'S' }, { of: 'elsewhere' });
    const [room] = (made.body as StaffRoundView).rooms;
    foreign = { round: String(made.body.id), set: String(set.body.id), room: room?.id ?? '' };
    return () => served.app.close();
  });

  interface How {
    readonly by?: SignedInBrowser;
    readonly headers?: Headers;
    readonly of?: string;
  }
  type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

  /** By the operator unless told. */
  async function ask(method: Method, path: string, payload?: unknown, { by, headers, of = 'routes' }: How = {}) {
    const url = `/api/events/${of}/breakouts${path === '' ? '' : `/${path}`}`;
    const who = by?.headers ?? { authorization: served.authorization };
    const body = payload === undefined ? {} : { payload: payload as object };
    const answer = await served.app.inject({ method, url, headers: { ...who, ...headers }, ...body });
    const json = answer.body === '' ? {} : answer.json<Record<string, unknown>>();
    return { status: answer.statusCode, etag: answer.headers.etag, body: json };
  }

  type Answer = Awaited<ReturnType<typeof ask>>;
  /** What it says, and of what in the request, each place once. */
  const refusal = ({ status, body }: Answer) => {
    const paths = ((body.errors ?? []) as { path: string }[]).map(({ path }) => path);
    return [`${status} ${body.code}`, ...new Set(paths)];
  };
  /** The body, which has the shape to the letter, and the etag of its revision. */
  function good<Shape extends z.ZodType>(answer: Answer, shape: Shape, status = 200): z.infer<Shape> {
    expect([answer.status, answer.body.code]).toEqual([status, undefined]);
    const { revision } = answer.body;
    if (revision !== undefined) expect(answer.etag).toBe(`"${revision}"`);
    return shape.parse(answer.body);
  }

  function contentOf(session: { id: string; dayId: string } | undefined, more: object = {}) {
    const rooms = ['One', 'Two', 'Three'].map((name) => ({ id: newId(), name }));
    return { entry: { id: session?.id ?? '', day: session?.dayId ?? '' }, rooms, ...more };
  }

  it('are set up, changed and removed by who saw them last, with what is wrong named by its place', async () => {
    const content = contentOf(sessions[0]);
    const [one, two] = content.rooms;
    const many = (rooms: number) => Array.from({ length: rooms }, (_, at) => ({ id: newId(), name: `Room ${at}` }));
    const wrong: readonly (readonly [unknown, readonly string[]])[] = [
      [{ ...content, rooms: [one, { ...two, name: 'oNE' }] }, ['422 bad-input', 'rooms.1.name']],
      [{ ...content, rooms: [one] }, ['422 bad-input', 'rooms']],
      [{ ...content, rooms: many(101) }, ['422 bad-input', 'rooms']],
      [{ ...content, rooms: [one, { ...two, id: one?.id }] }, ['422 bad-input', 'rooms.1.id']],
      [
        {
          ...content,
          rooms: [
            { ...one, name: 'É' },
            { ...two, name: 'e\u0301' },
          ],
        },
        ['422 bad-input', 'rooms.1.name'],
      ],
      [{ ...content, rooms: [one, { ...two, name: 'a\r\nb' }] }, ['422 bad-input', 'rooms.1.name']],
      [{ ...content, rooms: [one, { ...two, name: '\ud83e' }] }, ['422 bad-input', 'rooms.1.name']],
      [{ ...content, state: 'open' }, ['422 bad-input', 'state']],
      [{ ...content, entry: { ...content.entry, id: newId() } }, ['422 bad-input', 'entry']],
      [{ ...content, rooms: [one, { ...two, capacity: -1 }] }, ['422 bad-input', 'rooms.1.capacity']],
      [{ ...content, rooms: [one, { ...two, capacity: 1e300 }] }, ['422 bad-input', 'rooms.1.capacity']],
      [{ ...content, rooms: [one, { ...two, joinLink: 'javascript:x' }] }, ['422 bad-input', 'rooms.1.joinLink']],
      [{ ...content, rooms: [one, { ...two, facilitator: newId() }] }, ['422 bad-input', 'rooms.1.facilitator']],
    ];
    for (const [body, told] of wrong) expect(refusal(await ask('POST', 'rounds', body))).toEqual(told);
    for (const by of [guest, chair])
      expect(refusal(await ask('POST', 'rounds', content, { by }))).toEqual(['403 forbidden']);
    const doubled = await ask('POST', 'rounds', { ...content, rooms: [one, { ...two, name: 'oNE' }] });
    expect(JSON.stringify(doubled.body.errors)).toContain('another name than \\"oNE\\", which a room before it has');
    // Nothing of all that is stored.
    expect(staffRoundsView.parse((await ask('GET', 'staff')).body).rounds).toEqual([]);

    // As programs write ids: pages follow a room by its id in small letters.
    const loud = { ...content, rooms: content.rooms.map((room) => ({ ...room, id: room.id.toUpperCase() })) };
    const made = good(await ask('POST', 'rounds', loud, { by: organiser }), staffRoundView, 201);
    expect([made.revision, made.state, made.rooms.map(({ id }) => id)]).toEqual([
      1,
      'planned',
      content.rooms.map(({ id }) => id),
    ]);
    expect(refusal(await ask('POST', 'rounds', content))).toEqual(['409 state-not-right']);

    const path = `rounds/${made.id}`;
    const changed = { ...content, opens: 'chair' };
    expect(refusal(await ask('PUT', path, changed))).toEqual(['428 revision-required']);
    expect(refusal(await ask('PUT', path, changed, { headers: { 'if-match': '1' } }))).toEqual([
      '400 bad-request',
      'header.if-match',
    ]);
    const stale = await ask('PUT', path, changed, { headers: seen(7) });
    expect([refusal(stale), stale.body.revision, stale.body.state]).toEqual([['412 revision-stale'], 1, 'planned']);
    expect(good(await ask('PUT', path, changed, { headers: seen(1) }), staffRoundView).opens).toBe('chair');

    const all = await ask('GET', '', undefined, { by: guest });
    expect(roundsView.parse(all.body).rounds.map(({ rooms }) => rooms)).toEqual([[]]);
    const tag = { 'if-none-match': `W/${all.etag}` };
    expect(await ask('GET', '', undefined, { by: guest, headers: tag })).toMatchObject({ status: 304, body: {} });

    expect(refusal(await ask('DELETE', path))).toEqual(['428 revision-required']);
    expect(refusal(await ask('DELETE', path, undefined, { headers: seen(1) }))).toEqual(['412 revision-stale']);
    expect((await ask('DELETE', path, undefined, { headers: seen(2) })).status).toBe(204);
    expect(refusal(await ask('DELETE', path, undefined, { headers: seen(2) }))).toEqual(['404 not-found']);
    expect((await ask('GET', '', undefined, { by: guest, headers: tag })).status).toBe(200);
  });

  it('follow settings, which are changed by who saw them last', async () => {
    const { settings, revision } = good(await ask('GET', 'settings', undefined, { by: organiser }), settingsView);
    expect(refusal(await ask('GET', 'settings', undefined, { by: chair }))).toEqual(['403 forbidden']);
    expect(refusal(await ask('PUT', 'settings', settings))).toEqual(['428 revision-required']);
    const rules = { pins: [{ participant: 'x', room: 'One' }] };
    const wrong = { ...settings, warnSeconds: -1, rules, surplus: true };
    expect(refusal(await ask('PUT', 'settings', wrong, { headers: seen(revision) }))).toEqual([
      '422 bad-input',
      'warnSeconds',
      'rules.pins.0.participant',
      'surplus',
    ]);
    const next = { ...settings, selfMoves: true };
    expect(good(await ask('PUT', 'settings', next, { headers: seen(revision) }), settingsView)).toEqual({
      settings: next,
      revision: revision + 1,
    });
    const stale = await ask('PUT', 'settings', next, { headers: seen(revision) });
    expect([refusal(stale), stale.body.revision]).toEqual([['412 revision-stale'], revision + 1]);
  });

  it('have sets that are prepared, moved in, locked, undone and taken into use, each step by who saw the last', async () => {
    const made = good(await ask('POST', 'rounds', contentOf(sessions[1])), staffRoundView, 201);
    const [one, two, three] = made.rooms.map(({ id }) => id);
    const [organiserId, chairId, otherId, guestId] = people;
    const sets = `rounds/${made.id}/sets`;
    const create = (body: unknown, status = 201) => ask('POST', sets, body).then((each) => good(each, setView, status));
    const set = await create({ from: 'empty', name: 'First' });
    expect([set.source, set.places, set.unplaced.map(({ participant }) => participant).sort()]).toEqual([
      'by-hand',
      [],
      [...people].sort(),
    ]);
    const path = `${sets}/${set.id}`;
    const move = (moves: unknown, revision: number) =>
      ask('POST', `${path}/moves`, { moves }, { headers: seen(revision) });
    const to = (participant: unknown, room: unknown) => [{ participant, room }];

    expect(refusal(await ask('POST', `${path}/moves`, { moves: to(guestId, one) }))).toEqual(['428 revision-required']);
    expect(refusal(await move(to(guestId, one), 9))).toEqual(['412 revision-stale']);
    expect(refusal(await move(to(guestId, newId()), 1))).toEqual(['422 bad-input', 'moves.0.room']);
    expect(refusal(await move(to(newId(), one), 1))).toEqual(['422 bad-input', 'moves.0.participant']);
    expect(refusal(await move([...to(guestId, one), ...to(guestId, two)], 1))).toEqual([
      '422 bad-input',
      'moves.1.participant',
    ]);
    expect(refusal(await move([], 1))).toEqual(['422 bad-input', 'moves']);
    // As many as there may be are read, each with its fault named, and one more is not.
    const many = Array.from({ length: 1_000 }, () => ({ participant: newId(), room: one }));
    expect(refusal(await move(many, 1))).toEqual(['422 bad-input', 'moves.0.participant']);
    expect(refusal(await ask('POST', `${path}/weigh`, { moves: many }))).toEqual([
      '422 bad-input',
      'moves.0.participant',
    ]);
    expect(refusal(await move([...many, ...to(guestId, one)], 1))).toEqual(['422 bad-input', 'moves']);
    expect(refusal(await move(Array(100_000).fill(many[0]), 1))).toEqual(['413 too-large']);

    const whole = [to(organiserId, one), to(chairId, one), to(otherId, two), to(guestId, three)].flat();
    const moved = good(await move(whole, 1), setView);
    expect([moved.revision, moved.unplaced, moved.undoable]).toEqual([2, [], 1]);
    good(await ask('GET', `${path}/figures`), figuresView);
    expect(good(await ask('POST', `${path}/weigh`, { moves: to(guestId, one) }), moveCostView).broken).toEqual([]);
    expect((await ask('GET', `${path}/proposal`)).body).toEqual({ moves: [] });
    expect((await ask('GET', `${path}/explanation?participant=${guestId}`)).body.participant).toBe(guestId);
    expect(refusal(await ask('GET', `${path}/explanation?participant=x`))).toEqual([
      '422 bad-input',
      'query.participant',
    ]);

    const lock = (who: string | undefined, revision: number) =>
      ask('PUT', `${path}/locks/${who}`, { locked: true }, { headers: seen(revision) });
    expect(refusal(await ask('PUT', `${path}/locks/${guestId}`, { locked: true }))).toEqual(['428 revision-required']);
    expect(refusal(await lock(newId(), 2))).toEqual(['404 not-found']);
    const locked = good(await lock(guestId, 2), setView);
    expect(locked.places.flatMap((place) => (place.locked ? [place.participant] : []))).toEqual([guestId]);
    expect(good(await ask('GET', path), setView)).toEqual(locked);

    const copy = await create({ from: 'copy', set: set.id, name: 'Second' });
    const seats = ({ places }: SetView) => places.map(({ participant, room }) => `${participant} ${room}`);
    expect(seats(copy)).toEqual(seats(moved));
    const use = { do: 'use', set: set.id };
    const command = (body: unknown, revision: number, by?: SignedInBrowser) =>
      ask('POST', `rounds/${made.id}/commands`, body, { headers: seen(revision), ...(by && { by }) });
    expect(refusal(await command(use, 1, chair))).toEqual(['403 forbidden']);
    expect(refusal(await command({ do: 'use', set: foreign.set }, 1))).toEqual(['404 not-found']);
    expect(refusal(await command({ do: 'open' }, 1))).toEqual(['409 state-not-right']);
    expect(good(await command(use, 1, organiser), staffRoundView)).toMatchObject({ state: 'assigned', set: set.id });
    expect(refusal(await ask('DELETE', path, undefined, { headers: seen(3) }))).toEqual(['409 state-not-right']);
    const second = `${sets}/${copy.id}`;
    expect(refusal(await ask('DELETE', second, undefined, { headers: seen(8) }))).toEqual(['412 revision-stale']);
    expect((await ask('DELETE', second, undefined, { headers: seen(1) })).status).toBe(204);
    expect(refusal(await ask('GET', second))).toEqual(['404 not-found']);

    expect(refusal(await ask('POST', `${path}/undo`))).toEqual(['428 revision-required']);
    const undone = good(await ask('POST', `${path}/undo`, undefined, { headers: seen(3) }), setView);
    expect([undone.places, undone.undoable]).toEqual([[], 0]);
    expect(refusal(await ask('POST', `${path}/undo`, undefined, { headers: seen(4) }))).toEqual([
      '409 nothing-to-undo',
    ]);
    good(await move(whole, 4), setView);

    // As last time: of another round by names, and not of one whose rooms are others and more.
    const later = good(await ask('POST', 'rounds', contentOf(sessions[2])), staffRoundView, 201);
    const asLast = { from: 'round', round: made.id, name: 'As last time' };
    const again = good(await ask('POST', `rounds/${later.id}/sets`, asLast), setView, 201);
    expect([again.source, again.places.length]).toEqual(['as-last-time', people.length]);
    const odd = contentOf(sessions[3], { rooms: ['A', 'B'].map((name) => ({ id: newId(), name })) });
    const other = good(await ask('POST', 'rounds', odd), staffRoundView, 201);
    expect(refusal(await ask('POST', `rounds/${other.id}/sets`, asLast))).toEqual(['422 bad-input', 'round']);
    expect(refusal(await ask('POST', `rounds/${other.id}/sets`, { ...asLast, round: other.id }))).toEqual([
      '404 not-found',
    ]);
  });

  it('are run by chairs of their own day, one command at a time', async () => {
    const { rounds } = good(await ask('GET', 'staff', undefined, { by: chair }), staffRoundsView);
    const assigned = rounds.find(({ state }) => state === 'assigned');
    const { id, rooms, day } = assigned as StaffRoundView;
    const own = day === sessions[0]?.dayId ? chair : otherChair;
    const strange = own === chair ? otherChair : chair;
    const revision = async () =>
      good(await ask('GET', 'staff'), staffRoundsView).rounds.find((each) => each.id === id)?.revision ?? 0;
    const command = async (body: unknown, by = own) =>
      ask('POST', `rounds/${id}/commands`, body, { by, headers: seen(await revision()) });
    const say = { do: 'message', text: 'Two minutes', room: null };
    expect(refusal(await command(say, strange))).toEqual(['403 forbidden']);
    expect(refusal(await command(say, guest))).toEqual(['403 forbidden']);
    expect(refusal(await ask('POST', `rounds/${id}/commands`, say, { by: own }))).toEqual(['428 revision-required']);
    for (const [body, told] of [
      [{ do: '__proto__' }, 'do'],
      [{ do: 'time', minutes: -5 }, 'minutes'],
      [{ do: 'time', minutes: 1e21 }, 'minutes'],
      [{ do: 'message', text: 'a\r\nb', room: null }, 'text'],
      [{ do: 'nudge', room: foreign.room }, 'room'],
      [{ do: 'order', rooms: [newId()] }, 'rooms'],
    ] as const)
      expect([body, ...refusal(await command(body))]).toEqual([body, '422 bad-input', told]);
    expect(refusal(await command({ do: 'take-back', message: newId() }))).toEqual(['404 not-found']);
    const said = good(await command(say), staffRoundView);
    expect(said.messages.map(({ text }) => text)).toEqual(['Two minutes']);
    const at = await revision();
    const raced = await Promise.all(
      [rooms[0], rooms[1]].map((room) =>
        ask('POST', `rounds/${id}/commands`, { do: 'nudge', room: room?.id }, { by: own, headers: seen(at) }),
      ),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 412]);
    // Its session was in 2021: a round is opened on its own day alone.
    expect(refusal(await command({ do: 'open' }))).toEqual(['409 state-not-right']);
  });

  it('are not there by ids of another event, or that are none', async () => {
    const { rounds } = staffRoundsView.parse((await ask('GET', 'staff')).body);
    const own = rounds.find(({ sets }) => sets.length > 0) as StaffRoundView;
    const moves = { moves: [{ participant: people[0], room: null }] };
    for (const round of [foreign.round, 'constructor']) {
      const set = own.sets[0]?.id;
      const addresses = [
        ['PUT', `rounds/${round}`, contentOf(sessions[4])],
        ['DELETE', `rounds/${round}`],
        ['POST', `rounds/${round}/commands`, { do: 'open' }],
        ['GET', `rounds/${round}/names`],
        ['GET', `rounds/${round}/reports`],
        ['GET', `rounds/${round}/rooms/${foreign.room}`],
        ['GET', `rounds/${round}/rooms/${foreign.room}/summary`],
        ['PUT', `rounds/${round}/rooms/${foreign.room}/summary`, {}],
        ['GET', `rounds/${round}/zoom`],
        ['GET', `rounds/${round}/zoom.csv`],
        ['POST', `rounds/${round}/sets`, { from: 'empty', name: 'x' }],
        ['PUT', `rounds/${round}/absences/${people[0]}`, { absent: true }],
        ['GET', `rounds/${round}/sets/${set}`],
        ['DELETE', `rounds/${round}/sets/${set}`],
        ['GET', `rounds/${round}/sets/${set}/figures`],
        ['POST', `rounds/${round}/sets/${set}/moves`, moves],
        ['POST', `rounds/${round}/sets/${set}/undo`],
        ['PUT', `rounds/${round}/sets/${set}/locks/${people[0]}`, { locked: true }],
      ] as [Method, string, object?][];
      for (const [method, path, body] of addresses)
        expect([path, ...refusal(await ask(method, path, body, { headers: seen(1) }))]).toEqual([
          path,
          '404 not-found',
        ]);
    }
    const inOwn = `rounds/${own.id}`;
    for (const path of [`${inOwn}/sets/${foreign.set}`, `${inOwn}/rooms/${foreign.room}`, `${inOwn}/names`])
      expect([path, ...refusal(await ask('GET', path))]).toEqual([path, '404 not-found']);
    const copied = { from: 'copy', set: foreign.set, name: 'x' };
    expect(refusal(await ask('POST', `${inOwn}/sets`, copied))).toEqual(['404 not-found']);
    const later = { from: 'round', round: foreign.round, name: 'x' };
    expect(refusal(await ask('POST', `${inOwn}/sets`, later))).toEqual(['404 not-found']);
  });
});
