/** Questions over HTTP and the socket, as pages use them: what is allowed is held by the tests of the service. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../kernel/random.ts';
import type { OwnQuestionsView, QuestionOverview, QueueView } from '../../questions/view.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type LiveHouse, openHouse } from '../server/live/live-house.ts';
import { mustOpen, type Opened } from '../server/live/sockets.ts';
import { type SignedInBrowser, signInAs } from '../server/signed-in.ts';

const PLACE = 'room:Ideas';

eachEngine('questions over HTTP', (open) => {
  let database: TestDatabase;
  let house: LiveHouse;
  let asker: SignedInBrowser;
  let voter: SignedInBrowser;
  let organiser: SignedInBrowser;

  beforeAll(async () => {
    database = await open();
    house = await openHouse(database);
    const enter = (email: string, roles: { role: 'organiser' }[] = []) =>
      signInAs(house, database, house.event, { email, roles });
    asker = await enter('asker@example.org');
    voter = await enter('voter@example.org');
    organiser = await enter('organiser@example.org', [{ role: 'organiser' }]);
    return () => house.app.close();
  });
  afterAll(() => house.hangUp());

  async function send(
    by: SignedInBrowser,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    revision?: number,
  ) {
    const headers = { ...by.headers, ...(revision !== undefined && { 'if-match': `"${revision}"` }) };
    const url = `/api/events/${house.event.slug}/${path}`;
    const answer = await house.app.inject({ method, url, headers, ...(body && { payload: body }) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }

  async function ask(text: string): Promise<string> {
    const sent = { clientId: newId(), place: PLACE, text };
    const { status, body } = await send(asker, 'POST', 'questions', sent);
    expect(status).toBe(201);
    return (body as OwnQuestionsView).asked.find((each) => each.text === text)?.id ?? '';
  }

  /** A socket that follows what somebody asked and voted for, with the first state taken. */
  async function followOwn({ headers: { cookie } }: SignedInBrowser): Promise<Opened> {
    const origin = `http://127.0.0.1:${house.port}`;
    const opened = await mustOpen(house.port, { origin, cookie }, `/api/live?event=${house.event.slug}`);
    opened.send({ op: 'subscribe', topic: 'my-questions' });
    expect(await opened.next()).toMatchObject({ op: 'state', topic: 'my-questions' });
    return opened;
  }
  /** What is told next of a question: a state that was on its way before it was asked says nothing of it. */
  const lastOf = async ({ next }: Opened, id: string) => {
    for (;;) {
      const { asked } = (await next()).state as OwnQuestionsView;
      const told = asked.find((each) => each.id === id);
      if (told) return [told.state, told.reason, told.votes];
    }
  };
  const at = (of: string) => `${of}?place=${encodeURIComponent(PLACE)}`;
  const queue = async () => ((await send(organiser, 'GET', at('questions/queue'))).body as QueueView).questions;
  const queued = async () => (await queue()).map(({ text, state, votes }) => `${text} ${state} ${votes}`);

  /** With the revision that its queue shows. */
  async function command(id: string, body: object) {
    const revision = (await queue()).find((each) => each.id === id)?.revision ?? 0;
    return await send(organiser, 'POST', `questions/${id}/commands`, body, revision);
  }

  it('are asked, voted for once, merged, worked off and carried, each seen where they are followed', async () => {
    const follower = await house.follow(`questions:${PLACE}`);
    const first = await ask('First?');
    expect(await follower.next()).toMatchObject({
      topic: `questions:${PLACE}`,
      state: { questions: [{ text: 'First?' }] },
    });
    for (let time = 0; time < 2; time += 1) {
      const { status, body } = await send(voter, 'PUT', `questions/${first}/vote`);
      expect([status, body.voted]).toEqual([200, [first]]);
    }
    expect(await queued()).toEqual(['First? new 2']);
    const second = await ask('The same?');
    expect((await send(organiser, 'PUT', `questions/${second}/vote`)).body.voted).toEqual([second]);
    const [ofAsker, ofOrganiser] = [await followOwn(asker), await followOwn(organiser)];
    expect((await command(second, { do: 'merge', into: first })).status).toBe(200);
    // Whoever voted for either is told that it is one now, with their votes.
    expect(await lastOf(ofAsker, first)).toEqual(['new', '', 3]);
    expect((await ofOrganiser.next()).state).toEqual({ asked: [], voted: [first] });
    expect((await send(organiser, 'DELETE', `questions/${first}/vote`)).body.voted).toEqual([]);
    expect([(await ofOrganiser.next()).state, await lastOf(ofAsker, first)]).toEqual([
      { asked: [], voted: [] },
      ['new', '', 2],
    ]);
    expect(await queued()).toContain('First? new 2');
    expect((await command(first, { do: 'accept' })).status).toBe(200);
    expect((await send(organiser, 'POST', `questions/${first}/commands`, { do: 'ask' }, 1)).body.code).toBe(
      'revision-stale',
    );
    expect((await command(first, { do: 'carry', place: 'room:Later' })).status).toBe(200);
    const later = await send(voter, 'GET', 'questions?place=room%3ALater');
    expect(later.body.questions).toMatchObject([{ id: first, state: 'accepted', votes: 2, carriedFrom: PLACE }]);
    expect((await send(voter, 'DELETE', `questions/${first}/vote`)).body.voted).toEqual([]);
    const own = (await send(asker, 'GET', 'me/questions')).body as OwnQuestionsView;
    expect(own.asked.map(({ text, state }) => `${text} ${state}`).sort()).toEqual([
      'First? accepted',
      'The same? merged',
    ]);
  });

  it('are looked at first where organisers say so, and are nobody else’s to take back or to work off', async () => {
    expect((await send(voter, 'PUT', 'questions/settings', { moderated: true })).status).toBe(403);
    expect((await send(organiser, 'PUT', 'questions/settings', { moderated: true })).body.moderated).toBe(true);
    const [ofAsker, ofVoter] = [await followOwn(asker), await followOwn(voter)];
    const hidden = await ask('Hidden?');
    expect(await lastOf(ofAsker, hidden)).toEqual(['new', '', 1]);
    expect((await send(voter, 'GET', at('questions'))).body).toMatchObject({ moderated: true, questions: [] });
    expect((await send(voter, 'PUT', `questions/${hidden}/vote`)).status).toBe(404);
    expect((await command(hidden, { do: 'set-aside', reason: 'Off the subject' })).status).toBe(200);
    expect(await lastOf(ofAsker, hidden)).toEqual(['set-aside', 'Off the subject', 1]);
    const own = (await send(asker, 'GET', 'me/questions')).body as OwnQuestionsView;
    expect(own.asked.find(({ id }) => id === hidden)).toMatchObject({ state: 'set-aside', reason: 'Off the subject' });
    const mine = await ask('Mine?');
    // What somebody else asks and hears is told to nobody beside them.
    ofVoter.send({ op: 'ping', id: 'after' });
    expect(await ofVoter.next()).toMatchObject({ op: 'pong' });
    expect((await send(voter, 'DELETE', `questions/${mine}`)).status).toBe(404);
    expect((await send(asker, 'DELETE', `questions/${mine}`)).status).toBe(200);
    expect((await send(voter, 'POST', `questions/${mine}/commands`, { do: 'accept' }, 1)).status).toBe(403);
    expect((await send(organiser, 'PUT', 'questions/settings', { moderated: 'no' })).body.code).toBe('bad-input');
  });

  it('are followed as a queue by those who work it off, with each command, and counted for them by place', async () => {
    const topic = `questions:${PLACE}:staff`;
    const outside = await house.connect();
    outside.send({ op: 'subscribe', topic });
    expect(await outside.next()).toEqual({ op: 'error', topic, code: 'forbidden' });
    const chair = await house.follow(topic, await house.add({ roles: ['organiser'] }));
    const shown = async (id: string) => {
      const { state } = await chair.next();
      const { state: stands, reason, mergedInto } = (state as QueueView).questions.find((each) => each.id === id) ?? {};
      return [stands, reason, mergedInto];
    };
    const before = ((await send(organiser, 'GET', 'questions/overview')).body as QuestionOverview).places;
    expect((await send(voter, 'GET', 'questions/overview')).status).toBe(403);
    const id = await ask('For the queue?');
    expect(await shown(id)).toEqual(['new', '', null]);
    const steps: readonly (readonly [object, readonly unknown[]])[] = [
      [{ do: 'accept' }, ['accepted', '', null]],
      [{ do: 'set-aside', reason: 'Too long' }, ['set-aside', 'Too long', null]],
      [{ do: 'accept' }, ['accepted', '', null]],
      [{ do: 'ask' }, ['asked', '', null]],
      [{ do: 'answer' }, ['answered', '', null]],
    ];
    for (const [body, stands] of steps) {
      expect((await command(id, body)).status).toBe(200);
      expect([body, await shown(id)]).toEqual([body, stands]);
    }
    const other = await ask('The same, for the queue?');
    expect(await shown(other)).toEqual(['new', '', null]);
    expect((await command(other, { do: 'merge', into: id })).status).toBe(200);
    expect(await shown(other)).toEqual(['merged', '', id]);
    const after = ((await send(organiser, 'GET', 'questions/overview')).body as QuestionOverview).places;
    const answered = (places: typeof after) => places.find(({ place }) => place === PLACE)?.answered ?? 0;
    expect([answered(after) - answered(before), after.map(({ place }) => place)]).toEqual([
      1,
      [...new Set([...before.map(({ place }) => place), PLACE])].sort(),
    ]);
  });
});
