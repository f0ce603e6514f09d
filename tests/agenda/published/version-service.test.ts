import { expect, it } from 'vitest';
import { calendarOf } from '../../../agenda/calendar/calendar.ts';
import { forgetCancelledEntries } from '../../../agenda/jobs.ts';
import type { PublishedAgenda } from '../../../agenda/published/published.ts';
import { PublishedAgendasInMemory } from '../../../agenda/published/published-service.ts';
import { createAgendaServices } from '../../../agenda/service.ts';
import { ANONYMOUS } from '../../../kernel/actor.ts';
import { DAY, parseRfc3339 } from '../../../kernel/time.ts';
import { auditRecorder } from '../../../people/audit/audit-service.ts';
import { calledIn } from '../../../people/roster/called-store.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { eventFields, OPERATOR, openRoom, openRoomWithFiveDays, type Room, sessionNamed } from '../room.ts';

const HACKATHONS = 'PIN-1: ideas for the first hackathons';
const CLOSURE = 'Closure of day 1';

async function publishedNow(room: Room): Promise<PublishedAgenda> {
  const held = await room.published.get('meeting');
  if (!held) throw new Error('the event is there');
  return held;
}

async function idOf(room: Room, title: string): Promise<string> {
  return sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), title).id;
}

eachEngine('publishing', (open) => {
  it('shows version 0 without days until something is published', async () => {
    const room = await openRoomWithFiveDays(open);
    const { agenda, entries } = await publishedNow(room);
    expect([agenda.version, agenda.publishedAt, agenda.days, entries]).toEqual([0, null, [], []]);
    expect(await room.versions.list(ANONYMOUS, 'meeting')).toEqual([]);
    await expect(room.versions.get(ANONYMOUS, 'meeting', 0)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('numbers versions from 1 and lists them newest first with their notes', async () => {
    const room = await openRoomWithFiveDays(open);
    const draft = await room.versions.publish(await room.editNow(), 'First');
    expect(draft.publishedVersion).toBe(1);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(draft);
    room.clock.set('2026-03-03T09:00:00Z');
    await room.drafts.changeDay(await room.editNow(), 1, { breakMinutes: 40 });
    await room.versions.publish(await room.editNow(), '');
    expect(await room.versions.list(ANONYMOUS, 'meeting')).toEqual([
      { number: 2, publishedAt: '2026-03-03T09:00:00+00:00', note: '' },
      { number: 1, publishedAt: '2026-03-02T09:00:00+00:00', note: 'First' },
    ]);
  });

  it('keeps a version as it was and the draft to itself', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    const first = await room.versions.get(ANONYMOUS, 'meeting', 1);
    const before = await publishedNow(room);
    const id = await idOf(room, HACKATHONS);
    await room.drafts.changeSession(await room.editNow(), id, { title: 'A secret plan', minutes: 45 });
    await room.drafts.removeDay(await room.editNow(), 5);
    expect(await publishedNow(room)).toEqual(before);
    expect(await room.versions.get(ANONYMOUS, 'meeting', 1)).toEqual(first);
    await expect(room.versions.get(ANONYMOUS, 'meeting', 2)).rejects.toMatchObject({ code: 'not-found' });

    await room.versions.publish(await room.editNow(), '');
    expect(await room.versions.get(ANONYMOUS, 'meeting', 1)).toEqual(first);
    const after = await publishedNow(room);
    expect([after.agenda.version, after.agenda.days.length]).toEqual([2, 4]);
    expect(JSON.stringify(after.agenda)).toContain('A secret plan');
  });

  it('publishes no join link', async () => {
    const room = await openRoomWithFiveDays(open);
    const id = await idOf(room, HACKATHONS);
    await room.drafts.changeSession(await room.editNow(), id, { joinLink: 'https://example.org/private-room' });
    await room.versions.publish(await room.editNow(), '');
    const { agenda, entries } = await publishedNow(room);
    const calendar = calendarOf(agenda, entries, { kind: 'event' }, { publicUrl: 'https://plenum.example.org' });
    const told = JSON.stringify([agenda, calendar, await room.versions.get(ANONYMOUS, 'meeting', 1)]);
    expect(told).not.toContain('private-room');
    // Though nothing that is shown changes, whoever is let in gets another link.
    await room.drafts.changeSession(await room.editNow(), id, { joinLink: 'https://example.org/other' });
    expect((await room.versions.publish(await room.editNow(), '')).publishedVersion).toBe(2);
  });

  it('refuses to publish when nothing has changed, also when a day was moved before', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    await room.drafts.changeDay(await room.editNow(), 1, { start: '11:45' });
    await room.versions.publish(await room.editNow(), '');
    const of = await room.editNow();
    await expect(room.versions.publish(of, '')).rejects.toMatchObject({ code: 'nothing-to-publish' });
    expect(await room.editNow()).toEqual(of);
    const empty = await openRoom(open);
    await empty.events.create(OPERATOR, eventFields());
    await expect(empty.versions.publish(await empty.editNow(), '')).rejects.toMatchObject({
      code: 'nothing-to-publish',
    });
  });

  it('refuses to publish a draft other than the one that was seen', async () => {
    const room = await openRoomWithFiveDays(open);
    const seen = await room.editNow();
    await room.drafts.changeDay(seen, 1, { breakMinutes: 40 });
    await expect(room.versions.publish(seen, '')).rejects.toMatchObject({ code: 'revision-stale' });
    expect(await room.versions.list(OPERATOR, 'meeting')).toEqual([]);
  });

  it('says that publishing would change something where it is no time, title or length', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    await room.drafts.changeSession(await room.editNow(), await idOf(room, CLOSURE), { abstract: 'Who said what.' });
    expect(await room.versions.draftChanges(OPERATOR, 'meeting')).toEqual({ changes: [], differs: true });
  });

  it('lists what differs between versions and what publishing the draft would change', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    expect(await room.versions.draftChanges(OPERATOR, 'meeting')).toEqual({ changes: [], differs: false });
    const id = await idOf(room, CLOSURE);
    await room.drafts.changeSession(await room.editNow(), id, { title: 'The end of day 1' });
    const renamed = { kind: 'renamed', id, title: 'The end of day 1', before: CLOSURE, after: 'The end of day 1' };
    expect(await room.versions.draftChanges(OPERATOR, 'meeting')).toEqual({ changes: [renamed], differs: true });
    await room.versions.publish(await room.editNow(), '');
    expect(await room.versions.changes(ANONYMOUS, 'meeting', 1, 2)).toEqual([renamed]);
    expect(await room.versions.changes(ANONYMOUS, 'meeting', 2, 2)).toEqual([]);
    const all = await room.versions.changes(ANONYMOUS, 'meeting', 0, 1);
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['added']));
  });

  it('lets SEQUENCE rise when a time changes and when a session goes, across versions', async () => {
    const room = await openRoomWithFiveDays(open);
    const id = await idOf(room, CLOSURE);
    const told = async () => (await publishedNow(room)).entries.find(({ sessionId }) => sessionId === id);
    await room.versions.publish(await room.editNow(), '');
    expect(await told()).toMatchObject({ sequence: 0, cancelledAt: null, revisedAt: room.clock.now() });

    room.clock.set('2026-03-03T09:00:00Z');
    await room.drafts.changeSession(await room.editNow(), id, { title: 'The end of day 1' });
    await room.versions.publish(await room.editNow(), '');
    expect(await told()).toMatchObject({ sequence: 0, revisedAt: room.clock.now() });
    await room.drafts.changeSession(await room.editNow(), await idOf(room, HACKATHONS), { minutes: 15 });
    await room.versions.publish(await room.editNow(), '');
    expect(await told()).toMatchObject({ sequence: 1 });

    room.clock.set('2026-03-04T09:00:00Z');
    await room.drafts.removeSession(await room.editNow(), id);
    await room.versions.publish(await room.editNow(), '');
    expect(await told()).toMatchObject({ sequence: 2, cancelledAt: room.clock.now() });
    expect((await publishedNow(room)).entries.at(-1)?.sessionId).toBe(id);
  });

  it('forgets a cancelled entry 30 days after it was cancelled and not a millisecond sooner', async () => {
    const room = await openRoomWithFiveDays(open);
    const job = forgetCancelledEntries(room.versions);
    await room.versions.publish(await room.editNow(), '');
    expect(await job.nextDue()).toBe(null);
    await room.drafts.removeSession(await room.editNow(), await idOf(room, CLOSURE));
    await room.versions.publish(await room.editNow(), '');
    const stored = async () => {
      const rows = await room.database.db.selectFrom('agenda_calendar_entry').select('cancelled_at').execute();
      return [rows.length, rows.filter((row) => row.cancelled_at !== null).length];
    };
    const [all, cancelled] = await stored();
    expect(cancelled).toBe(1);
    const due = await job.nextDue();
    expect(due).toBe(parseRfc3339('2026-03-02T09:00:00Z') + 30 * DAY);
    room.clock.set('2026-04-01T08:59:59.999Z');
    await job.run(room.clock.now());
    expect(await stored()).toEqual([all, 1]);
    room.clock.set('2026-04-01T09:00:00Z');
    await job.run(room.clock.now());
    expect(await stored()).toEqual([(all ?? 0) - 1, 0]);
    expect(await job.nextDue()).toBe(null);
  });

  it('hides a private event from everybody but operators', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    await room.events.change(await room.editNow(), { isPublic: false });
    const hidden = { code: 'not-found', message: 'There is no such event.' };
    await expect(room.events.get(ANONYMOUS, 'meeting')).rejects.toMatchObject(hidden);
    await expect(room.versions.list(ANONYMOUS, 'meeting')).rejects.toMatchObject(hidden);
    await expect(room.versions.get(ANONYMOUS, 'meeting', 1)).rejects.toMatchObject(hidden);
    await expect(room.versions.changes(ANONYMOUS, 'meeting', 0, 1)).rejects.toMatchObject(hidden);
    expect(await room.events.list(ANONYMOUS)).toEqual([]);
    expect((await room.events.list(OPERATOR)).map(({ slug }) => slug)).toEqual(['meeting']);
    expect((await room.versions.get(OPERATOR, 'meeting', 1)).version).toBe(1);
  });

  it('removes an event with everything it held', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    await publishedNow(room);
    await room.events.remove(await room.editNow());
    expect(await room.published.get('meeting')).toBe(undefined);
    const { db } = room.database;
    for (const table of [
      'agenda_event',
      'agenda_day',
      'agenda_session',
      'agenda_version',
      'agenda_calendar_entry',
    ] as const) {
      expect([table, (await db.selectFrom(table).selectAll().execute()).length]).toEqual([table, 0]);
    }
  });

  it('refuses a slug that is taken, for a new event and for one that is there', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    await room.events.create(OPERATOR, eventFields({ slug: 'other' }));
    const taken = { code: 'slug-taken', details: { errors: [{ path: 'slug' }] } };
    await expect(room.events.create(OPERATOR, eventFields())).rejects.toMatchObject(taken);
    await expect(room.events.change(await room.editNow('other'), { slug: 'meeting' })).rejects.toMatchObject(taken);
    const moved = await room.events.change(await room.editNow('other'), { slug: 'another', name: 'Another' });
    expect(moved).toMatchObject({ slug: 'another', name: 'Another', revision: 2 });
  });
});

eachEngine('the agendas in memory', (open) => {
  it('answer at once and with the same object while nothing changes', async () => {
    const room = await openRoomWithFiveDays(open);
    await room.versions.publish(await room.editNow(), '');
    const held = await publishedNow(room);
    expect(room.published.get('meeting')).toBe(held);
    await room.drafts.changeDay(await room.editNow(), 1, { breakMinutes: 40 });
    room.clock.advance(250);
    const looked = room.published.get('meeting');
    expect(looked).toBeInstanceOf(Promise);
    expect((await looked)?.stamp).toBe(held.stamp);
  });

  it('show what this process publishes or changes at once', async () => {
    const room = await openRoomWithFiveDays(open);
    const before = await publishedNow(room);
    await room.versions.publish(await room.editNow(), '');
    const published = await publishedNow(room);
    await room.events.change(await room.editNow(), { name: 'Another name' });
    const renamed = await publishedNow(room);
    expect([before, published, renamed].map(({ agenda }) => [agenda.version, agenda.event.name])).toEqual([
      [0, 'A meeting'],
      [1, 'A meeting'],
      [1, 'Another name'],
    ]);
    expect(new Set([before, published, renamed].map(({ stamp }) => stamp)).size).toBe(3);
    await room.events.change(await room.editNow(), { slug: 'elsewhere' });
    expect(await room.published.get('meeting')).toBe(undefined);
    expect((await room.published.get('elsewhere'))?.agenda.event.slug).toBe('elsewhere');
  });

  it('show what another process publishes once the last look is 250 ms old', async () => {
    const room = await openRoomWithFiveDays(open);
    // Services of their own over the same database are to these what another process is.
    const elsewhere = createAgendaServices({
      db: room.database.db,
      clock: room.clock,
      record: auditRecorder(room.clock),
      touch: topicToucher(room.database.engine),
      findAttendees: calledIn,
    });
    const before = await publishedNow(room);
    await elsewhere.versions.publish(await room.editNow(), '');
    room.clock.advance(249);
    expect(room.published.get('meeting')).toBe(before);
    room.clock.advance(1);
    expect((await publishedNow(room)).agenda.version).toBe(1);
    await elsewhere.events.change(await room.editNow(), { isPublic: false });
    room.clock.advance(-60_000);
    expect((await publishedNow(room)).agenda.event.isPublic).toBe(false);
  });

  it('never keep what was being read while a change was told', async () => {
    const room = await openRoomWithFiveDays(open);
    const { id } = await room.events.get(OPERATOR, 'meeting');
    const published = new PublishedAgendasInMemory(room.database.db, room.clock);
    const early = published.get('meeting');
    published.forget({ eventId: id });
    await early;
    expect(published.get('meeting')).toBeInstanceOf(Promise);
  });

  it('ask the database once however many ask at once', async () => {
    const room = await openRoomWithFiveDays(open);
    const first = room.published.get('meeting');
    expect(room.published.get('meeting')).toBe(first);
    await first;
  });

  it('hold nothing for a slug that no event has', async () => {
    const room = await openRoom(open);
    expect(await room.published.get('meeting')).toBe(undefined);
    expect(await room.published.get('nul\u0000')).toBe(undefined);
    await room.events.create(OPERATOR, eventFields());
    expect((await room.published.get('meeting'))?.agenda.version).toBe(0);
  });
});
