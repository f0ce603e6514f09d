import { expect, it } from 'vitest';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { findLastUndoable, findShow } from '../../../agenda/show/show-store.ts';
import { type Actor, ANONYMOUS } from '../../../kernel/actor.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR } from '../room.ts';
import { openShowRoom, type ShowRoom } from './show-room.ts';

const NEXT: ShowCommand = { do: 'next' };

async function storedRun(room: ShowRoom) {
  const row = await room.database.db
    .selectFrom('agenda_show')
    .select(['run', 'told'])
    .where('day_id', '=', room.event.days[0]?.id ?? '')
    .executeTakeFirstOrThrow();
  return row;
}

function press(room: ShowRoom, actor: Actor, version: number | null, command = NEXT) {
  return room.agenda.show.command({ actor, event: room.event, day: 1, version }, command);
}

eachEngine('the chair’s commands', (open) => {
  it('start, end and lengthen, and show at once what follows', async () => {
    const room = await openShowRoom(open);
    expect([(await room.console()).version, (await room.console()).control]).toEqual([0, null]);
    room.clock.set('2026-03-09T11:03:20Z');
    const started = await room.press(NEXT);
    expect([started.version, started.undo, started.control?.name]).toEqual([1, 'Start what is next', 'chair']);
    const [welcome] = started.day.run.steps;
    expect([welcome?.status, welcome?.startedAt]).toEqual(['running', '2026-03-09T12:03:20+01:00']);
    const longer = await room.press({ do: 'adjust', entry: await room.idOf('Welcome'), minutes: 5 });
    expect([longer.version, longer.undo]).toEqual([2, '+5 min for Welcome']);
    expect(await room.console()).toEqual(longer);
    expect((await room.agenda.show.now(room.event)).day).toEqual(longer.day);
  });

  it('are for those who run the day, and for a day that is published', async () => {
    const room = await openShowRoom(open);
    await expect(press(room, ANONYMOUS, 0)).rejects.toMatchObject({ code: 'unauthenticated' });
    const of = { actor: room.chair, event: room.event, day: 2, version: 0 };
    await expect(room.agenda.show.command(of, NEXT)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(room.agenda.show.command({ ...of, day: 7 }, NEXT)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(room.agenda.show.command({ ...of, actor: room.organiser, day: 7 }, NEXT)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await room.agenda.show.command({ ...of, actor: room.organiser }, NEXT)).version).toBe(1);
    expect((await room.console(1)).version).toBe(0);
  });

  it('name the version that was seen: a stale one is told who changed the day', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await press(room, room.chair, 0);
    await expect(press(room, room.deputy, 0)).rejects.toMatchObject({
      code: 'revision-stale',
      message: 'chair has changed this day since you saw it: it is at version 1 now. Nothing was done; look again.',
      details: { extra: { version: 1 } },
    });
    await expect(press(room, room.chair, 0)).rejects.toThrow(/^You have changed this day/);
    expect((await room.console()).version).toBe(1);
  });

  it('go through for exactly one of two who press at once', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    const tries = await Promise.allSettled([room.chair, room.deputy].map((actor) => press(room, actor, 0)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.find((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'revision-stale', details: { extra: { version: 1 } } });
    expect((await room.console()).version).toBe(1);
  });

  it('are refused while somebody else has the controls, by name, until they are taken over', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await press(room, room.chair, 0);
    const by = (await room.console()).control?.by;
    await expect(press(room, room.deputy, 1)).rejects.toMatchObject({
      code: 'controls-elsewhere',
      details: { extra: { by, name: 'chair' } },
    });
    const of = { event: room.event, day: 1, version: 1 };
    await expect(room.agenda.show.preview({ ...of, actor: room.deputy }, NEXT)).rejects.toMatchObject({
      code: 'controls-elsewhere',
    });
    const taken = await room.agenda.show.takeControls({ ...of, actor: room.deputy });
    expect([taken.version, taken.control?.name, taken.undo]).toEqual([2, 'deputy', 'Start what is next']);
    expect(await room.agenda.show.takeControls({ ...of, actor: room.deputy })).toEqual(taken);
    await expect(press(room, room.chair, 2)).rejects.toMatchObject({ code: 'controls-elsewhere' });
    expect((await press(room, room.deputy, 2)).version).toBe(3);
  });

  it('leave the controls with the first of two who take them over at once', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await press(room, room.chair, 0);
    const take = (actor: Actor) => room.agenda.show.takeControls({ actor, event: room.event, day: 1, version: 1 });
    const tries = await Promise.allSettled([take(room.deputy), take(room.organiser)]);
    const [won] = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value.control?.name] : []));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = tries.find((each) => each.status === 'rejected');
    expect(refused?.reason.code).toBe('revision-stale');
    expect(refused?.reason.message).toMatch(new RegExp(`^${won} has changed`));
    expect((await room.console()).control?.name).toBe(won);
  });

  it('need no take-over where whoever had the controls may run the day no longer, or it is over', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await press(room, room.chair, 0);
    const row = await room.database.db.selectFrom('people_role').selectAll().where('role', '=', 'chair').execute();
    await room.database.db.deleteFrom('people_role').where('role', '=', 'chair').execute();
    expect((await room.console()).control).toBeNull();
    expect((await press(room, room.deputy, 1)).control?.name).toBe('deputy');
    await room.database.db.insertInto('people_role').values(row).execute();
    const over = await press(room, room.deputy, 2, { do: 'end-day' });
    expect([over.control, over.undo]).toEqual([null, 'End the day']);
    const taking = room.agenda.show.takeControls({ actor: room.chair, event: room.event, day: 1, version: 3 });
    await expect(taking).rejects.toMatchObject({ code: 'state-not-right' });
    expect((await room.back(room.chair)).control?.name).toBe('chair');
  });

  it('are taken back one after the other to the identical day, with what was told of it', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:10Z');
    const states = [await storedRun(room)];
    const calendars = [await room.calendar()];
    const keynote = await room.idOf('Keynote');
    const all: ShowCommand[] = [
      NEXT,
      { do: 'adjust', entry: keynote, minutes: 10 },
      { do: 'hold' },
      { do: 'resume' },
      { do: 'move', entry: keynote, before: await room.idOf('Talk') },
      { do: 'skip', entry: await room.idOf('Talk') },
      { do: 'end' },
      { do: 'end-day' },
    ];
    for (const command of all) {
      await room.press(command);
      states.push(await storedRun(room));
      calendars.push((await room.calendar()).map(withoutSequence));
    }
    // To hold the clock and let it go at once is the one thing that leaves the day as it was.
    expect(new Set(states.map(({ run }) => run)).size).toBe(all.length);
    calendars[0] = calendars[0]?.map(withoutSequence) ?? [];
    for (let left = all.length - 1; left >= 0; left--) {
      await room.back();
      expect(await storedRun(room)).toEqual(states[left]);
      expect((await room.calendar()).map(withoutSequence)).toEqual(calendars[left]);
    }
    await expect(room.back()).rejects.toMatchObject({ code: 'nothing-to-undo' });
    expect((await room.console()).version).toBe(2 * all.length);
  });

  it('leave everything as it was when they make no sense', async () => {
    const room = await openShowRoom(open);
    await expect(room.press({ do: 'resume' })).rejects.toMatchObject({ code: 'state-not-right' });
    const absent = '11111111-1111-4111-8111-111111111111';
    await expect(room.press({ do: 'skip', entry: absent })).rejects.toMatchObject({ code: 'not-found' });
    const { version, control, undo } = await room.console();
    expect({ version, control, undo }).toEqual({ version: 0, control: null, undo: null });
    expect(await findLastUndoable(room.database.db, room.event.id, room.event.days[0]?.id ?? '')).toBeUndefined();
  });

  it('show beforehand every time that would change, and change nothing', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    const before = await room.console();
    const of = { actor: room.chair, event: room.event, day: 1, version: null };
    const ripple = await room.agenda.show.preview(of, {
      do: 'adjust',
      entry: await room.idOf('Welcome'),
      minutes: 5,
    });
    expect(ripple.moved.map(({ title, before, after }) => [title, before?.start, after?.start])).toContainEqual([
      'Talk',
      '2026-03-09T12:15:00+01:00',
      '2026-03-09T12:20:00+01:00',
    ]);
    expect([ripple.version, ripple.overMinutes, ripple.conflicts]).toEqual([1, 0, []]);
    expect(await room.console()).toEqual(before);
  });

  it('are written down without what they are about', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.press({ do: 'adjust', entry: await room.idOf('Keynote'), minutes: -5 });
    await room.back();
    await room.agenda.show.takeControls({ actor: OPERATOR, event: room.event, day: 1, version: 3 });
    const rows = await room.database.db.selectFrom('people_audit_entry').selectAll().orderBy('at').execute();
    const ofShow = rows.filter(({ action }) => ['show-changed', 'controls-taken'].includes(action));
    expect(ofShow.map(({ subject }) => subject)).toEqual(Array(4).fill('day:1'));
    const commands = ofShow.map(({ details }) => JSON.parse(details).command ?? 'taken');
    expect(commands.sort()).toEqual([
      'Start what is next',
      'Undo: −5 min for an entry',
      'taken',
      '−5 min for an entry',
    ]);
    expect((await room.console()).control?.name).toBe('An operator');
  });

  it('run a day of which there is no row yet, as of what was published before there was a show', async () => {
    const room = await openShowRoom(open);
    await room.database.db.deleteFrom('agenda_show').execute();
    room.clock.set('2026-03-09T11:00:00Z');
    expect((await room.console()).version).toBe(0);
    expect((await room.press(NEXT)).version).toBe(1);
    const stored = await findShow(room.database.db, room.event.id, room.event.days[0]?.id ?? '');
    expect(stored?.version).toBe(1);
    room.clock.set('2026-03-10T20:00:00Z');
    expect((await room.agenda.show.now(room.event)).day?.number).toBe(1);
    expect((await room.console(2)).day.run.endedAt).toBe('2026-03-10T16:00:00+01:00');
  });
});

function withoutSequence(line: string): string {
  return line.replace(/ #\d+$/, '');
}
