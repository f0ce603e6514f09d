import { expect, it } from 'vitest';
import { scheduleOf } from '../../../agenda/calendar/schedule-exchange.ts';
import { withExpected } from '../../../agenda/show/told.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR } from '../room.ts';
import { openShowRoom, type ShowRoom } from './show-room.ts';

const NEXT = { do: 'next' } as const;

async function showVersion(room: ShowRoom): Promise<number> {
  const row = await room.database.db.selectFrom('agenda_event').select('show_version').executeTakeFirstOrThrow();
  return row.show_version;
}

eachEngine('what is told of a running day', (open) => {
  it('is to the minute in the agenda, and in calendars only once it differs by five minutes', async () => {
    const room = await openShowRoom(open);
    const planned = [
      'Welcome 12:00-12:15 #0',
      'Talk 12:15-13:00 #0',
      'Keynote 13:20-13:50 #0',
      'Assembly 12:00-13:00 #0',
    ];
    room.clock.set('2026-03-09T11:04:00Z');
    await room.press(NEXT);
    expect(await room.told()).toEqual([
      'Welcome 12:04*-12:19*',
      'Talk 12:19*-13:04*',
      'Break 13:04*-13:20',
      'Keynote 13:20-13:50',
    ]);
    expect(await room.calendar()).toEqual(planned);
    await room.press({ do: 'adjust', entry: await room.idOf('Welcome'), minutes: 1 });
    expect(await room.calendar()).toEqual([
      'Welcome 12:04-12:20 #1',
      'Talk 12:20-13:05 #1',
      'Keynote 13:20-13:50 #0',
      'Assembly 12:00-13:00 #0',
    ]);
    // From here on, five minutes count from what was told.
    await room.press({ do: 'adjust', entry: await room.idOf('Welcome'), minutes: 4 });
    expect((await room.calendar())[1]).toBe('Talk 12:20-13:05 #1');
    await room.press({ do: 'adjust', entry: await room.idOf('Welcome'), minutes: 1 });
    expect((await room.calendar())[1]).toBe('Talk 12:25-13:10 #2');
  });

  it('says that what is skipped is cancelled, and takes that back with a higher sequence', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.press({ do: 'skip', entry: await room.idOf('Talk') });
    expect((await room.told())[1]).toBe('Talk skipped');
    expect(await room.calendar()).toContain('Talk cancelled #1');
    await room.back();
    expect((await room.told())[1]).toBe('Talk 12:15-13:00');
    expect(await room.calendar()).toContain('Talk 12:15-13:00 #2');
  });

  it('is nothing while a day has not begun, however late it is', async () => {
    const room = await openShowRoom(open);
    const before = [await room.told(), await room.calendar(), await showVersion(room)];
    await room.runTo('12:30');
    await room.press({ do: 'skip', entry: await room.idOf('Talk') });
    expect([await room.told(), await room.calendar(), await showVersion(room)]).toEqual(before);
    await room.press(NEXT);
    expect(await room.calendar()).toContain('Talk cancelled #1');
  });

  it('grows by the minute while something is over its time or nothing is on, and changes nothing a chair saw', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.runTo('11:15');
    const version = await showVersion(room);
    await room.runTo('11:18');
    expect((await room.told())[0]).toMatch(/^Welcome 12:00-12:18\*$/);
    expect((await room.calendar())[0]).toBe('Welcome 12:00-12:15 #0');
    await room.runTo('11:22');
    expect((await room.calendar())[0]).toBe('Welcome 12:00-12:20 #1');
    expect(await showVersion(room)).toBeGreaterThan(version);
    expect((await room.console()).version).toBe(1);
    await room.press({ do: 'end' });
    await room.runTo('11:25');
    expect((await room.told())[1]).toBe('Talk 12:25*-13:10*');
    expect((await room.console()).version).toBe(2);
  });

  it('is part of what pages hold in memory under another stamp, and in the schedules', async () => {
    const room = await openShowRoom(open);
    const first = await room.agenda.published.get('meeting');
    room.clock.set('2026-03-09T11:06:00Z');
    await room.press(NEXT);
    const second = await room.agenda.published.get('meeting');
    expect(second?.stamp).not.toBe(first?.stamp);
    expect(second?.agenda.days[1]).toEqual(first?.agenda.days[1]);
    expect(withExpected(first?.agenda ?? never(), [])).toBe(first?.agenda);
    await room.press({ do: 'skip', entry: await room.idOf('Keynote') });
    const { agenda } = (await room.agenda.published.get('meeting')) ?? never();
    const { days } = scheduleOf(agenda, { publicUrl: 'https://plenum.example.org' });
    const events = days[0]?.rooms.flatMap(({ events }) => events.map(({ title, start }) => `${title} ${start}`));
    expect(events).toEqual(['Welcome 12:06', 'Talk 12:21', 'Break 13:06']);
  });

  it('touches the topics in which it shows, and no others', async () => {
    const room = await openShowRoom(open);
    const versions = async () => {
      const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
      return Object.fromEntries(rows.map(({ topic, version }) => [topic, version]));
    };
    const before = await versions();
    const raised = async () =>
      Object.entries(await versions()).flatMap(([topic, version]) => (version === (before[topic] ?? 0) ? [] : [topic]));
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    expect((await raised()).sort()).toEqual(['agenda', 'console:1', 'now']);
    Object.assign(before, await versions());
    await room.agenda.show.takeControls({ actor: room.deputy, event: room.event, day: 1, version: 1 });
    expect(await raised()).toEqual(['console:1']);
    Object.assign(before, await versions());
    await room.runTo('11:18');
    expect(await raised()).toEqual(['agenda']);
  });
});

eachEngine('the clock', (open) => {
  it('moves a day on where the event says so, at the instants at which it is due, by nobody’s hand', async () => {
    const room = await openShowRoom(open);
    const edit = await room.edit();
    await room.agenda.events.change(edit, { advance: 'clock' });
    await room.runTo('11:15');
    const { day, version, control, undo } = await room.console();
    expect(day.run.steps.map(({ status }) => status)).toEqual(['done', 'running', 'ahead', 'ahead']);
    expect(day.run.steps[1]?.startedAt).toBe('2026-03-09T12:15:00+01:00');
    expect({ control, undo }).toEqual({ control: null, undo: null });
    expect(version).toBe(2);
    await room.runTo('13:00');
    expect((await room.console()).day.run.endedAt).toBe('2026-03-09T13:50:00+01:00');
    expect((await room.calendar()).every((line) => line.endsWith('#0'))).toBe(true);
  });

  it('does first what was due when a chair presses late, who is told so', async () => {
    const room = await openShowRoom(open);
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    await room.runTo('11:14');
    const { version } = await room.console();
    room.clock.set('2026-03-09T11:15:02Z');
    const pressed = room.agenda.show.command({ actor: room.chair, event: room.event, day: 1, version }, NEXT);
    await expect(pressed).rejects.toThrow(/^The clock has changed this day/);
    const [, talk] = (await room.console()).day.run.steps;
    expect([talk?.status, talk?.startedAt]).toEqual(['running', '2026-03-09T12:15:00+01:00']);
    await expect(room.back()).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('begins when it is asked to, and not with what it had not been asked to do before', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.runTo('11:25');
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    await room.runTo('11:26');
    const [welcome, talk] = (await room.console()).day.run.steps;
    expect([welcome?.endedAt, talk?.startedAt]).toEqual(['2026-03-09T12:25:00+01:00', '2026-03-09T12:25:00+01:00']);
    await room.agenda.events.change(await room.edit(), { advance: 'chair' });
    await room.runTo('12:15');
    expect((await room.console()).day.run.steps[1]?.status).toBe('running');
  });

  it('ends a day that was forgotten, and says of nobody’s session that it was cancelled', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.runTo('17:00');
    const over = await room.console();
    expect([over.day.run.endedAt === null, over.control]).toEqual([false, null]);
    expect((await room.calendar()).filter((line) => line.includes('cancelled'))).toEqual([]);
    expect((await room.agenda.show.now(room.event)).day?.number).toBe(2);
    const [row] = await room.database.db
      .selectFrom('agenda_show')
      .select('due_at')
      .where('day_id', '=', room.event.days[0]?.id ?? '')
      .execute();
    expect(row?.due_at).toBeNull();
  });

  it('that is set back looks at once at what it would look at late, and undoes nothing', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.runTo('12:00');
    expect((await room.told())[0]).toBe('Welcome 12:00-13:00*');
    room.clock.set('2026-03-09T11:20:00Z');
    expect(await room.agenda.show.nextDue()).toBe(room.clock.now());
    await room.agenda.show.tick(room.clock.now());
    expect((await room.told())[0]).toBe('Welcome 12:00-12:20*');
    room.clock.set('2026-03-09T10:59:00Z');
    const ended = await room.press({ do: 'end' });
    expect(ended.day.run.steps[0]?.endedAt).toBe('2026-03-09T12:00:00+01:00');
  });

  it('keeps days apart whose night changes the clocks', async () => {
    const days = [
      'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation',
      '1,2026-03-28,22:30,23:30,Europe/Zurich,0,0,Office',
      '2,2026-03-29,09:00,10:00,Europe/Zurich,0,0,Office',
    ].join('\n');
    const sessions = ['day,order,kind,title,minutes', '1,1,opening,Late,60', '2,1,opening,Early,60'].join('\n');
    const room = await openShowRoom(open, { days, sessions });
    await room.agenda.events.change(await room.edit(), { advance: 'clock' });
    for (let due = await room.agenda.show.nextDue(); due !== null; due = await room.agenda.show.nextDue()) {
      if (due > room.clock.now()) room.clock.advance(due - room.clock.now());
      await room.agenda.show.tick(room.clock.now());
    }
    const runs = [(await room.console(1)).day.run, (await room.console(2)).day.run];
    expect(runs.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      ['2026-03-28T22:30:00+01:00', '2026-03-28T23:30:00+01:00'],
      ['2026-03-29T09:00:00+02:00', '2026-03-29T10:00:00+02:00'],
    ]);
  });
});

eachEngine('a running day of which something else changes', (open) => {
  it('goes on with what is published, which cannot be undone', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:06:00Z');
    await room.press(NEXT);
    const keynote = await room.idOf('Keynote');
    await room.agenda.drafts.changeSession(await room.edit(), keynote, { minutes: 25 });
    await room.agenda.versions.publish(await room.edit(), '');
    const { day, version, undo, control } = await room.console();
    expect([version, undo, control?.name]).toEqual([2, null, 'chair']);
    expect(day.run.steps[0]?.status).toBe('running');
    expect(day.run.steps.at(-1)?.plannedMinutes).toBe(25);
    expect((await room.told())[0]).toBe('Welcome 12:06*-12:21*');
    expect((await room.calendar())[0]).toBe('Welcome 12:06-12:21 #1');
    expect((await room.calendar())[2]).toBe('Keynote 13:25-13:50 #1');
  });

  it('is left alone by a version that leaves it as it was, but for what is written', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.press({ do: 'move', entry: await room.idOf('Keynote'), before: await room.idOf('Talk') });
    const before = await room.console();
    await room.agenda.drafts.changeSession(await room.edit(), await room.idOf('Talk'), { title: 'Speech' });
    await room.agenda.versions.publish(await room.edit(), '');
    const after = await room.console();
    expect([after.version, after.undo]).toEqual([before.version, 'Move Keynote before Speech']);
    expect(after.day.run.steps.flatMap(({ parts }) => parts.map(({ title }) => title))).toContain('Speech');
    await room.back();
    expect((await room.console()).undo).toBe('Start what is next');
  });

  it('cannot be taken out of the plan before it is ended', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await expect(room.agenda.drafts.removeDay(await room.edit(), 1)).rejects.toMatchObject({
      code: 'state-not-right',
    });
    await room.press({ do: 'end-day' });
    await room.agenda.drafts.removeDay(await room.edit(), 1);
    const pressed = room.agenda.show.command({ actor: OPERATOR, event: room.event, day: 1, version: null }, NEXT);
    await expect(pressed).rejects.toMatchObject({ code: 'not-found' });
    await room.agenda.versions.publish(await room.edit(), '');
    expect((await room.agenda.show.now(room.event)).day?.number).toBe(2);
    expect(await room.agenda.show.console(room.event, 1)).toBeUndefined();
  });

  it('keeps its own number when the plan numbers days anew before that is published', async () => {
    const room = await openShowRoom(open);
    await room.agenda.drafts.changeDay(await room.edit(), 1, { number: 3 });
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.agenda.versions.publish(await room.edit(), '');
    const { day } = await room.agenda.show.readConsole(OPERATOR, room.event, 3);
    expect(day.run.steps[0]?.status).toBe('running');
  });

  it('goes with its event, and its clock with it', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press(NEXT);
    await room.agenda.events.remove(await room.edit());
    expect(await room.agenda.show.nextDue()).toBeNull();
    await room.agenda.show.tick(room.clock.now());
    await expect(room.agenda.show.readNow(OPERATOR, room.event)).resolves.toEqual({ day: null, days: [], banners: [] });
    const pressed = room.agenda.show.command({ actor: OPERATOR, event: room.event, day: 1, version: 1 }, NEXT);
    await expect(pressed).rejects.toMatchObject({ code: 'not-found' });
  });

  it('may hold nothing at all', async () => {
    const sessions = ['day,order,kind,title,minutes', '1,1,opening,Alone,60'].join('\n');
    const room = await openShowRoom(open, { sessions });
    const empty = { actor: OPERATOR, event: room.event, day: 2, version: 0 };
    await expect(room.agenda.show.command(empty, NEXT)).rejects.toMatchObject({ code: 'state-not-right' });
    expect((await room.agenda.show.command(empty, { do: 'end-day' })).day.run.endedAt).not.toBeNull();
  });
});

function never(): never {
  throw new Error('the event is there');
}
