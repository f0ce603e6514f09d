import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EventRef } from '../../people/event-directory.ts';
import type { PollCommand } from '../../polls/schema.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine } from '../engines.ts';
import type { Somebody } from '../people/somebody.ts';
import { type LiveHouse, openHouse } from '../server/live/live-house.ts';
import type { Opened } from '../server/live/sockets.ts';
import { trivia } from './contents.ts';

/** An answer tells itself apart from the other options only where it is named as one. */
const ANSWER = 'kestrel-4711';
/** In milliseconds. */
const LONGEST_SILENCE = 2_000;

eachEngine('the correct answer', (open) => {
  let house: LiveHouse;
  let somebody: Somebody;
  let poll: string;
  let event: EventRef;

  beforeAll(async () => {
    house = await openHouse(await open());
    event = house.event;
    somebody = await house.add();
    const options = [ANSWER, 'heron', 'wren'].map((id) => ({ id, text: `Bird ${id.slice(0, 3)}` }));
    const content = trivia({ options, answer: ANSWER, entry: null, resultsWhileOpen: true });
    poll = (await house.services.polls.polls.create(OPERATOR, event, content)).id;
    await give('ready');
  });
  afterAll(() => house.app.close());

  const give = (wanted: PollCommand['do']) =>
    house.services.polls.polls.command({ actor: OPERATOR, event, poll, revision: null }, { do: wanted } as PollCommand);

  /** Every byte that somebody who is no staff is sent now: routes, pages, feeds, topics. */
  const everything = () => read([...ofPolls(), ...ofOthers()]);

  /** Of what says anything of polls. Between two looks at everything nothing else changes. */
  const everythingOfPolls = () => read(ofPolls());

  async function read(addresses: readonly string[]): Promise<string[]> {
    const all = [];
    for (const url of addresses) {
      const { body, headers } = await house.app.inject({ url, headers: { cookie: somebody.cookie } });
      all.push(`${url}\n${JSON.stringify(headers)}\n${body}`);
    }
    // One of its own each time: nobody may send more than 20 messages in a second.
    const socket = await house.connect(somebody);
    for (const topic of ['now', 'agenda', 'me', 'polls', `poll:${poll}`, 'polls:staff', `poll:${poll}:staff`]) {
      socket.send({ op: 'subscribe', topic });
      const frame = await Promise.race([frameOf(socket, topic), silence()]);
      all.push(`${topic}\n${JSON.stringify(frame)}`);
    }
    await house.hangUp();
    return all;
  }

  function ofPolls(): string[] {
    const api = `/api/events/${event.slug}`;
    return [
      ...['/polls', `/polls/${poll}`, '/polls/on', `/polls/on/${poll}`, '/me/ballots', '/me/data', '/now'],
      ...['/polls/results.csv', ...['json', 'csv', 'svg'].map((format) => `/polls/${poll}/results.${format}`)],
    ]
      .map((end) => api + end)
      .concat(['', '/stage', '/chair', '/organise/polls'].map((page) => `/e/${event.slug}${page}`));
  }

  function ofOthers(): string[] {
    return [
      ...['', '/agenda', '/me', '/audit', '/questions/overview'].map((end) => `/api/events/${event.slug}${end}`),
      ...['calendar.ics', 'schedule.json', 'schedule.xml'].map((feed) => `/events/${event.slug}/${feed}`),
      ...[`/e/${event.slug}/agenda`, '/api/me', '/api/openapi.json'],
    ];
  }

  /**
   * The option is on the ballot paper, and among the counts where these are shown. Anywhere else its id tells
   * that it is the answer.
   */
  function leaks(seen: readonly string[]): string[] {
    return seen.flatMap((text) => {
      const plain = text.replaceAll('&quot;', '"').replaceAll('\\"', '"');
      const known = plain
        .replaceAll(`{"id":"${ANSWER}","text":"Bird kes"}`, '')
        .replaceAll(new RegExp(`\\{"id":"${ANSWER}","people":\\d+,"points":\\d+\\}`, 'g'), '')
        .replaceAll(`{"poll":"${poll}","round":1,"options":["${ANSWER}"],"text":null}`, '');
      // What is drawn of the paper names each option in the same way: an attribute that another option has too tells
      // nothing, and one that stands for the answer alone stays and is found.
      const drawn = known.replaceAll(new RegExp(`[\\w-]+="[^"]*${ANSWER}[^"]*"`, 'g'), (attribute) =>
        known.includes(attribute.replaceAll(ANSWER, 'heron')) ? '' : attribute,
      );
      return drawn.includes(ANSWER) || /"answer":"/.test(drawn) ? [text.slice(0, text.indexOf('\n'))] : [];
    });
  }

  it('leaves for nobody but staff before it is shown, in whatever state the poll is', async () => {
    expect(leaks(await everything())).toEqual([]);
    await give('open');
    const paper = await everythingOfPolls();
    expect(leaks(paper)).toEqual([]);
    const seen = paper.filter((text) => text.includes('Bird her')).map((text) => text.slice(0, text.indexOf('\n')));
    expect(seen).toEqual(expect.arrayContaining(['polls', `poll:${poll}`, `/api/events/${event.slug}/polls/on`]));
    await house.app.inject({
      method: 'POST',
      url: `/api/polls/${poll}/ballot`,
      headers: { cookie: somebody.cookie, 'x-csrf-token': await tokenOf(), origin: 'http://127.0.0.1:3000' },
      payload: { clientId: 'c1', options: [ANSWER] },
    });
    expect(leaks(await everything())).toEqual([]);
    await give('close');
    expect(leaks(await everythingOfPolls())).toEqual([]);
    // As the clock of the test is the machine's, the seconds of grace are taken as over.
    const later = (house.services.clock.now() + 3_000) as ReturnType<typeof house.services.clock.now>;
    await house.services.polls.polls.tick(later);
    expect(leaks(await everything())).toEqual([]);
    await give('show');
    expect(leaks(await everything())).toEqual([]);
    await give('show-answer');
    // The same search finds it as soon as it is shown: a leak would be found.
    expect(leaks(await everythingOfPolls())).toEqual(
      expect.arrayContaining([`/api/events/${event.slug}/polls/on/${poll}`, `poll:${poll}`]),
    );
  });

  async function tokenOf(): Promise<string> {
    const me = await house.app.inject({ url: '/api/me', headers: { cookie: somebody.cookie } });
    return me.json<{ csrfToken: string }>().csrfToken;
  }
});

async function frameOf(socket: Opened, topic: string): Promise<Record<string, unknown>> {
  let frame = await socket.next();
  while (frame.topic !== topic) frame = await socket.next();
  return frame;
}

/** For a topic of which nothing comes, because what it says is not as its frames are: what is looked for is missed then. */
async function silence(): Promise<{ readonly silent: true }> {
  return await setTimeout(LONGEST_SILENCE, { silent: true }, { ref: false });
}
