import { expect, it, test } from 'vitest';
import { openDatabase } from '../../server/database.ts';
import { firstStart } from '../../server/first-start.ts';
import { findOperator } from '../../server/operator-keys.ts';
import { type Ground, type Services, wire } from '../../server/wiring.ts';
import { OPERATOR, StandingClock } from '../agenda/room.ts';
import { eachEngine, type OpenTestDatabase, type TestDatabase } from '../engines.ts';

interface Begun {
  readonly database: TestDatabase;
  readonly ground: Ground;
  readonly services: Services;
  readonly keys: string[];
  readonly begin: (withSample?: boolean) => Promise<string | null>;
}

async function newDatabase(open: OpenTestDatabase): Promise<Begun> {
  const database = await open();
  const publicUrl = () => new URL('https://plenum.example.org');
  const ground = { database, clock: new StandingClock('2026-03-04T12:00:00Z'), publicUrl };
  const keys: string[] = [];
  const begin = (withSample = true) => firstStart(ground, { withSample, showKey: (key) => void keys.push(key) });
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
        firstStart({ ...ground, database: other }, { withSample: true, showKey }),
      ]).finally(() => other.close());
      expect(done.toSorted()).toEqual(['five-day-event', null]);
      expect(keys).toHaveLength(1);
    });
  }
});
