import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { SetOf } from '../../../breakouts/breakout-service.ts';
import { breakoutSettings, type RoomContent, roundContent } from '../../../breakouts/schema.ts';
import type { OwnBreakoutsView, SetView } from '../../../breakouts/view.ts';
import { newId } from '../../../kernel/random.ts';
import { openShowRoom, type ShowRoom } from '../../agenda/show/show-room.ts';
import { eachEngine } from '../../engines.ts';
import { addSomebody, type Somebody } from '../../people/somebody.ts';

const SESSIONS = [
  'day,order,kind,title,minutes,audience,reports_back',
  '1,1,opening,Welcome,15,,',
  '1,2,breakout,Breakout,45,,',
  '1,3,plenary,Plenary,30,,Breakout',
  '2,1,assembly,Assembly,60,,',
].join('\n');

eachEngine('places in rooms', (open) => {
  let room: ShowRoom;
  let anna: Somebody;
  let others: Somebody[];
  let rooms: RoomContent[];
  let round: string;

  beforeAll(async () => {
    room = await openShowRoom(open, { sessions: SESSIONS });
    const { db } = room.database;
    // Only these take part: the chairs of the show would be dealt in too.
    await db.updateTable('people_participant').set({ state: 'declined' }).execute();
    anna = await addSomebody(db, room.event.id, { name: 'Anna' });
    others = await Promise.all(Array.from({ length: 5 }, () => addSomebody(db, room.event.id)));
  });

  const asked = () => ({ actor: room.organiser, event: room.event });
  const own = ({ actor }: Somebody) => ({ actor, event: room.event });
  const settings = (given: object) =>
    room.breakouts.rounds.changeSettings(asked(), null, breakoutSettings.parse(given));
  const of = (set: string, revision: number | null = null): SetOf => ({ ...asked(), round, set, revision });
  const read = (set: string) => room.breakouts.sets.readSet(of(set));
  const seats = ({ places }: SetView) =>
    Object.fromEntries(places.map((place) => [place.participant, `${place.room} ${place.locked} ${place.joined}`]));
  const roomOf = (view: OwnBreakoutsView) => view.rounds.find((each) => each.round === round)?.room?.name;

  async function inUse(capacity: number | null = null): Promise<string> {
    rooms = roundContent.shape.rooms.parse(['One', 'Two', 'Three'].map((name) => ({ id: newId(), name, capacity })));
    const entry = { id: await room.idOf('Breakout'), day: room.event.days[0]?.id ?? '' };
    ({ id: round } = await room.breakouts.rounds.create(asked(), roundContent.parse({ entry, rooms })));
    const { id: set } = await room.breakouts.sets.create(of(''), { from: 'empty', name: 'First' });
    await room.breakouts.rounds.command({ ...asked(), round, revision: null }, { do: 'use', set });
    return set;
  }

  const roomId = (at: number) => rooms[at]?.id ?? '';
  const put = (set: string, who: Somebody, at: number | null, revision: number | null = null) =>
    room.breakouts.sets.move(of(set, revision), {
      moves: [{ participant: who.participantId, room: at === null ? null : roomId(at) }],
    });

  const versions = async () => {
    const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
    return new Map(rows.map((row) => [row.topic, row.version]));
  };

  async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
    const before = await versions();
    await work();
    return [...(await versions())].flatMap(([topic, at]) => (before.get(topic) === at ? [] : [topic])).sort();
  }

  beforeEach(async () => {
    await room.database.db.deleteFrom('breakout_round').execute();
    await settings({});
  });

  it('are moved by one of two organisers at once: the other is refused, and sees the first one’s', async () => {
    const set = await inUse();
    const { revision } = await put(set, anna, 0);
    const pressed = await Promise.allSettled([put(set, anna, 1, revision), put(set, anna, 2, revision)]);
    expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(pressed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'revision-stale' } });
    const winner = pressed.findIndex(({ status }) => status === 'fulfilled');
    const seen = await read(set);
    expect(seen.places.map((place) => place.room)).toEqual([roomId(winner + 1)]);
    expect(seen.revision).toBe(revision + 1);
  });

  it('are the identical ones again after each step is undone, and no further', async () => {
    const set = await inUse();
    for (const [at, who] of [anna, ...others].entries()) await put(set, who, at % 3);
    await room.breakouts.sets.lock(of(set), anna.participantId, true);
    const seen = [await read(set)];
    const [first, second] = others as [Somebody, Somebody];
    const moves = [
      { participant: first.participantId, room: roomId(2) },
      { participant: second.participantId, room: null },
    ];
    seen.push(await room.breakouts.sets.move(of(set), { moves }));
    seen.push(await put(set, anna, 1));
    for (const before of [seen[1], seen[0]]) {
      const undone = await room.breakouts.sets.undo(of(set));
      expect(seats(undone)).toEqual(seats(before as SetView));
    }
    for (let step = 0; step < 6; step += 1) await room.breakouts.sets.undo(of(set));
    expect((await read(set)).places).toEqual([]);
    await expect(room.breakouts.sets.undo(of(set))).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('are never more than a room takes, whoever presses at once', async () => {
    await settings({ selfMoves: true });
    const set = await inUse(2);
    for (const who of others.slice(0, 2)) await put(set, who, 1);
    for (const who of others.slice(2)) await put(set, who, 2).catch(() => {});
    const pressed = await Promise.allSettled([
      ...[anna, ...others].map((who) => room.breakouts.places.dealIn(own(who), round)),
      ...[anna, ...others].map((who) => room.breakouts.places.moveOwn(own(who), round, roomId(0))),
      put(set, anna, 0),
    ]);
    const { places } = await read(set);
    expect(rooms.map(({ id }) => places.filter((place) => place.room === id).length)).toEqual([2, 2, 2]);
    const codes = pressed.flatMap((each) => (each.status === 'rejected' ? [each.reason.code as string] : []));
    expect([...new Set(codes)].filter((code) => code !== 'room-full')).toEqual([]);
  });

  it('are given to 200 who come late at once: one each, sizes within one, and only their room and staff are told', async () => {
    const { db } = room.database;
    const set = await inUse();
    const late: Somebody[] = [];
    await db.transaction().execute(async (tx) => {
      for (let at = 0; at < 200; at += 1) late.push(await addSomebody(tx, room.event.id));
    });
    const told = async () => (await versions()).get('rounds:staff') ?? 0;
    const before = await told();
    const touched = await touchedBy(() =>
      // Each page asks twice.
      Promise.all([...late, ...late].map((who) => room.breakouts.places.dealIn(own(who), round))),
    );
    // Together, and not each by itself while the others wait.
    expect((await told()) - before).toBeLessThan(10);
    expect(touched).toEqual([...rooms.map(({ id }) => `round:${round}:room:${id}`), 'rounds:staff'].sort());
    const { places } = await read(set);
    expect(places).toHaveLength(200);
    const sizes = rooms.map(({ id }) => places.filter((each) => each.room === id).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    await db
      .deleteFrom('people_participant')
      .where(
        'id',
        'in',
        late.map(({ participantId }) => participantId),
      )
      .execute();
  });

  it('keep a room for who leads it, and keep apart who is to be apart', async () => {
    const [first, second] = others as [Somebody, Somebody];
    const people = [anna.participantId, first.participantId];
    await settings({
      rules: { pins: [{ participant: second.participantId, room: 'two' }], apart: [{ people }] },
    });
    const set = await inUse(1);
    await put(set, anna, 0);
    await expect(put(set, second, 2)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(put(set, first, 0)).rejects.toMatchObject({ code: 'room-full' });
    expect(roomOf(await room.breakouts.places.dealIn(own(first), round))).toBe('Three');
    await expect(room.breakouts.places.dealIn(own(others[2] as Somebody), round)).rejects.toMatchObject({
      code: 'room-full',
    });
    expect(roomOf(await room.breakouts.places.dealIn(own(second), round))).toBe('Two');
  });

  it('are weighed before a move, with the rules that it would break, and change nothing', async () => {
    await settings({ rules: { together: [{ people: [anna.participantId, others[0]?.participantId] }] } });
    const set = await inUse();
    for (const [at, who] of [anna, ...others].entries()) await put(set, who, at < 2 ? 0 : at % 3);
    const before = await read(set);
    const moves = [{ participant: anna.participantId, room: roomId(1) }];
    const cost = await room.breakouts.sets.weigh(of(set), { moves });
    expect(cost.broken).toEqual(['Anna and Rapporteur, Estonia are to be together.']);
    expect([cost.before.moved, cost.after.moved]).toEqual([0, 1]);
    expect(cost.before.sizes.at(-1)).not.toEqual(cost.after.sizes.at(-1));
    expect((await room.breakouts.sets.figures(of(set))).distinctMet).toBe(cost.before.distinctMet);
    expect((await room.breakouts.sets.explain(of(set), anna.participantId)).rounds).toMatchObject([
      { room: roomId(0) },
    ]);
    expect(await room.breakouts.sets.proposeMoves(of(set))).toEqual([
      { participant: others[2]?.participantId, room: roomId(1) },
    ]);
    expect(await read(set)).toEqual(before);
    // Whose place is locked is left where they are: those who are to be together go instead, and one makes room for them.
    await room.breakouts.sets.lock(of(set), others[2]?.participantId ?? '', true);
    const proposed = (await room.breakouts.sets.proposeMoves(of(set))).map((move) => [move.participant, move.room]);
    const instead = [anna, others[0], others[3]].map((who, at) => [who?.participantId, roomId(at < 2 ? 1 : 0)]);
    expect(proposed.sort()).toEqual(instead.sort());
    // What is told before a move is what there is after it, also where somebody loses their place.
    const [, second, , fourth, fifth] = others.map(({ participantId }) => participantId);
    const to = (participant = '', at: number | null = null) => ({ participant, room: at === null ? null : roomId(at) });
    for (const step of [[to(fourth, 2), to(fifth, 1)], [to(second)]]) {
      const { after } = await room.breakouts.sets.weigh(of(set), { moves: step });
      await room.breakouts.sets.move(of(set), { moves: step });
      expect(await room.breakouts.sets.figures(of(set))).toEqual({ ...after, moved: 0 });
    }
  });

  it('go with who is absent, or leaves the event, and both come back to be dealt in', async () => {
    const set = await inUse();
    await room.breakouts.places.dealIn(own(anna), round);
    const away = await room.breakouts.places.setAbsent(own(anna), round, null, true);
    expect(away.rounds).toMatchObject([{ absent: true, room: null, mayBeDealtIn: false }]);
    await expect(room.breakouts.places.dealIn(own(anna), round)).rejects.toMatchObject({ code: 'state-not-right' });
    const back = () => room.breakouts.places.setAbsent(own(anna), round, null, false);
    expect(roomOf(await back())).toBe('One');
    // To the room that they had, though another is smaller now, and locked as before.
    await settings({ selfMoves: true });
    for (const who of [anna, ...others.slice(0, 2)]) await put(set, who, 2);
    await room.breakouts.sets.lock(of(set), anna.participantId, true);
    await room.breakouts.places.setAbsent(asked(), round, anna.participantId, true);
    const mine = await back();
    expect([roomOf(mine), mine.rounds[0]?.mayMoveTo]).toEqual(['Three', []]);
    await expect(room.breakouts.places.moveOwn(own(anna), round, roomId(0))).rejects.toMatchObject({
      code: 'state-not-right',
      message: 'An organiser has fixed your room. Ask an organiser if you need another.',
    });
    await room.breakouts.sets.lock(of(set), anna.participantId, false);
    // Once somebody has their place they are dealt in anew.
    await settings({ selfMoves: true, rules: { apart: [{ people: [anna.participantId, others[0]?.participantId] }] } });
    await room.breakouts.places.setAbsent(own(anna), round, null, true);
    const elsewhere = await back();
    expect([roomOf(elsewhere), elsewhere.rounds[0]?.mayBeDealtIn]).toEqual([undefined, true]);
    await room.breakouts.places.dealIn(own(anna), round);
    expect(roomOf(await room.breakouts.places.moveOwn(own(anna), round, roomId(1)))).toBe('Two');
    for (const who of others.slice(0, 2)) await put(set, who, null);
    const leaver = await addSomebody(room.database.db, room.event.id);
    await room.breakouts.places.dealIn(own(leaver), round);
    const touched = await touchedBy(() => room.people.own.withdraw(leaver.actor, room.event));
    expect(touched).toContain('rounds:staff');
    expect((await read(set)).places.map(({ participant }) => participant)).toEqual([anna.participantId]);
    const left = await room.database.db.selectFrom('breakout_place').select('participant_id').execute();
    expect(left).toEqual([{ participant_id: anna.participantId }]);
  });

  it('are as last time, by the names of rooms, and in a calendar with a sequence that rises only with a change', async () => {
    const set = await inUse();
    await put(set, anna, 1);
    const copy = await room.breakouts.sets.create(of(''), { from: 'copy', set, name: 'Again' });
    expect(copy.places.map((place) => place.room)).toEqual([roomId(1)]);
    const entry = await room.idOf('Breakout');
    const told = async () => (await room.breakouts.places.roomsOf(room.event.id, anna.participantId)).get(entry);
    expect(await told()).toMatchObject({ room: { name: 'Two' }, sequence: 1 });
    expect(await told()).toMatchObject({ sequence: 1 });
    await put(set, anna, 2);
    expect(await told()).toMatchObject({ room: { name: 'Three' }, sequence: 2 });
    await settings({ from: 'open' });
    expect(await told()).toMatchObject({ room: null, sequence: 3 });
    const taken = await room.people.own.download(anna.actor, room.event);
    expect(taken.breakouts).toEqual({ rounds: [], topics: [], summaries: [] });
  });
});
