import { sql } from 'kysely';
import { expect, it, vi } from 'vitest';
import type { EventId } from '../../../kernel/ids.ts';
import { neighboursOn } from '../../../server/live/neighbours.ts';
import { readVersion, readVersions, sumVersions, topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';

const EVENT = 'event' as EventId;

eachEngine('the versions of topics', (open, engine) => {
  it('rise by one for each change that is committed', async () => {
    const { db } = await open();
    const touch = topicToucher(engine);
    await touch(db, EVENT);
    await touch(db, EVENT, 'now', 'agenda', 'now');
    await touch(db, EVENT, 'now');
    await touch(db, 'other' as EventId, 'now');
    const undone = db.transaction().execute(async (tx) => {
      await touch(tx, EVENT, 'now');
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await readVersions(db, EVENT)).toEqual(new Map(Object.entries({ agenda: 1, now: 2 })));
    expect([await readVersion(db, EVENT, 'now'), await readVersion(db, EVENT, 'help')]).toEqual([2, 0]);
    expect(await sumVersions(db, [EVENT, 'none' as EventId])).toEqual(new Map([[EVENT, 3]]));
  });

  it('rise though many change the same ones at once', async () => {
    const { db } = await open();
    const touch = topicToucher(engine);
    const topics = ['a', 'b', 'c'];
    const change = (each: number) =>
      db.transaction().execute((tx) => touch(tx, EVENT, ...(each % 2 ? topics : topics.toReversed())));
    await Promise.all(Array.from({ length: 20 }, (_, each) => change(each)));
    expect(await readVersions(db, EVENT)).toEqual(new Map(Object.entries({ a: 20, b: 20, c: 20 })));
  });

  // SQLite has nobody to tell: other processes look at the versions themselves.
  if (engine === 'sqlite') return;

  it('are taken in the order of their names, so that no two changes wait for each other', async () => {
    const { db } = await open();
    const touch = topicToucher(engine);
    await touch(db, EVENT, 'a', 'b');
    const begun = db.transaction().execute(async (holding) => {
      await touch(holding, EVENT, 'a');
      const second = db.transaction().execute((tx) => touch(tx, EVENT, 'b', 'a'));
      const waits = sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await vi.waitFor(async () => expect((await waits.execute(db)).rows.length).toBe(1));
      // Who waits for the first does not hold the second yet.
      await db.transaction().execute(async (tx) => {
        await sql`set local lock_timeout = '1s'`.execute(tx);
        await touch(tx, EVENT, 'b');
      });
      return { second };
    });
    await (await begun).second;
    expect(await readVersions(db, EVENT)).toEqual(new Map(Object.entries({ a: 3, b: 3 })));
  });

  it('are told to the other processes, also after their connection broke', async () => {
    const { db, databaseUrl = '' } = await open();
    const touch = topicToucher(engine);
    const heard: (string | null)[] = [];
    const faults: unknown[] = [];
    const waiting: (() => void)[] = [];
    const onChange = (eventId: string | null) => {
      heard.push(eventId);
      waiting.shift()?.();
    };
    const next = () => new Promise<void>((resolve) => waiting.push(resolve));
    const connected = next();
    const neighbours = neighboursOn(databaseUrl)({ onChange, onFault: (error) => faults.push(error) });
    await connected;
    const told = next();
    await touch(db, EVENT, 'now', 'agenda');
    await told;
    const again = next();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen plenum_live' and datname = current_database()`.execute(
      db,
    );
    await again;
    const toldAgain = next();
    await touch(db, EVENT, 'now');
    await toldAgain;
    expect(heard).toEqual([null, EVENT, null, EVENT]);
    expect(faults.length).toBe(1);
    await neighbours.stop();
  });
});
