import { expect, it } from 'vitest';
import { wire } from '../../server/wiring.ts';
import { eachEngine } from '../engines.ts';
import { newKeyDir } from '../key-folders.ts';
import { openPollRoom } from './poll-room.ts';

const NEXT = { do: 'next' } as const;

// Day 1 in UTC: Welcome 11:00, Talk 11:15, a break 12:00 to 12:20, Keynote 12:20.
eachEngine('a poll on a break', (open) => {
  it('opens when the chair starts the break, follows it, closes into the next session and shows its result', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready();
    await room.runAllTo('11:00');
    await room.press(NEXT);
    await room.runAllTo('11:15');
    await room.press(NEXT);
    await room.runAllTo('12:05');
    expect(await room.told(poll)).toEqual(['ready']);
    await room.press(NEXT);
    await room.runAllTo('12:06');
    expect(await room.told(poll)).toEqual(['open', 'opened 12:05:00', 'closes 12:22:00']);
    await room.press({ do: 'adjust', entry: await room.idOf('break'), minutes: 5 });
    await room.runAllTo('12:07');
    expect(await room.told(poll)).toEqual(['open', 'opened 12:05:00', 'closes 12:27:00']);
    await room.vote('chair', poll, 'a');
    await room.runAllTo('12:28');
    await room.press(NEXT);
    await room.runAllTo('12:29');
    expect(await room.told(poll)).toEqual(['open', 'opened 12:05:00', 'closes 12:30:00']);
    await room.vote('deputy', poll, 'b');
    await room.runAllTo('12:31');
    expect(await room.told(poll)).toEqual(['shown', 'opened 12:05:00', 'closes 12:30:00']);
    const [round] = (await room.polls.polls.staffView(room.event, poll))?.rounds ?? [];
    expect(round).toMatchObject({ turnout: 2, entitled: 3, closedAt: '2026-03-09T12:30:02+00:00' });
  });

  it('is opened once, though the start of the break is undone and made again', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready();
    await room.runAllTo('11:00');
    await room.press(NEXT);
    await room.press(NEXT);
    await room.press(NEXT);
    await room.runAllTo('11:01');
    expect((await room.told(poll))[0]).toBe('open');
    await room.back();
    await room.runAllTo('11:02');
    await room.press(NEXT);
    await room.runAllTo('11:03');
    expect((await room.told(poll))[0]).toBe('open');
    expect((await room.polls.polls.staffView(room.event, poll))?.rounds.length).toBe(1);
  });

  it('is found again by a process that comes after, and closes when it was due though nobody looked', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready({ closes: { how: 'before-end', minutes: 5 } });
    await room.runAllTo('11:00');
    for (const _ of ['Welcome', 'Talk', 'break']) await room.press(NEXT);
    await room.runAllTo('11:01');
    expect((await room.told(poll))[2]).toBe('closes 11:15:00');
    room.clock.set('2026-03-09T11:16:00Z');
    await room.polls.polls.tick(room.clock.now());
    await room.polls.polls.tick(room.clock.now());
    expect((await room.told(poll))[0]).toBe('closed');
    expect((await room.polls.polls.staffView(room.event, poll))?.rounds.length).toBe(1);
  });

  it('moves on by itself where the clock moves the day, and nothing fires twice though the process is another', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready();
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    const ground = { database: room.database, keyDir: newKeyDir(), clock: room.clock };
    const restarted = () => wire({ ...ground, publicUrl: () => new URL('https://plenum.example.org') });
    const seen: string[] = [];
    for (const time of ['11:59', '12:01', '12:21', '12:23', '12:40']) {
      await room.runAllTo(time);
      const after = restarted();
      for (let again = 0; again < 2; again += 1) {
        await after.agenda.show.tick(room.clock.now());
        await after.polls.polls.lookAgain(room.database.db, room.event.id);
        await after.polls.polls.tick(room.clock.now());
      }
      seen.push(`${time} ${(await room.told(poll)).join(' ')}`);
    }
    expect(seen).toEqual([
      '11:59 ready',
      '12:01 open opened 12:00:00 closes 12:22:00',
      '12:21 open opened 12:00:00 closes 12:22:00',
      '12:23 shown opened 12:00:00 closes 12:22:00',
      '12:40 shown opened 12:00:00 closes 12:22:00',
    ]);
    await room.give(poll, 'hide');
    const after = restarted();
    await after.polls.polls.lookAgain(room.database.db, room.event.id);
    await after.polls.polls.tick(room.clock.now());
    expect((await room.told(poll))[0]).toBe('closed');
    const kept = room.database.db.selectFrom('poll_poll').select(['round', 'opened_by_agenda']).where('id', '=', poll);
    expect(await kept.execute()).toEqual([{ round: 1, opened_by_agenda: 1 }]);
    const written = await room.database.db
      .selectFrom('people_audit_entry')
      .select('action')
      .where('subject', '=', `poll:${poll}`)
      .execute();
    const actions = written.map(({ action }) => action).sort();
    // Made ready, opened, closed and shown once each, and hidden by hand.
    expect(actions).toEqual(['poll-changed', 'poll-closed', 'poll-made', 'poll-opened', 'poll-shown', 'poll-shown']);
  });

  it('does not open again when the clock is set back, and loses nothing', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready();
    await room.give(poll, 'open');
    await room.vote('chair', poll, 'a');
    await room.give(poll, 'close');
    room.clock.advance(2_000);
    await room.polls.polls.tick(room.clock.now());
    expect((await room.told(poll))[0]).toBe('closed');
    room.clock.advance(-600_000);
    await room.polls.polls.nextDue();
    await room.polls.polls.tick(room.clock.now());
    expect((await room.told(poll))[0]).toBe('closed');
    await expect(room.vote('deputy', poll, 'b')).rejects.toMatchObject({ code: 'poll-not-open' });
    expect((await room.polls.polls.staffView(room.event, poll))?.rounds[0]?.turnout).toBe(1);
  });
});
