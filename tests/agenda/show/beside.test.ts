import { expect, it } from 'vitest';
import { eachEngine } from '../../engines.ts';
import { eventFields, OPERATOR, planFiles } from '../room.ts';
import { openShowRoom, SESSIONS, type ShowRoom } from './show-room.ts';

const NEXT = { do: 'next' } as const;

async function expectedOfDay(room: ShowRoom, number: number) {
  const found = (await room.agenda.published.get('meeting'))?.agenda.days.find((day) => day.number === number);
  return found?.entries.map(({ title, expectedStart, skipped }) => [title, expectedStart, skipped]);
}

eachEngine('what happens beside a running day', (open) => {
  it('is told of the day that an entry is in now, and not of the one in which it was on', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.press(NEXT);
    const talk = await room.idOf('Talk');
    await room.agenda.drafts.changeSession(await room.edit(), talk, { day: 2 });
    await room.agenda.versions.publish(await room.edit(), '');
    expect(await expectedOfDay(room, 2)).toEqual([
      ['Assembly', undefined, undefined],
      ['Talk', undefined, undefined],
    ]);
    expect((await room.console()).day.run.steps.find(({ id }) => id === talk)?.status).toBe('running');
  });

  it('shows a console to nobody by the number that another day has in the plan', async () => {
    const room = await openShowRoom(open);
    const { drafts, directory, show, versions } = room.agenda;
    await drafts.changeDay(await room.edit(), 1, { number: 3 });
    await drafts.changeDay(await room.edit(), 2, { number: 1 });
    const inPlan = await directory.find('meeting');
    if (!inPlan) throw new Error('the event is there');
    // Whoever chairs the plan's day 1 would see the published one.
    expect(await show.console(inPlan, 1)).toBeUndefined();
    await versions.publish(await room.edit(), '');
    expect((await show.console(inPlan, 1))?.day.date).toBe('2026-03-10');
    expect((await show.console(inPlan, 3))?.day.date).toBe('2026-03-09');
  });

  it('leaves a day that is running its number, by which its chair finds it', async () => {
    const room = await openShowRoom(open);
    const { drafts } = room.agenda;
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    const change = async (number: number, day: { number?: number; end?: string }) =>
      drafts.changeDay(await room.edit(), number, day);
    await expect(change(1, { number: 3 })).rejects.toMatchObject({
      code: 'state-not-right',
      message: 'Day 1 is running. End it before you give it another number.',
    });
    await change(1, { end: '14:00' });
    await change(2, { number: 4 });
    await room.press({ do: 'end-day' });
    await change(1, { number: 3 });
  });

  it('tells calendars what was late when the clock takes a day over', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    // Nobody has looked since, as when a process was away.
    room.clock.set('2026-03-09T11:20:00Z');
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    await room.runTo('11:20');
    expect(await room.calendar()).toEqual([
      'Welcome 12:00-12:20 #1',
      'Talk 12:20-13:05 #1',
      'Keynote 13:20-13:50 #0',
      'Assembly 12:00-13:00 #0',
    ]);
  });

  it('keeps no day waiting where the banners of another event cannot be taken away', async () => {
    const room = await openShowRoom(open);
    const { events, imports, versions, show, directory } = room.agenda;
    await events.create(OPERATOR, eventFields({ slug: 'other' }));
    const edit = async () => {
      const { revision } = await events.get(OPERATOR, 'other');
      return { actor: OPERATOR, slug: 'other', revision };
    };
    const days =
      'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n1,2026-03-09,12:00,13:50,Europe/Zurich,0,0,Office';
    await imports.replace(await edit(), planFiles(days, SESSIONS.split('\n').slice(0, 2).join('\n')));
    await versions.publish(await edit(), '');
    const other = await directory.find('other');
    if (!other) throw new Error('the event is there');
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    room.clock.set('2026-03-09T10:59:00Z');
    await show.setBanner(OPERATOR, other, { text: 'Soon', audience: 'all', minutes: 1 });
    // Too new for what this process has in memory, and not to be read.
    await room.database.db
      .updateTable('agenda_event')
      .set({ published_version: 2 })
      .where('id', '=', other.id)
      .execute();
    await room.database.db
      .updateTable('agenda_version')
      .set({ number: 2, snapshot: '{' })
      .where('event_id', '=', other.id)
      .execute();
    room.clock.set('2026-03-09T11:00:00Z');
    await expect(show.tick(room.clock.now())).rejects.toThrow(SyntaxError);
    expect((await room.console()).day.run.startedAt).toBe('2026-03-09T12:00:00+01:00');
  });
});
