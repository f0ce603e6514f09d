import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Asked } from '../../../breakouts/breakout-service.ts';
import { newDealing, roundContent } from '../../../breakouts/schema.ts';
import type { DealingView } from '../../../breakouts/view.ts';
import { openShowRoom, SESSIONS, type ShowRoom } from '../../agenda/show/show-room.ts';
import { eachEngine } from '../../engines.ts';

eachEngine('a dealing', (open) => {
  let room: ShowRoom;
  let asked: Asked;
  let round: string;

  beforeAll(async () => {
    room = await openShowRoom(open, { sessions: SESSIONS.replace('keynote,Keynote', 'breakout,Rooms') });
    asked = { actor: room.organiser, event: room.event };
    const [session] = await room.agenda.breakoutsOf(room.database.db, room.event.id);
    const entry = { id: session?.id ?? '', day: session?.dayId ?? '' };
    const rooms = ['A', 'B'].map((name) => ({ id: crypto.randomUUID(), name }));
    round = (await room.breakouts.rounds.create(asked, roundContent.parse({ entry, rooms }))).id;
  });

  const begin = (more: object = {}) =>
    room.breakouts.dealings.start(asked, newDealing.parse({ rounds: [round], effort: 0.1, ...more }));
  const ended = async ({ id }: DealingView): Promise<DealingView> => {
    for (;;) {
      const view = await room.breakouts.dealings.read(asked, id);
      if (view.state !== 'running') return view;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('runs to its end, changes nothing until it is used, and is used once', async () => {
    const done = await ended(await begin());
    expect([done.state, done.progress, done.fault]).toEqual(['done', 1, null]);
    expect(done.figures?.sizes.length).toBe(1);
    const before = await room.breakouts.rounds.staffRounds(room.event);
    expect(before.rounds.map(({ state, sets }) => [state, sets.length])).toEqual([['planned', 0]]);
    const after = await room.breakouts.dealings.use(asked, done.id, true);
    expect(after.rounds.map(({ state, sets, unplaced }) => [state, sets.length, unplaced])).toEqual([
      ['assigned', 1, 0],
    ]);
    await expect(room.breakouts.dealings.use(asked, done.id, true)).rejects.toMatchObject({ code: 'state-not-right' });
  });

  it('is stored later where it could not be at its end, and that is told', async () => {
    const { schema } = room.database.db;
    const { dealings } = room.breakouts;
    for (const { id } of (await dealings.list(asked)).dealings) await dealings.remove(asked, id);
    const first = await ended(await begin());
    // From before the second begins, which may be at its end before anything could be taken away below it.
    const oneEnds = schema.createIndex('one_ends').on('breakout_dealing').column('event_id').unique();
    await oneEnds.where(sql.ref('finished_at'), 'is not', null).execute();
    const { id } = await begin();
    let told: unknown;
    while (told === undefined) {
      await dealings.tidy(room.clock.now()).catch((error: unknown) => {
        told = error;
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(told).toBeInstanceOf(AggregateError);
    expect((told as AggregateError).message).toBe('what a dealing came to could not be stored at once');
    await schema.dropIndex('one_ends').execute();
    const { state, figures } = await ended(await dealings.read(asked, id));
    expect([state, figures === null]).toEqual(['done', false]);
    await dealings.tidy(room.clock.now()).catch(() => undefined);
    for (const dealing of [first.id, id]) await dealings.remove(asked, dealing);
  });

  it('is refused where the rules cannot be kept, with the names, and leaves nothing', async () => {
    const { settings, revision } = await room.breakouts.rounds.readSettings(asked);
    const people = (await room.database.db.selectFrom('people_participant').select('id').execute()).map(({ id }) => id);
    const rules = { pins: [], together: [], apart: [{ people: people.slice(0, 3), entry: null }] };
    await room.breakouts.rounds.changeSettings(asked, revision, { ...settings, rules } as never);
    const count = (await room.breakouts.dealings.list(asked)).dealings.length;
    await expect(begin()).rejects.toMatchObject({
      code: 'no-arrangement',
      details: {
        errors: [
          {
            path: 'rounds.0',
            message: expect.stringMatching(/^Round 1: (?=.*chair)(?=.*deputy)(?=.*organiser).* must all be apart/),
          },
        ],
      },
    });
    expect((await room.breakouts.dealings.list(asked)).dealings.length).toBe(count);
    const now = await room.breakouts.rounds.readSettings(asked);
    await room.breakouts.rounds.changeSettings(asked, now.revision, { ...settings } as never);
  });

  it('is marked as interrupted when its process has been silent, and not before', async () => {
    const { db } = room.database;
    const at = room.clock.now();
    const id = crypto.randomUUID();
    const content = JSON.stringify(newDealing.parse({ rounds: [round] }));
    const row = { id, event_id: room.event.id, content, state: 'running', progress: '{"done":0.5,"best":null}' };
    const times = { alive_at: at, created_at: at, finished_at: null };
    await db
      .insertInto('breakout_dealing')
      .values({ ...row, ...times, result: null, fault: null, stop_asked: 0 })
      .execute();
    await expect(begin()).rejects.toMatchObject({ code: 'state-not-right' });
    expect(await room.breakouts.dealings.nextTidy()).toBe(at + 15_000);
    room.clock.advance(14_999);
    await room.breakouts.dealings.tidy(room.clock.now());
    expect((await room.breakouts.dealings.read(asked, id)).state).toBe('running');
    room.clock.advance(1);
    await room.breakouts.dealings.tidy(room.clock.now());
    expect((await room.breakouts.dealings.read(asked, id)).state).toBe('interrupted');
  });
});
