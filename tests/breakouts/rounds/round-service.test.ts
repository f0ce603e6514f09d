import { beforeAll, expect, it } from 'vitest';
import { endDealing, insertDealing } from '../../../breakouts/dealings/dealing-store.ts';
import {
  type BreakoutSettings,
  breakoutSettings,
  newDealing,
  type RoundCommand,
  summaryChange,
} from '../../../breakouts/schema.ts';
import { createBreakoutServices } from '../../../breakouts/service.ts';
import { newId } from '../../../kernel/random.ts';
import { auditRecorder } from '../../../people/audit/audit-service.ts';
import { addressesOf, membersOf, roomRolesOf } from '../../../people/roster/member-store.ts';
import { calledForRooms } from '../../../people/roster/origin-store.ts';
import { eachEngine } from '../../engines.ts';
import { openRoundRoom, type RoundRoom } from './round-room.ts';

const ORDER: RoundCommand = { do: 'order', rooms: [] };
const refusal = (code: string) => expect.objectContaining({ code });

eachEngine('rounds as they are set up', (open) => {
  let room: RoundRoom;
  const asked = () => ({ actor: room.organiser, event: room.event });
  const rounds = () => room.breakouts.rounds;
  const seen = async (round: string) => {
    const found = (await rounds().rounds(room.event)).rounds.find(({ id }) => id === round);
    if (!found) throw new Error('the round is seen');
    return found;
  };
  const set = async (settings: Partial<BreakoutSettings>) =>
    rounds().changeSettings(asked(), null, breakoutSettings.parse(settings));
  const versions = async () => {
    const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
    return new Map(rows.map(({ topic, version }) => [topic, Number(version)]));
  };
  /** The topics of breakouts that something raises, short: without the round's id. */
  const raisedBy = async (round: string, work: () => Promise<unknown>) => {
    const before = await versions();
    await work();
    const raised = [...(await versions())].filter(([topic, version]) => version !== (before.get(topic) ?? 0));
    return raised
      .map(([topic]) => topic.replace(round, 'ID'))
      .filter((topic) => topic.startsWith('round'))
      .sort();
  };

  beforeAll(async () => {
    room = await openRoundRoom(open);
  });

  it('are made by organisers, one for a breakout of the agenda, and listed in its order', async () => {
    const content = await room.contentOn('Breakout 3');
    await expect(rounds().create({ ...asked(), actor: room.chair }, content)).rejects.toEqual(refusal('forbidden'));
    const made = await rounds().create(asked(), content);
    expect([made.state, made.revision, made.set, made.opens, made.unplaced]).toEqual(['planned', 1, null, 'agenda', 3]);
    await expect(rounds().create(asked(), await room.contentOn('Breakout 3'))).rejects.toEqual(
      refusal('state-not-right'),
    );
    const first = await room.plan('Breakout 1');
    const listed = (await rounds().readRounds(asked())).rounds.map(({ id }) => id);
    expect(listed).toEqual([first, made.id]);
    const welcome = { ...content, entry: { ...content.entry, id: await room.idOf('Welcome') } };
    const wrongDay = {
      ...(await room.contentOn('Breakout 2')),
      entry: { id: await room.idOf('Breakout 2'), day: newId() },
    };
    const stranger = await room.contentOn('Breakout 2');
    const led = { ...stranger, rooms: stranger.rooms.map((each) => ({ ...each, facilitator: newId() })) };
    for (const wrong of [welcome, wrongDay, led])
      await expect(rounds().create(asked(), wrong)).rejects.toEqual(refusal('bad-input'));
    expect((await rounds().readRounds(asked())).rounds.length).toBe(2);
    const again = await rounds().remove({ ...(await room.of(made.id)) });
    expect(again).toBe(undefined);
    expect((await rounds().readRounds(asked())).rounds.map(({ id }) => id)).toEqual([first]);
  });

  it('are not changed, run or removed by who saw them as they were before, nor under another event’s name', async () => {
    const round = await room.plan('Breakout 3');
    const stale = await room.of(round);
    const { content } = await contentOf(round);
    await rounds().change(stale, { ...content, opens: 'chair' });
    await expect(rounds().change(stale, content)).rejects.toEqual(refusal('revision-stale'));
    await expect(rounds().remove(stale)).rejects.toEqual(refusal('revision-stale'));
    const order = ORDER;
    await expect(rounds().command(stale, order)).rejects.toEqual(refusal('revision-stale'));
    for (const strange of [newId(), 'x'])
      await expect(rounds().command({ ...stale, round: strange }, order)).rejects.toEqual(refusal('not-found'));
    await expect(rounds().remove({ ...stale, revision: null, actor: room.chair })).rejects.toEqual(
      refusal('forbidden'),
    );
    await rounds().remove({ ...stale, revision: null });
  });

  const contentOf = async (round: string) => {
    const row = await room.database.db
      .selectFrom('breakout_round')
      .select('content')
      .where('id', '=', round)
      .executeTakeFirstOrThrow();
    return { content: JSON.parse(row.content) };
  };

  it('are moved to a session without a round alone, and lose the places of a room that is removed', async () => {
    const round = await room.assign('Breakout 3');
    const { content } = await contentOf(round);
    const taken = { ...content, entry: (await room.contentOn('Breakout 1')).entry };
    await expect(rounds().change(await room.of(round), taken)).rejects.toEqual(refusal('state-not-right'));
    const before = await room.staff(round);
    expect(before.rooms.map(({ size }) => size)).toEqual([1, 1, 1]);
    const free = { ...content, entry: (await room.contentOn('Breakout 2')).entry, rooms: content.rooms.slice(0, 2) };
    const gone = `round:ID:room:${content.rooms[2].id}`;
    // Of the room that is removed and of one that stays, what was said to them and what they wrote.
    for (const { id } of content.rooms.slice(1)) {
      await room.give(round, { do: 'message', text: 'Two minutes', room: id });
      await room.give(round, { do: 'nudge', room: id });
      await room.give(round, { do: 'draft', room: id, presented: true });
      const change = summaryChange.parse({ fields: [{ field: 'outcomes', text: 'Drafted', version: 0 }] });
      await room.breakouts.summaries.save({ ...asked(), round, room: id }, change);
    }
    await room.give(round, { do: 'order', rooms: content.rooms.map(({ id }: { id: string }) => id) });
    const raised = await raisedBy(round, async () => rounds().change(await room.of(round), free));
    expect(raised).toEqual([gone, 'rounds', 'rounds:staff']);
    const after = await room.staff(round);
    expect(after.rooms.map(({ name, size }) => [name, size])).toEqual([
      ['One', 1],
      ['Two', 1],
    ]);
    expect([after.unplaced, after.placesRevision]).toEqual([1, before.placesRevision + 1]);
    const kept = [content.rooms[0].id, content.rooms[1].id];
    const stored = await room.database.db.selectFrom('breakout_round').select('report').execute();
    expect(stored.map(({ report }) => JSON.parse(report)).filter(({ order }) => order.length > 0)).toEqual([
      { order: kept, presenting: null, presented: [], drafts: kept.slice(1) },
    ]);
    for (const [table, count] of [
      ['breakout_message', 2],
      ['breakout_summary', 1],
    ] as const) {
      const rows = await room.database.db.selectFrom(table).select('room_id').where('round_id', '=', round).execute();
      expect([table, rows.map(({ room_id }) => room_id)]).toEqual([table, Array(count).fill(kept[1])]);
    }
    expect(await rounds().room(room.event, round, content.rooms[2].id)).toBe(undefined);
    await rounds().remove(await room.of(round));
    for (const table of ['breakout_set', 'breakout_place', 'breakout_step', 'breakout_room'] as const)
      expect([table, await room.database.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
  });

  it('get a session alone, of several who want it at once', async () => {
    const made = [await room.plan('Breakout 2'), await room.plan('Breakout 3')];
    const { entry } = await room.contentOn('Breakout 4');
    const wanted = await Promise.all(
      made.map(async (round) => ({
        of: await room.of(round),
        content: { ...(await contentOf(round)).content, entry },
      })),
    );
    const content = await room.contentOn('Breakout 4');
    const settled = await Promise.allSettled([
      ...wanted.map((each) => rounds().change(each.of, each.content)),
      ...[1, 2].map(() => rounds().create(asked(), content)),
    ]);
    const told = settled.map((each) => (each.status === 'fulfilled' ? 'done' : each.reason.code)).sort();
    expect(told).toEqual(['done', ...Array(3).fill('state-not-right')]);
    const all = (await rounds().staffRounds(room.event)).rounds;
    expect(all.filter((each) => each.entry === entry.id).length).toBe(1);
    for (const { id, entry: on } of all)
      if (made.includes(id) || on === entry.id) await rounds().remove(await room.of(id));
  });

  it('name who leads a room, by the round or by their role, and nobody once they have left', async () => {
    const named = await room.invite('named');
    await room.invite('roled', { role: 'rapporteur', room: 'TWO' });
    const made = await room.contentOn('Breakout 2');
    const rooms = made.rooms.map((each) => (each.name === 'One' ? { ...each, facilitator: named.id } : each));
    const round = await room.assign('Breakout 2', { rooms });
    const leaders = async () =>
      (await room.staff(round)).rooms.map(({ facilitator, rapporteur, size }) => [
        ...[facilitator, rapporteur].map((each) => each && `${each.name}${each.byRole ? ' by role' : ''}`),
        size,
      ]);
    const before = await leaders();
    expect(before.map((each) => each.slice(0, 2))).toEqual([
      ['named', null],
      [null, 'roled by role'],
      [null, null],
    ]);
    const sizes = before.map((each) => Number(each[2]));
    expect(sizes.reduce((one, other) => one + other)).toBe(5);
    await room.people.roster.remove({ ...asked(), id: named.id });
    expect((await leaders())[0]?.[0]).toBe(null);
    expect((await leaders()).reduce((sum, each) => sum + Number(each[2]), 0)).toBe(4);
    // The one who has left stands in the content still, which does not keep anything else from being changed.
    const { content } = await contentOf(round);
    const linked = {
      ...content,
      rooms: content.rooms.map((each: object) => ({ ...each, joinLink: 'https://example.org/' })),
    };
    const after = await rounds().change(await room.of(round), linked);
    expect(after.rooms.map(({ joinLink }) => joinLink)).toEqual(Array(3).fill('https://example.org/'));
    await rounds().remove(await room.of(round));
  });

  it('show nothing of their rooms before people may see these, and nobody’s name', async () => {
    const round = await room.plan('Breakout 2');
    await room.give(round, { do: 'order', rooms: [] });
    const planned = await seen(round);
    await expect(rounds().readReports({ ...asked(), round })).rejects.toEqual(refusal('not-found'));
    expect([planned.visible, planned.rooms, planned.report, planned.messages]).toEqual([false, [], [], []]);
    await rounds().remove(await room.of(round));
    await set({ from: 'open' });
    const assigned = await room.assign('Breakout 2');
    await room.give(assigned, { do: 'message', text: 'Room One goes first.', room: null });
    const hidden = await seen(assigned);
    expect([hidden.state, hidden.visible, hidden.rooms, hidden.report]).toEqual(['assigned', false, [], []]);
    expect(hidden.messages).toEqual([]);
    const raised = await raisedBy(assigned, () => set({ from: 'assigned' }));
    expect(raised).toEqual(['rounds', 'rounds:staff']);
    const shown = await seen(assigned);
    expect([shown.visible, shown.rooms.map(({ name }) => name), shown.report.length]).toEqual([
      true,
      ['One', 'Two', 'Three'],
      3,
    ]);
    expect(shown.placesRevision).toBeGreaterThan(hidden.placesRevision);
    const everything = JSON.stringify([
      await rounds().rounds(room.event),
      await rounds().room(room.event, assigned, shown.rooms[0]?.id ?? ''),
    ]);
    for (const name of ['organiser', 'chair', 'deputy', 'roled']) expect(everything).not.toContain(name);
    expect(await rounds().names(room.event, assigned)).toBe(undefined);
    await rounds().remove(await room.of(assigned));
  });

  it('show all names where the event lets everybody see them, and tell of that in a topic of its own', async () => {
    await set({ names: 'everybody', from: 'open', stage: 'names' });
    const round = await room.assign('Breakout 2');
    expect(await rounds().names(room.event, round)).toBe(undefined);
    const raised = await raisedBy(round, () => set({ names: 'everybody', from: 'assigned', stage: 'names' }));
    expect(raised).toContain('round:ID:names');
    const names = (await rounds().names(room.event, round))?.rooms.flatMap(({ people }) => people);
    expect(names?.map(({ name }) => name).sort()).toEqual(['chair', 'deputy', 'organiser', 'roled']);
    expect((await seen(round)).stage).toBe('names');
    await set({ names: 'nobody', stage: 'names' });
    expect([await rounds().names(room.event, round), (await seen(round)).stage]).toEqual([undefined, 'own-page']);
    await rounds().remove(await room.of(round));
  });

  it('have settings of which two organisers do not overwrite each other’s', async () => {
    const { revision } = await rounds().readSettings(asked());
    await rounds().changeSettings(asked(), revision, breakoutSettings.parse({ warnSeconds: 30 }));
    const late = rounds().changeSettings(asked(), revision, breakoutSettings.parse({}));
    await expect(late).rejects.toEqual(refusal('revision-stale'));
    const chair = { ...asked(), actor: room.chair };
    await expect(rounds().readSettings(chair)).rejects.toEqual(refusal('forbidden'));
    await expect(rounds().changeSettings(chair, null, breakoutSettings.parse({}))).rejects.toEqual(
      refusal('forbidden'),
    );
    expect((await rounds().readSettings(asked())).settings).toMatchObject({ warnSeconds: 30 });
    await set({});
  });

  it('are run by the chairs of their day, but for whose set is in use', async () => {
    const round = await room.plan('Breakout 2');
    const other = await room.plan('Breakout 4');
    const order = ORDER;
    await room.give(round, order, room.deputy);
    await expect(room.give(other, order, room.chair)).rejects.toEqual(refusal('forbidden'));
    const guest = (await room.invite('guest')).actor;
    await expect(room.give(round, order, guest)).rejects.toEqual(refusal('forbidden'));
    await expect(rounds().readStaffRounds({ ...asked(), actor: guest })).rejects.toEqual(refusal('forbidden'));
    const made = await room.breakouts.sets.create(await room.of(round), { from: 'empty', name: 'One' });
    await expect(room.give(round, { do: 'use', set: made.id }, room.chair)).rejects.toEqual(refusal('forbidden'));
    await expect(room.give(other, { do: 'use', set: made.id })).rejects.toEqual(refusal('not-found'));
    expect((await room.give(round, { do: 'use', set: made.id })).state).toBe('assigned');
    for (const each of [round, other]) await rounds().remove(await room.of(each));
  });

  it('tell one room or all of them something, until it is taken back, and nudge a room', async () => {
    const round = await room.assign('Breakout 2');
    const [one, two] = (await room.staff(round)).rooms.map(({ id }) => id) as [string, string];
    const say = (text: string, to: string | null) => room.give(round, { do: 'message', text, room: to }, room.chair);
    expect(await raisedBy(round, () => say('For all', null))).toEqual(['rounds', 'rounds:staff']);
    expect(await raisedBy(round, () => say('For one', one))).toEqual([
      `round:ID:room:${one}`,
      'rounds',
      'rounds:staff',
    ]);
    const [all] = (await seen(round)).messages;
    const heard = async (id: string) => (await rounds().room(room.event, round, id))?.messages.map(({ text }) => text);
    expect([all?.text, await heard(one), await heard(two)]).toEqual(['For all', ['For one'], []]);
    await room.give(round, { do: 'take-back', message: all?.id ?? '' }, room.deputy);
    const again = room.give(round, { do: 'take-back', message: all?.id ?? '' });
    await expect(again).rejects.toEqual(refusal('not-found'));
    expect((await seen(round)).messages).toEqual([]);
    const nudged = await room.give(round, { do: 'nudge', room: two }, room.chair);
    expect(nudged.rooms.map(({ nudgedAt }) => nudgedAt !== null)).toEqual([false, true, false]);
    expect((await rounds().room(room.event, round, two))?.nudgedAt).toBe('2026-03-02T09:00:00+00:00');
    await expect(room.give(round, { do: 'nudge', room: newId() })).rejects.toEqual(refusal('bad-input'));
    await rounds().remove(await room.of(round));
  });

  it('report room by room, and none is skipped though its summary is missing', async () => {
    room.clock.set('2026-03-09T09:00:00Z');
    const round = await room.assign('Breakout 2');
    const ids = (await room.staff(round)).rooms.map(({ id }) => id) as [string, string, string];
    const [one, two, three] = ids;
    const write = async (where: string, outcomes: string, isIn: boolean) => {
      const change = summaryChange.parse({ fields: [{ field: 'outcomes', text: outcomes, version: 0 }], isIn });
      await room.breakouts.summaries.save({ ...asked(), round, room: where }, change);
    };
    await expect(room.give(round, { do: 'present', room: one })).rejects.toEqual(refusal('state-not-right'));
    await room.give(round, { do: 'open' }, room.chair);
    await room.give(round, { do: 'message', text: 'Two minutes', room: null });
    await write(one, 'Ones', true);
    await write(two, 'Drafted', false);
    room.clock.set('2026-03-09T09:30:00Z');
    await rounds().tick(room.clock.now());
    expect(await room.told(round)).toBe('closed opened 09:00:00 closes 09:30:00');
    expect((await seen(round)).messages).toEqual([]);
    const days = await room.agenda.show.handOver(room.organiser, room.event, 1);
    expect(days.missingSummaries).toBe(2);

    await room.give(round, { do: 'order', rooms: [three, one] }, room.chair);
    const standing = async () =>
      (await seen(round)).report.map(({ room: at, state, missing, texts }) => [
        ['One', 'Two', 'Three'][ids.indexOf(at)],
        state,
        missing ? 'missing' : (texts?.outcomes ?? 'untold'),
      ]);
    expect(await standing()).toEqual([
      ['Three', 'ahead', 'missing'],
      ['One', 'ahead', 'untold'],
      ['Two', 'ahead', 'missing'],
    ]);
    /** What is read of the rooms that were presented; of others nothing, whatever they wrote. */
    const read = async () => {
      const { rooms: told } = await rounds().readReports({ ...asked(), actor: room.chair, round });
      return told.map(({ room: at, texts }) => [['One', 'Two', 'Three'][ids.indexOf(at)], texts?.outcomes ?? null]);
    };
    expect(await read()).toEqual([]);
    await expect(room.give(round, { do: 'finish' })).rejects.toEqual(refusal('state-not-right'));
    await room.give(round, { do: 'present', room: one }, room.chair);
    expect((await standing())[1]).toEqual(['One', 'presenting', 'Ones']);
    const after = summaryChange.parse({ fields: [{ field: 'outcomes', text: 'Later', version: 1 }] });
    await expect(room.breakouts.summaries.save({ ...asked(), round, room: one }, after)).rejects.toEqual(
      refusal('state-not-right'),
    );
    await room.give(round, { do: 'present', room: two }, room.chair);
    expect(await standing()).toEqual([
      ['Three', 'ahead', 'missing'],
      ['One', 'presented', 'untold'],
      ['Two', 'presenting', 'missing'],
    ]);
    expect(await read()).toEqual([
      ['One', 'Ones'],
      ['Two', null],
    ]);
    expect(JSON.stringify([await seen(round), await room.staff(round)])).not.toMatch(/Ones|Drafted/);
    await room.give(round, { do: 'draft', room: two, presented: true }, room.chair);
    expect((await standing())[2]).toEqual(['Two', 'presenting', 'Drafted']);
    expect((await read())[1]).toEqual(['Two', 'Drafted']);
    // All that wrote something have reported: the one that did not stands there still.
    expect((await room.give(round, { do: 'finish' }, room.chair)).state).toBe('closed');
    await room.give(round, { do: 'present', room: three }, room.chair);
    expect((await room.give(round, { do: 'finish' }, room.chair)).state).toBe('reported');
    await expect(room.give(round, { do: 'present', room: one })).rejects.toEqual(refusal('state-not-right'));
    expect((await room.give(round, { do: 'again' }, room.chair)).state).toBe('closed');
    await room.give(round, { do: 'present', room: one }, room.chair);
    expect((await room.give(round, { do: 'finish' }, room.chair)).state).toBe('reported');
    expect((await standing()).map(([, state]) => state)).toEqual(['presented', 'presented', 'presented']);
    await expect(rounds().remove(await room.of(round))).rejects.toEqual(refusal('state-not-right'));
    const { content } = await contentOf(round);
    const fewer = { ...content, rooms: content.rooms.slice(1) };
    await expect(rounds().change(await room.of(round), fewer)).rejects.toEqual(refusal('state-not-right'));
  });

  it('raise what shows once, when all is held and stored that they change', async () => {
    const { agenda, clock, database, event } = room;
    const raised: { readonly topics: readonly string[]; readonly sets: number }[] = [];
    const counted = createBreakoutServices({
      ...{ db: database.db, clock, events: agenda.directory, record: auditRecorder(clock), announce: () => undefined },
      neighbours: {
        ...{ anchorOf: agenda.show.anchorOf, breakoutsOf: agenda.breakoutsOf, calledOf: calledForRooms },
        ...{ membersOf, roomRolesOf, addressesOf },
      },
      touch: async (tx, eventId, ...topics) => {
        const sets = await tx.selectFrom('breakout_set').select('id').where('event_id', '=', eventId).execute();
        raised.push({ topics: [...topics].sort(), sets: sets.length });
      },
    });
    const both = [await room.plan('Breakout 4'), await room.plan('Breakout 3')];
    const [round = '', other = ''] = both;
    const [{ id: one } = { id: '' }] = (await room.staff(round)).rooms;
    const id = newId<string>();
    const content = newDealing.parse({ rounds: both });
    const now = clock.now();
    const progress = { done: 1, best: null };
    const times = { aliveAt: now, createdAt: now, finishedAt: null };
    const begun = { id, eventId: event.id, content, state: 'running', progress, result: null, fault: null } as const;
    await insertDealing(database.db, { ...begun, ...times });
    const result = await Promise.all(
      both.map(async (each) => ({
        round: each,
        rooms: (await room.staff(each)).rooms.map((found) => ({ room: found.id, people: [] })),
      })),
    );
    await endDealing(database.db, event.id, id, now, { state: 'done', progress, result, fault: null });
    const before = (await database.db.selectFrom('breakout_set').select('id').execute()).length;
    await counted.dealings.use(asked(), id, true);
    await counted.rounds.command(await room.of(round), { do: 'nudge', room: one });
    await counted.rounds.remove(await room.of(other));
    expect(raised.map(({ topics }) => topics.filter((topic) => topic.startsWith('rounds')))).toEqual(
      Array.from({ length: 3 }, () => ['rounds', 'rounds:staff']),
    );
    expect(raised.map(({ topics }) => topics.length)).toEqual([2, 3, 5]);
    expect(raised[0]?.sets).toBe(before + 2);
    await counted.dealings.close();
  });
});
