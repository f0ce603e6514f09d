import { expect, it, test } from 'vitest';
import { peopleQuery } from '../../people/roster/people-filter.ts';
import { openDatabase } from '../../server/database.ts';
import { firstStart } from '../../server/first-start.ts';
import { findOperator } from '../../server/operator-keys.ts';
import { type Ground, type Services, wire } from '../../server/wiring.ts';
import { OPERATOR, StandingClock } from '../agenda/room.ts';
import { eachEngine, type OpenTestDatabase, type TestDatabase } from '../engines.ts';
import { newKeyDir } from '../key-folders.ts';

interface Begun {
  readonly database: TestDatabase;
  readonly ground: Ground;
  readonly services: Services;
  readonly keys: string[];
  /** @returns the slug of the sample, or null. */
  readonly begin: (withSample?: boolean) => Promise<string | null>;
}

async function newDatabase(open: OpenTestDatabase): Promise<Begun> {
  const database = await open();
  const publicUrl = () => new URL('https://plenum.example.org');
  const ground = { database, keyDir: newKeyDir(), clock: new StandingClock('2026-03-04T12:00:00Z'), publicUrl };
  const keys: string[] = [];
  const begin = async (withSample = true) => {
    const sample = await firstStart(ground, { withSample, showKey: (key) => void keys.push(key) });
    return sample?.slug ?? null;
  };
  return { database, ground, services: wire(ground), keys, begin };
}

async function slugs({ agenda }: Services): Promise<string[]> {
  return (await agenda.events.list(OPERATOR)).map(({ slug }) => slug);
}

eachEngine('a first start', (open, engine) => {
  it('makes a key that works and publishes the sample, once', async () => {
    const { services, keys, begin } = await newDatabase(open);
    expect(await begin()).toBe('five-day-event');
    expect(await begin()).toBe(null);
    expect(keys).toHaveLength(1);
    expect(await findOperator(services.operatorKeys, keys[0] ?? '')).toEqual({ kind: 'operator', keyId: 'first' });
    expect((await services.agenda.published.get('five-day-event'))?.agenda.version).toBe(1);
  });

  it('registers people of thirteen administrations with their roles, and opens registration', async () => {
    const { services, ground, begin } = await newDatabase(open);
    await begin();
    const event = await services.agenda.directory.find('five-day-event');
    if (!event) throw new Error('there is no sample');
    const { roster, organisations, registration } = services.people;
    const { people, states } = await roster.page(OPERATOR, event, peopleQuery.parse({ limit: 200 }));
    expect(states).toEqual({ invited: 0, registered: 14, waiting: 0, declined: 0, removed: 0 });
    const held = people.flatMap(({ name, roles }) => roles.map(({ role, day, room }) => [name, role, day ?? room]));
    expect(held.toSorted()).toEqual([
      ['Chair of day 1, United Kingdom', 'chair', 1],
      ['Chair of day 2, Belgium', 'chair', 2],
      ['Chair of day 3, Hungary', 'chair', 3],
      ['Chair of day 4, Ireland', 'chair', 4],
      ['Chair of day 5, Netherlands', 'chair', 5],
      ['Deputy of day 1, France', 'deputy', 1],
      ['Facilitator, Germany', 'facilitator', 'Room A'],
      ['Helpdesk, host administration', 'helpdesk', null],
      ['Organiser, host administration', 'organiser', null],
      ['Rapporteur, Finland', 'rapporteur', 'Room A'],
    ]);
    const listed = await organisations.list(OPERATOR, event);
    expect([listed.length, listed.find(({ country }) => country === 'EE')?.domains]).toEqual([
      13,
      ['estonia.example.org'],
    ]);
    // Eight days before the Monday that follows the standing clock, and to the end of the last day.
    expect(await registration.settings(OPERATOR, event)).toMatchObject({
      opensAt: '2026-03-01T08:00:00+01:00',
      closesAt: '2026-03-13T13:30:00+01:00',
      consents: [
        { key: 'chatham-house', title: 'Chatham House rule', required: true },
        { key: 'data', title: 'Processing of my data', required: true },
      ],
    });
    const mails = await ground.database.db.selectFrom('server_mail').selectAll().execute();
    expect(mails).toEqual([]);
  });

  it('puts a poll into most breaks, of every kind and secrecy, and asks some questions before the event', async () => {
    const { services, begin } = await newDatabase(open);
    await begin();
    const event = await services.agenda.directory.find('five-day-event');
    if (!event) throw new Error('there is no sample');
    const { polls } = await services.polls.polls.readLines(OPERATOR, event);
    const count = (of: (poll: (typeof polls)[number]) => string) => {
      const names = polls.map(of);
      return Object.fromEntries(names.map((name) => [name, names.filter((each) => each === name).length]));
    };
    expect(count(({ kind }) => kind)).toEqual({ opinion: 3, ranking: 1, scale: 2, text: 2, trivia: 5 });
    expect(count(({ secrecy }) => secrecy)).toEqual({ named: 1, secret: 1, unnamed: 11 });
    expect(count(({ state }) => state)).toEqual({ draft: 1, ready: 12 });
    expect(new Set(polls.map(({ entry }) => entry)).size).toBe(13);
    const entries = (await services.agenda.published.get('five-day-event'))?.agenda.days[0]?.entries ?? [];
    const study = entries.find(({ kind }) => kind === 'presentation');
    const queue = await services.questions.readQueue(OPERATOR, event, `session:${study?.id}`);
    expect(queue.questions).toHaveLength(3);
  });

  it('deals everybody into rooms with topics and links in each of five breakouts', async () => {
    const { services, begin } = await newDatabase(open);
    await begin();
    const event = await services.agenda.directory.find('five-day-event');
    if (!event) throw new Error('there is no sample');
    const { rounds } = await services.breakouts.rounds.readStaffRounds({ actor: OPERATOR, event });
    const seen = rounds.map(({ state, rooms, unplaced }) => [state, rooms.length, unplaced]);
    expect(seen).toEqual([3, 3, 4, 4, 5].map((rooms) => ['assigned', rooms, 0]));
    const rooms = rounds.flatMap((round) => round.rooms);
    expect(rooms.filter(({ topic, joinLink, facilitator }) => !topic || !joinLink || !facilitator)).toEqual([]);
    expect(new Set(rooms.map(({ size }) => size))).toEqual(new Set([2, 3, 4, 5]));
  });

  it('leaves nothing when it is broken off, so that the next one does all of it', async () => {
    const { ground, services, begin } = await newDatabase(open);
    const brokenOff = firstStart(ground, {
      withSample: true,
      showKey: () => {
        throw new Error('the terminal is gone');
      },
    });
    await expect(brokenOff).rejects.toThrow('the terminal is gone');
    expect([await services.operatorKeys.isEmpty(), await slugs(services)]).toEqual([true, []]);
    expect(await begin()).toBe('five-day-event');
    expect((await services.agenda.drafts.view(OPERATOR, 'five-day-event')).publishedVersion).toBe(1);
  });

  it('does not bring back a sample that was removed', async () => {
    const { services, begin } = await newDatabase(open);
    await begin();
    const { revision } = await services.agenda.events.get(OPERATOR, 'five-day-event');
    await services.agenda.events.remove({ actor: OPERATOR, slug: 'five-day-event', revision });
    expect(await begin()).toBe(null);
    expect(await slugs(services)).toEqual([]);
  });

  it('in production makes a key alone', async () => {
    const { services, keys, begin } = await newDatabase(open);
    expect(await begin(false)).toBe(null);
    expect([keys.length, await slugs(services)]).toEqual([1, []]);
  });

  // Two connections of one process cannot wait for each other on SQLite, whose waiting stops the process.
  if (engine === 'postgres') {
    test('of two at once only one does it, and neither fails', async () => {
      const { database, ground, keys, begin } = await newDatabase(open);
      const other = await openDatabase(database.location);
      const showKey = (key: string) => void keys.push(key);
      const done = await Promise.all([
        begin(),
        firstStart({ ...ground, database: other }, { withSample: true, showKey }).then(
          (sample) => sample?.slug ?? null,
        ),
      ]).finally(() => other.close());
      expect(done.toSorted()).toEqual(['five-day-event', null]);
      expect(keys).toHaveLength(1);
    });
  }
});
