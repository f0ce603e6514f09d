import { beforeAll, expect, it } from 'vitest';
import { readVersion } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { openRoundRoom, type RoundRoom } from './round-room.ts';

const NEXT = { do: 'next' } as const;

// Day 1 in UTC: Welcome 11:00, Breakout 1 11:15 to 11:40, a plenary, Breakout 2 12:00 to 12:30, a plenary,
// Breakout 3 12:50 to 13:10, Closure.
eachEngine('a day’s rounds', (open) => {
  let room: RoundRoom;
  let first: string;
  let second: string;

  beforeAll(async () => {
    room = await openRoundRoom(open);
    first = await room.assign('Breakout 1');
    second = await room.assign('Breakout 2', { opens: 'chair' });
  });

  it('opens as the chair starts its session, and follows it as it is made longer', async () => {
    await room.runAllTo('11:00');
    await room.press(NEXT);
    await room.runAllTo('11:20');
    expect(await room.told(first)).toBe('assigned');
    await room.press(NEXT);
    await room.runAllTo('11:21');
    expect(await room.told(first)).toBe('open opened 11:20:00 closes 11:45:00');
    await room.press({ do: 'adjust', entry: await room.idOf('Breakout 1'), minutes: 5 });
    await room.runAllTo('11:22');
    expect(await room.told(first)).toBe('open opened 11:20:00 closes 11:50:00');
  });

  it('is not opened a second time where the start of its session is undone and made again', async () => {
    await room.back();
    await room.back();
    await room.runAllTo('11:23');
    await room.press(NEXT);
    await room.runAllTo('11:24');
    expect((await room.told(first)).slice(0, 20)).toBe('open opened 11:20:00');
    expect(await room.written(first)).toEqual(['breakout-opened by itself']);
  });

  it('closes earlier when the chair says so, later again at most as the agenda lets it', async () => {
    const closes = async (minutes: number | null) =>
      (await room.give(first, { do: 'time', minutes }, room.chair)).closesAt?.slice(11, 19);
    const byAgenda = (await room.told(first)).slice(-8);
    expect(await closes(10)).toBe('11:34:00');
    expect(await closes(600)).toBe(byAgenda);
    expect(await closes(5)).toBe('11:29:00');
    expect(await closes(null)).toBe(byAgenda);
    expect(byAgenda).toBe('11:48:00');
  });

  it('warns in the last minute, and takes that back where there is more time after all', async () => {
    await room.give(first, { do: 'time', minutes: 2 }, room.chair);
    await room.runAllTo('11:25');
    expect(await room.told(first)).toBe('closing opened 11:20:00 closes 11:26:00');
    await room.give(first, { do: 'time', minutes: null }, room.chair);
    await room.breakouts.rounds.tick(room.clock.now());
    expect(await room.told(first)).toBe('open opened 11:20:00 closes 11:48:00');
    await room.give(first, { do: 'close' }, room.chair);
    expect(await room.told(first)).toBe('closing opened 11:20:00 closes 11:26:00');
    await room.give(first, { do: 'close' }, room.chair);
    await room.give(first, { do: 'time', minutes: null }, room.chair);
  });

  it('closes with its session, to the second, though nobody pressed anything in the round', async () => {
    await room.press({ do: 'adjust', entry: await room.idOf('Breakout 1'), minutes: -10 });
    await room.runAllTo('11:36');
    expect(await room.told(first)).toBe('open opened 11:20:00 closes 11:38:00');
    await room.press(NEXT);
    await room.runAllTo('11:37');
    expect(await room.told(first)).toBe('closed opened 11:20:00 closes 11:36:00');
    await expect(room.give(first, { do: 'open' })).rejects.toMatchObject({ code: 'state-not-right' });
  });

  it('waits for the chair where the round says so, and then opens outside its session until what follows', async () => {
    expect(await room.told(second)).toBe('assigned');
    await room.runAllTo('11:40');
    await room.give(second, { do: 'open' }, room.chair);
    // As many minutes as the session was planned for, though the plenary ends before.
    expect((await room.told(second)).slice(0, 20)).toBe('open opened 11:40:00');
    const [, closes] = (await room.told(second)).split('closes ');
    expect(closes).toBe('12:10:00');
    await room.press(NEXT);
    await room.runAllTo('11:41');
    // Its session runs now: the rooms close with it.
    expect(await room.told(second)).toBe('open opened 11:40:00 closes 12:10:00');
  });

  it('does what was due while no process ran once, and nothing twice', async () => {
    const third = await room.assign('Breakout 3');
    room.clock.set('2026-03-09T12:30:00Z');
    for (let again = 0; again < 3; again += 1) {
      const { agenda, breakouts } = room.restarted();
      await agenda.show.tick(room.clock.now());
      await breakouts.rounds.lookAgain(room.database.db, room.event.id);
      await breakouts.rounds.tick(room.clock.now());
    }
    expect(await room.told(second)).toBe('closed opened 11:40:00 closes 12:10:00');
    const shown = () => readVersion(room.database.db, room.event.id, 'rounds:staff');
    const before = await shown();
    await room.press(NEXT);
    await room.press(NEXT);
    // When summaries are due hangs on the plenary, also of rounds that have closed.
    expect(await shown()).toBeGreaterThan(before);
    for (let again = 0; again < 3; again += 1) {
      const { breakouts } = room.restarted();
      await breakouts.rounds.lookAgain(room.database.db, room.event.id);
      await breakouts.rounds.tick(room.clock.now());
    }
    expect(await room.told(third)).toBe('open opened 12:30:00 closes 12:50:00');
    room.clock.set('2026-03-09T12:51:00Z');
    await room.restarted().breakouts.rounds.tick(room.clock.now());
    expect(await room.told(third)).toBe('closed opened 12:30:00 closes 12:50:00');
    expect(await room.written(third)).toEqual(['breakout-opened by itself', 'breakout-closed by itself']);
  });

  it('does not open again when the clock is set back', async () => {
    const third = (await room.breakouts.rounds.staffRounds(room.event)).rounds[2]?.id ?? '';
    room.clock.set('2026-03-09T12:31:00Z');
    await room.breakouts.rounds.nextDue();
    await room.breakouts.rounds.tick(room.clock.now());
    expect(await room.told(third)).toBe('closed opened 12:30:00 closes 12:50:00');
  });

  it('is opened by hand on its own day alone', async () => {
    const fourth = await room.assign('Breakout 4');
    await expect(room.give(fourth, { do: 'open' })).rejects.toMatchObject({
      code: 'state-not-right',
      message: 'This round can be opened on its own day, day 2.',
    });
    room.clock.set('2026-03-10T08:00:00Z');
    await expect(room.give(fourth, { do: 'open' }, room.chair)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await room.give(fourth, { do: 'open' })).closesAt?.slice(11, 16)).toBe('08:20');
  });
});
