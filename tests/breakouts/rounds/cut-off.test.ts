/** A process that dies while a round opens or closes, before each of the statements that change something. */
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { breakoutSettings, summaryChange } from '../../../breakouts/schema.ts';
import { type Services, wire } from '../../../server/wiring.ts';
import { eachEngine } from '../../engines.ts';
import { newKeyDir } from '../../key-folders.ts';
import { openRoundRoom, type RoundRoom } from './round-room.ts';

/** Lets so many statements through that change something, and none after them. */
class DeadAfter implements KyselyPlugin {
  left: number;

  constructor(statements: number) {
    this.left = statements;
  }

  transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
    if (node.kind === 'SelectQueryNode') return node;
    if (this.left === 0) throw new Error(DEAD);
    this.left -= 1;
    return node;
  }

  async transformResult<Result>({ result }: { readonly result: Result }): Promise<Result> {
    return result;
  }
}

const DEAD = 'the process is dead';
/** What opening or closing changes. */
const CHANGED = ['agenda_show', 'breakout_round', 'people_audit_entry', 'server_live_topic'] as const;
const KEY_DIR = newKeyDir();

eachEngine('a process that dies', (open) => {
  let room: RoundRoom;
  let round: string;

  beforeAll(async () => {
    room = await openRoundRoom(open);
    const asked = { actor: room.organiser, event: room.event };
    await room.breakouts.rounds.changeSettings(asked, null, breakoutSettings.parse({ warnSeconds: 60 }));
    round = await room.assign('Breakout 1');
    const first = (await room.staff(round)).rooms[0]?.id ?? '';
    await room.give(round, { do: 'message', text: 'Welcome', room: first });
    const change = summaryChange.parse({ fields: [{ field: 'outcomes', text: 'Begun early', version: 0 }] });
    await room.breakouts.summaries.save({ ...asked, round, room: first }, change);
    await room.runAllTo('11:00');
    await room.press({ do: 'next' });
    await room.runAllTo('11:15');
  });

  const stored = async () => {
    const tables = CHANGED.map((table) => room.database.db.selectFrom(table).selectAll().execute());
    return (await Promise.all(tables)).map((rows) => rows.map((row) => JSON.stringify(row)).sort());
  };
  /** Does it in processes of which each dies a statement later than the one before, until one lives to its end. */
  const dyingAtEach = async (deed: (services: Services) => Promise<unknown>) => {
    const before = await stored();
    for (let statements = 0; ; statements += 1) {
      const plugin = new DeadAfter(statements);
      const database = { ...room.database, db: room.database.db.withPlugin(plugin) };
      const { clock, publicUrl } = room;
      const done = deed(wire({ database, keyDir: KEY_DIR, clock, publicUrl })).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe(DEAD);
          return false;
        },
      );
      if (await done) return statements;
      expect(await stored()).toEqual(before);
    }
  };
  const kept = async () => {
    const { rooms, unplaced, placesRevision } = await room.staff(round);
    return { unplaced, placesRevision, rooms: rooms.map(({ size, summary }) => [size, summary]) };
  };
  const press = async ({ agenda }: Services) => {
    const version = (await room.agenda.show.console(room.event, 1))?.version ?? 0;
    await agenda.show.command({ actor: room.chair, event: room.event, day: 1, version }, { do: 'next' });
  };
  const tick = ({ breakouts }: Services) => breakouts.rounds.tick(room.clock.now());

  it('has opened a round for the agenda once, wherever it died, and kept places, messages and summaries', async () => {
    const before = await kept();
    const due = async () => (await room.restarted().breakouts.rounds.nextDue()) ?? null;
    expect(await due()).toBe(null);
    // The press and what it makes due are one: nobody has to be told of it by the process that took it.
    expect(await dyingAtEach(press)).toBeGreaterThan(2);
    expect([await due(), await room.told(round)]).toEqual([0, 'assigned']);
    expect(await dyingAtEach(tick)).toBeGreaterThan(2);
    for (let again = 0; again < 2; again += 1) await tick(room.restarted());
    expect(await room.told(round)).toBe('open opened 11:15:00 closes 11:40:00');
    expect(await room.written(round)).toEqual(['breakout-opened by itself']);
    expect(await kept()).toEqual(before);
    const first = (await room.staff(round)).rooms[0];
    expect(first?.messages.map(({ text }) => text)).toEqual(['Welcome']);
  });

  it('has had a round close for the chair and the clock once, wherever it died', async () => {
    const before = await kept();
    room.clock.set('2026-03-09T11:20:00Z');
    const { revision } = await room.staff(round);
    const of = { actor: room.chair, event: room.event, round, revision };
    await dyingAtEach(({ breakouts }) => breakouts.rounds.command(of, { do: 'close' }));
    expect(await room.told(round)).toBe('closing opened 11:15:00 closes 11:21:00');
    room.clock.set('2026-03-09T11:21:00Z');
    await dyingAtEach(tick);
    for (let again = 0; again < 2; again += 1) await tick(room.restarted());
    expect(await room.told(round)).toBe('closed opened 11:15:00 closes 11:21:00');
    expect(await room.written(round)).toEqual([
      'breakout-opened by itself',
      'breakout-closed',
      'breakout-closed by itself',
    ]);
    expect(await kept()).toEqual(before);
  });

  it('has opened a round by hand once, wherever it died', async () => {
    const second = await room.assign('Breakout 2', { opens: 'chair' });
    const of = await room.of(second, room.chair);
    await dyingAtEach(({ breakouts }) => breakouts.rounds.command(of, { do: 'open' }));
    const again = room.breakouts.rounds.command(await room.of(second, room.chair), { do: 'open' });
    await expect(again).rejects.toMatchObject({ code: 'state-not-right' });
    expect((await room.told(second)).slice(0, 20)).toBe('open opened 11:21:00');
    expect(await room.written(second)).toEqual(['breakout-opened']);
  });
});
