import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ParticipantState } from '../../../kernel/actor.ts';
import { hashSecret, newId } from '../../../kernel/random.ts';
import { newKeyPair } from '../../../polls/secrecy/key-pair-store.ts';
import { open as openBox } from '../../../polls/secrecy/sealing-service.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type PollGiven, WHERE_TO_FOCUS, writePoll, writeRound } from '../../faults/open-poll.ts';
import { makeEvent, signInAs } from '../signed-in.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

eachEngine('a vote', (openTestDatabase) => {
  let database: TestDatabase;
  let house: LiveHouse;

  beforeAll(async () => {
    database = await openTestDatabase();
    house = await openHouse(database);
    return () => house.app.close();
  });
  afterAll(() => house.hangUp());

  const newPoll = (given?: PollGiven) => writePoll(database.db, house.event.id, given);
  const choices = async (poll: string) =>
    (await database.db.selectFrom('poll_ballot').selectAll().where('poll_id', '=', poll).execute()).map(
      ({ round, choice, client_id }) => [round, choice, client_id],
    );

  it('over the socket is acknowledged by its id when it is stored, and counts once however often it is sent', async () => {
    const poll = await newPoll();
    const { send, next } = await house.connect();
    const frame = { op: 'ballot', id: 'c1', poll, options: ['b'] };
    send(frame);
    const answers = [await next()];
    expect(await choices(poll)).toEqual([[1, '{"options":["b"]}', 'c1']]);
    send(frame);
    answers.push(await next());
    expect(answers).toEqual([
      { op: 'ack', id: 'c1' },
      { op: 'ack', id: 'c1' },
    ]);
    expect(await choices(poll)).toHaveLength(1);
  });

  it('that is refused over the socket is told by its id why', async () => {
    const [open, closed, draft, fixed] = [
      await newPoll({ content: { most: 2 } }),
      await newPoll({ state: 'closed' }),
      await newPoll({ state: 'draft', round: 0 }),
      await newPoll({ content: { mayChange: false } }),
    ];
    const ready = await newPoll({ state: 'ready', round: 0 });
    const other = await makeEvent(house, newId<string>());
    const elsewhere = await writePoll(database.db, other.id);
    const { send, next } = await house.connect();
    const tries: [object, object][] = [
      [{ poll: open, options: ['d'] }, { code: 'unknown-option' }],
      [{ poll: open, options: ['a', 'b', 'c'] }, { code: 'too-many-options' }],
      [{ poll: open, options: [] }, { code: 'too-few-options' }],
      [{ poll: open, text: 'A text' }, { code: 'bad-input' }],
      [{ poll: open }, { code: 'bad-input' }],
      [{ poll: closed, options: ['a'] }, { code: 'poll-not-open' }],
      [{ poll: ready, options: ['a'] }, { code: 'poll-not-open' }],
      [{ poll: draft, options: ['a'] }, { code: 'not-found' }],
      [{ poll: 'none', options: ['a'] }, { code: 'not-found' }],
      // The socket is of one event, and so is what it may.
      [{ poll: elsewhere, options: ['a'] }, { code: 'forbidden' }],
      [{ poll: fixed, options: ['a'] }, { op: 'ack' }],
      [{ poll: fixed, options: ['b'] }, { code: 'already-voted' }],
    ];
    for (const [place, [frame, answer]] of tries.entries()) {
      send({ op: 'ballot', id: `c${place}`, ...frame });
      expect(await next()).toEqual({ op: 'error', id: `c${place}`, ...answer });
    }
    send({ op: 'ballot', poll: open, options: ['a'] });
    expect(await next()).toEqual({ op: 'error', code: 'bad-request' });
  });

  it.each<ParticipantState>(['invited', 'waiting', 'declined'])('is not for somebody who is %s', async (state) => {
    const poll = await newPoll();
    const { send, next } = await house.connect(await house.add({ state }));
    send({ op: 'ballot', id: 'c1', poll, options: ['a'] });
    expect(await next()).toEqual({ op: 'error', id: 'c1', code: 'forbidden' });
    expect(await choices(poll)).toEqual([]);
  });

  it('counts in the round that is open now, also right after another', async () => {
    const poll = await newPoll();
    const { send, next } = await house.connect();
    send({ op: 'ballot', id: 'c1', poll, options: ['a'] });
    await next();
    await writeRound(database.db, house.event.id, poll, 2, {});
    await database.db.updateTable('poll_poll').set({ round: 2 }).where('id', '=', poll).execute();
    send({ op: 'ballot', id: 'c2', poll, options: ['b'] });
    expect(await next()).toEqual({ op: 'ack', id: 'c2' });
    expect((await choices(poll)).sort()).toEqual([
      [1, '{"options":["a"]}', 'c1'],
      [2, '{"options":["b"]}', 'c2'],
    ]);
  });

  it('is not counted in another round than the one it names, over the socket and over HTTP', async () => {
    const poll = await newPoll();
    const { headers } = await signInAs(house, database, house.event, { email: `${newId<string>()}@example.org` });
    const { send, next } = await house.connect();
    const bySocket = async (id: string, round: number) => {
      send({ op: 'ballot', id, poll, round, options: ['a'] });
      return await next();
    };
    const byHttp = async (clientId: string, round: number) => {
      const payload = { clientId, round, options: ['a'] };
      const answer = await house.app.inject({ method: 'POST', url: `/api/polls/${poll}/ballot`, headers, payload });
      return [answer.statusCode, answer.json<{ code?: string }>().code];
    };
    const refused = (id: string) => ({ op: 'error', id, code: 'poll-not-open' });
    expect([await bySocket('s1', 2), await byHttp('h1', 2)]).toEqual([refused('s1'), [409, 'poll-not-open']]);
    expect([await bySocket('s2', 1), await byHttp('h2', 1)]).toEqual([{ op: 'ack', id: 's2' }, [200, undefined]]);
    await writeRound(database.db, house.event.id, poll, 2, {});
    await database.db.updateTable('poll_poll').set({ round: 2 }).where('id', '=', poll).execute();
    // The server still remembers the first round; a ballot of the second makes it look again.
    expect([await bySocket('s3', 1), await byHttp('h3', 1)]).toEqual([refused('s3'), [409, 'poll-not-open']]);
    expect([await bySocket('s4', 2), await byHttp('h4', 2)]).toEqual([{ op: 'ack', id: 's4' }, [200, undefined]]);
    // The server remembers the second: a page with a stale picture sends its vote of the first again.
    expect([await bySocket('s3', 1), await byHttp('h3', 1)]).toEqual([refused('s3'), [409, 'poll-not-open']]);
    expect((await choices(poll)).sort()).toEqual([
      [1, '{"options":["a"]}', 'h2'],
      [1, '{"options":["a"]}', 's2'],
      [2, '{"options":["a"]}', 'h4'],
      [2, '{"options":["a"]}', 's4'],
    ]);
    const whole = { method: 'POST', url: `/api/polls/${poll}/ballot`, headers } as const;
    const odd = await house.app.inject({ ...whole, payload: { clientId: 'h5', round: 0, options: ['a'] } });
    expect([odd.statusCode, odd.json<{ code: string }>().code]).toEqual([422, 'bad-input']);
  });

  it('is stored though its socket has closed meanwhile, and nothing is logged of it', async () => {
    const poll = await newPoll();
    // Once somebody has voted the poll is known, and the next ballot goes into the box as it comes.
    const other = await house.connect();
    other.send({ op: 'ballot', id: 'c0', poll, options: ['b'] });
    await other.next();
    const { send, socket, closed } = await house.connect();
    const logged = house.lines.length;
    send({ op: 'ballot', id: 'c1', poll, options: ['a'] });
    socket.close();
    await closed;
    await house.services.ballotBox.settled();
    expect(await choices(poll)).toContainEqual([1, '{"options":["a"]}', 'c1']);
    expect(house.lines.slice(logged).join()).not.toMatch(/"level":(40|50|60)|options/);
  });

  it('of a secret poll is stored sealed', async () => {
    const keys = newKeyPair();
    const content = { ...WHERE_TO_FOCUS, secrecy: 'secret' as const };
    const poll = await newPoll({ content, publicKey: keys.publicKey });
    const { send, next } = await house.connect();
    send({ op: 'ballot', id: 'c1', poll, options: ['b'] });
    expect(await next()).toEqual({ op: 'ack', id: 'c1' });
    const [[, sealed] = []] = await choices(poll);
    expect(String(sealed)).not.toContain('options');
    expect(openBox(content, keys, String(sealed))).toBe('{"options":["b"]}');
  });

  it('over HTTP is answered alike', async () => {
    const poll = await newPoll({ content: { mayChange: false } });
    const browser = await signInAs(house, database, house.event, { email: `${newId<string>()}@example.org` });
    const vote = async (id: string, payload: object, headers: object = browser.headers) => {
      const answer = await house.app.inject({
        method: 'POST',
        url: `/api/polls/${id}/ballot`,
        headers: { ...headers },
        payload,
      });
      return [answer.statusCode, answer.json<{ code?: string }>().code];
    };
    const paper = { clientId: 'c1', options: ['a'] };
    expect([
      await vote(poll, paper),
      await vote(poll, paper),
      await vote(poll, { clientId: 'c2', options: ['a'] }),
      await vote(poll, { ...paper, clientId: 'c3', options: ['d'] }),
      await vote(poll, { clientId: 'c4' }),
      await vote(poll, { ...paper, more: 1 }),
      await vote('none', paper),
      await vote(poll, paper, {}),
      await vote(poll, paper, { cookie: browser.headers.cookie, origin: browser.headers.origin }),
    ]).toEqual([
      [200, undefined],
      [200, undefined],
      [409, 'already-voted'],
      [422, 'unknown-option'],
      [422, 'bad-input'],
      [422, 'bad-input'],
      [404, 'not-found'],
      [401, 'unauthenticated'],
      [403, 'forged-request'],
    ]);
    expect(await choices(poll)).toHaveLength(1);
  });

  it('for a hidden event is for nothing that is there, as for a poll that is not', async () => {
    const hidden = await makeEvent(house, newId<string>(), false);
    const poll = await writePoll(database.db, hidden.id);
    const { headers } = await signInAs(house, database, house.event, { email: `${newId<string>()}@example.org` });
    const [one, other] = await Promise.all(
      [poll, newId<string>()].map(async (id) => {
        const payload = { clientId: 'c1', options: ['d'] };
        const answer = await house.app.inject({ method: 'POST', url: `/api/polls/${id}/ballot`, headers, payload });
        return { ...answer.json<object>(), requestId: '' };
      }),
    );
    expect(one).toMatchObject({ status: 404 });
    expect(one).toEqual(other);
  });

  it('over HTTP ends with the right to vote, at once', async () => {
    const poll = await newPoll();
    const { headers, participantId } = await signInAs(house, database, house.event, {
      email: `${newId<string>()}@example.org`,
    });
    const vote = async (clientId: string) => {
      const payload = { clientId, options: ['a'] };
      return (await house.app.inject({ method: 'POST', url: `/api/polls/${poll}/ballot`, headers, payload }))
        .statusCode;
    };
    const first = await vote('c1');
    await database.db
      .updateTable('people_participant')
      .set({ state: 'declined' })
      .where('id', '=', participantId)
      .execute();
    expect([first, await vote('c2')]).toEqual([200, 403]);
  });

  it("over HTTP is each one's own when many come at once, and of nobody whose sign-in has ended", async () => {
    const poll = await newPoll();
    const people = [];
    for (let each = 0; each < 12; each += 1) {
      people.push(await signInAs(house, database, house.event, { email: `${newId<string>()}@example.org` }));
    }
    const ended = people.filter((_, place) => place % 4 === 3);
    const hashes = ended.map(({ headers }) => hashSecret(headers.cookie.split('=')[1] ?? ''));
    await database.db.deleteFrom('people_sign_in').where('hash', 'in', hashes).execute();
    const answers = await Promise.all(
      [...people, ...people].map(({ headers, participantId }) => {
        const payload = { clientId: participantId, options: ['a'] };
        return house.app.inject({ method: 'POST', url: `/api/polls/${poll}/ballot`, headers, payload });
      }),
    );
    const statuses = people.map((person) => (ended.includes(person) ? 401 : 200));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([...statuses, ...statuses]);
    const stored = await database.db.selectFrom('poll_ballot').selectAll().where('poll_id', '=', poll).execute();
    const voted = people.filter((person) => !ended.includes(person)).map(({ participantId }) => participantId);
    expect(stored.map(({ participant_id }) => participant_id).sort()).toEqual([...voted].sort());
    expect(stored.every(({ participant_id, client_id }) => participant_id === client_id)).toBe(true);
  });
});
