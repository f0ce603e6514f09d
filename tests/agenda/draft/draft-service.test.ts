import { expect, it } from 'vitest';
import type { NewSession } from '../../../agenda/draft/edit-schema.ts';
import { newSession } from '../../../agenda/draft/edit-schema.ts';
import { createAgendaServices } from '../../../agenda/service.ts';
import { ANONYMOUS } from '../../../kernel/actor.ts';
import { auditRecorder } from '../../../people/audit/audit-service.ts';
import { calledIn } from '../../../people/roster/called-store.ts';
import { openDatabase } from '../../../server/database.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import {
  eventFields,
  OPERATOR,
  openRoom,
  openRoomWithFiveDays,
  planFiles,
  type Room,
  sessionNamed,
  titlesOf,
} from '../room.ts';

const DAY = { number: 1, date: '2026-03-09', start: '12:00', end: '15:00', breakMinutes: 0, breakSlots: 0, chairs: [] };

function session(title: string, more: Record<string, unknown> = {}): NewSession {
  return newSession.parse({ day: 1, kind: 'presentation', title, minutes: 20, ...more });
}

async function roomWithTwoDays(open: Parameters<typeof openRoom>[0]): Promise<Room> {
  const room = await openRoom(open);
  await room.events.create(OPERATOR, eventFields());
  await room.drafts.addDay(await room.editNow(), DAY);
  await room.drafts.addDay(await room.editNow(), { ...DAY, number: 2, date: '2026-03-10' });
  for (const title of ['A', 'B', 'C']) await room.drafts.addSession(await room.editNow(), session(title));
  await room.drafts.addSession(await room.editNow(), session('D', { day: 2 }));
  return room;
}

eachEngine('the draft service', (open, engine) => {
  it('carries an event through the whole cycle of edits, one revision each', async () => {
    const room = await openRoom(open);
    const created = await room.events.create(OPERATOR, eventFields());
    expect(created.revision).toBe(1);

    const withDay = await room.drafts.addDay(await room.editNow(), DAY);
    expect(withDay.revision).toBe(2);
    expect(withDay.days[0]).toMatchObject({ number: 1, timeZone: 'Europe/Zurich', dayMinutes: 180, sessions: [] });

    const withSession = await room.drafts.addSession(await room.editNow(), session('A'));
    const added = sessionNamed(withSession, 'A');
    expect(withSession.days[0]?.timeline).toEqual([
      {
        kind: 'presentation',
        session: added.id,
        title: 'A',
        track: null,
        start: '2026-03-09T12:00:00+01:00',
        end: '2026-03-09T12:20:00+01:00',
        minutes: 20,
      },
    ]);

    const changed = await room.drafts.changeSession(await room.editNow(), added.id, { minutes: 35 });
    expect(changed.days[0]?.timeline[0]?.end).toBe('2026-03-09T12:35:00+01:00');
    const later = await room.drafts.changeDay(await room.editNow(), 1, { start: '13:00' });
    expect(later.days[0]?.timeline[0]?.start).toBe('2026-03-09T13:00:00+01:00');

    const emptied = await room.drafts.removeSession(await room.editNow(), added.id);
    expect(emptied.days[0]?.sessions).toEqual([]);
    const gone = await room.drafts.removeDay(await room.editNow(), 1);
    expect(gone).toMatchObject({ revision: 7, days: [] });
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(gone);
  });

  it('answers each edit with exactly what is stored', async () => {
    const room = await roomWithTwoDays(open);
    const chair = { name: null, organisation: 'Customs of the host', role: 'chair' as const };
    const answered = await room.drafts.addSession(
      await room.editNow(),
      session('Everything', {
        position: 1,
        abstract: 'Two\nlines, “quoted”, 🚢',
        leastMinutes: 10,
        announcedStart: '13:00',
        announcedEnd: '13:20',
        pinned: true,
        audience: ['Risk management'],
        track: 'North',
        speakers: [{ name: null, organisation: 'Customs of the guest', confirmed: false }],
        chair,
        joinLink: 'https://example.org/room',
      }),
    );
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(answered);
    expect(titlesOf(answered, 1)).toEqual(['A', 'Everything', 'B', 'C']);
    expect(sessionNamed(answered, 'Everything')).toMatchObject({
      chair,
      abstract: 'Two\nlines, “quoted”, 🚢',
      pinned: true,
    });
  });

  it('refuses a stale edit with the current revision and overwrites nothing', async () => {
    const room = await roomWithTwoDays(open);
    const seen = await room.editNow();
    const after = await room.drafts.changeDay(seen, 1, { breakMinutes: 15 });
    const late = room.drafts.changeDay(seen, 1, { breakMinutes: 45 });
    await expect(late).rejects.toMatchObject({
      code: 'revision-stale',
      details: { extra: { revision: after.revision } },
    });
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(after);
  });

  it('lets exactly one of many edits win that saw the same revision', async () => {
    const room = await roomWithTwoDays(open);
    // Two connections of one process to a SQLite file would wait for each other for ever: one blocks the other's thread.
    const other = engine === 'postgres' ? await openDatabase(room.database.location) : room.database;
    try {
      const elsewhere = createAgendaServices({
        db: other.db,
        clock: room.clock,
        record: auditRecorder(room.clock),
        touch: topicToucher(other.engine),
        findAttendees: calledIn,
      });
      const seen = await room.editNow();
      const tries = [1, 2, 3, 4, 5, 6].map((minutes) =>
        (minutes % 2 ? room : elsewhere).drafts.addSession(seen, session(`Try ${minutes}`, { minutes })),
      );
      const outcomes = await Promise.allSettled(tries);
      const codes = outcomes.map((each) => (each.status === 'rejected' ? each.reason.code : 'won'));
      expect(codes.toSorted()).toEqual([...Array(5).fill('revision-stale'), 'won']);
      const draft = await room.drafts.view(OPERATOR, 'meeting');
      expect(draft.revision).toBe(seen.revision + 1);
      expect(titlesOf(draft, 1).filter((title) => title.startsWith('Try'))).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('reorders a day, and takes in sessions of other days that the order names', async () => {
    const room = await roomWithTwoDays(open);
    const draft = await room.drafts.view(OPERATOR, 'meeting');
    const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((title) => sessionNamed(draft, title).id);
    const order = [c, a, d, b] as string[];
    const ordered = await room.drafts.orderSessions(await room.editNow(), 1, order);
    expect(titlesOf(ordered, 1)).toEqual(['C', 'A', 'D', 'B']);
    expect(titlesOf(ordered, 2)).toEqual([]);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(ordered);
  });

  it('refuses an order that leaves a session of the day out, names one twice or one that is not there', async () => {
    const room = await roomWithTwoDays(open);
    const draft = await room.drafts.view(OPERATOR, 'meeting');
    const [a, b, c] = ['A', 'B', 'C'].map((title): string => sessionNamed(draft, title).id) as [string, string, string];
    const stranger = '00000000-0000-4000-8000-000000000000';
    const of = await room.editNow();
    const errors = async (ids: string[]) =>
      room.drafts.orderSessions(of, 1, ids).catch((error) => [error.code, error.details.errors]);
    expect(await errors([a, b])).toEqual(['bad-input', [{ path: 'sessions', message: `expected ${c} too (C)` }]]);
    expect(await errors([a, b, c, b])).toEqual([
      'bad-input',
      [{ path: 'sessions.3', message: 'expected each session once' }],
    ]);
    expect(await errors([stranger, a, b, c])).toEqual([
      'bad-input',
      [{ path: 'sessions.0', message: 'expected the id of a session of this event' }],
    ]);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(draft);
  });

  it('moves a session within its day and to another day', async () => {
    const room = await roomWithTwoDays(open);
    const { id } = sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), 'A');
    const within = await room.drafts.changeSession(await room.editNow(), id, { position: 2 });
    expect(titlesOf(within, 1)).toEqual(['B', 'C', 'A']);
    const renamed = await room.drafts.changeSession(await room.editNow(), id, { title: 'A, renamed' });
    expect(titlesOf(renamed, 1)).toEqual(['B', 'C', 'A, renamed']);
    const away = await room.drafts.changeSession(await room.editNow(), id, { day: 2, position: 0 });
    expect([titlesOf(away, 1), titlesOf(away, 2)]).toEqual([
      ['B', 'C'],
      ['A, renamed', 'D'],
    ]);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(away);
  });

  it('keeps sessions that were moved out of a day when the day is removed', async () => {
    const room = await roomWithTwoDays(open);
    const { id } = sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), 'D');
    await room.drafts.changeSession(await room.editNow(), id, { day: 1 });
    const left = await room.drafts.removeDay(await room.editNow(), 2);
    expect(titlesOf(left, 1)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('refuses a day number that is taken', async () => {
    const room = await roomWithTwoDays(open);
    const twice = room.drafts.addDay(await room.editNow(), { ...DAY, number: 2 });
    await expect(twice).rejects.toMatchObject({ code: 'day-taken' });
    const renumbered = room.drafts.changeDay(await room.editNow(), 1, { number: 2 });
    await expect(renumbered).rejects.toMatchObject({ code: 'day-taken' });
    const free = await room.drafts.changeDay(await room.editNow(), 1, { number: 7 });
    expect(free.days.map(({ number }) => number)).toEqual([2, 7]);
  });

  it('lets a plenary hear only a breakout of the same event, and unlinks it when the breakout goes', async () => {
    const room = await roomWithTwoDays(open);
    const wrong = sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), 'A').id;
    const linked = room.drafts.addSession(await room.editNow(), session('P', { kind: 'plenary', reportsBack: wrong }));
    await expect(linked).rejects.toMatchObject({ code: 'bad-input', details: { errors: [{ path: 'reportsBack' }] } });

    const rooms = sessionNamed(
      await room.drafts.addSession(await room.editNow(), session('R', { kind: 'breakout' })),
      'R',
    );
    const plenary = session('P', { kind: 'plenary', reportsBack: rooms.id, day: 2 });
    const heard = await room.drafts.addSession(await room.editNow(), plenary);
    expect(sessionNamed(heard, 'P').reportsBack).toBe(rooms.id);
    const alone = await room.drafts.removeSession(await room.editNow(), rooms.id);
    expect(sessionNamed(alone, 'P').reportsBack).toBe(null);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(alone);
  });

  it('refuses wall times that do not exist or exist twice and spells the choices out', async () => {
    const room = await roomWithTwoDays(open);
    const before = await room.drafts.view(OPERATOR, 'meeting');
    const missing = room.drafts.changeDay(await room.editNow(), 1, { date: '2026-03-29', start: '02:30' });
    await expect(missing).rejects.toMatchObject({
      code: 'wall-time-missing',
      details: {
        errors: [
          { path: 'start', message: '02:30 does not exist on 2026-03-29 in Europe/Zurich, expected 03:30 or 01:30' },
        ],
        extra: {
          choices: [
            { path: 'start', write: '03:30', at: '2026-03-29T03:30:00+02:00' },
            { path: 'start', write: '01:30', at: '2026-03-29T01:30:00+01:00' },
          ],
        },
      },
    });
    const night = session('Night', { announcedStart: '02:30' });
    const { id } = sessionNamed(await room.drafts.addSession(await room.editNow(), night), 'Night');
    const moved = room.drafts.changeDay(await room.editNow(), 1, { date: '2026-10-25', start: '01:00' });
    await expect(moved).rejects.toMatchObject({
      code: 'wall-time-twice',
      details: { errors: [{ path: 'sessions.3.announcedStart' }] },
    });
    await room.drafts.changeSession(await room.editNow(), id, { announcedStart: '02:30+01:00' });
    const chosen = await room.drafts.changeDay(await room.editNow(), 1, { date: '2026-10-25', start: '01:00' });
    expect(chosen.days.map(({ date }) => date)).toEqual(['2026-10-25', before.days[1]?.date]);
  });

  it('refuses values that contradict each other', async () => {
    const room = await roomWithTwoDays(open);
    const of = await room.editNow();
    const { id } = sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), 'A');
    const paths = (work: Promise<unknown>) =>
      work.then(
        () => [],
        (error) => error.details.errors.map(({ path }: { path: string }) => path),
      );
    expect(await paths(room.drafts.changeDay(of, 1, { end: '12:00' }))).toEqual(['end']);
    expect(await paths(room.drafts.changeSession(of, id, { leastMinutes: 21 }))).toEqual(['leastMinutes']);
    expect(await paths(room.drafts.changeSession(of, id, { pinned: true }))).toEqual(['announcedStart']);
    expect(() => session('NUL', { abstract: 'a\u0000b' })).toThrow('expected no U+0000');
    expect(() => session('NUL', { joinLink: 'https://example.org/\u0000' })).toThrow('expected no U+0000');
  });

  it('refuses a day of more sessions than can be laid out in passing, whole', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    const days =
      'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n1,2026-03-09,12:00,15:00,UTC,0,0,\n';
    const rows = (count: number) => Array.from({ length: count }, (_, at) => `1,${at},update,T${at},1\n`).join('');
    const files = (count: number) => planFiles(days, `day,order,kind,title,minutes\n${rows(count)}`);
    await expect(room.imports.replace(await room.editNow(), files(501))).rejects.toMatchObject({
      code: 'bad-input',
      details: { errors: [{ path: 'days.1.sessions', message: 'expected at most 500 sessions, found 501' }] },
    });
    const full = await room.imports.replace(await room.editNow(), files(500));
    expect(full.days[0]?.sessions.length).toBe(500);
    const more = room.drafts.addSession(await room.editNow(), session('X'));
    await expect(more).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('says not-found for a day, session or event that is not there', async () => {
    const room = await roomWithTwoDays(open);
    const of = await room.editNow();
    await expect(room.drafts.removeDay(of, 9)).rejects.toMatchObject({ code: 'not-found' });
    await expect(room.drafts.removeSession(of, 'none')).rejects.toMatchObject({ code: 'not-found' });
    await expect(room.drafts.addSession(of, session('X', { day: 9 }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(room.drafts.removeDay({ ...of, slug: 'other' }, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(room.drafts.removeDay({ ...of, slug: 'nul\u0000' }, 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('makes exactly the chosen proposal and refuses it once it is gone', async () => {
    const room = await openRoomWithFiveDays(open);
    const { revision, proposals } = await room.drafts.proposals(OPERATOR, 'meeting', 1);
    const before = await room.drafts.view(OPERATOR, 'meeting');
    expect([revision, before.days[0]?.overMinutes]).toEqual([before.revision, 10]);
    const [chosen] = proposals;
    if (!chosen) throw new Error('day 1 is over, so something is proposed');
    const fitted = await room.drafts.applyProposal(await room.editNow(), 1, chosen.key);
    expect(fitted.days[0]?.overMinutes).toBe(chosen.overMinutes);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(fitted);
    const again = room.drafts.applyProposal(await room.editNow(), 1, chosen.key);
    await expect(again).rejects.toMatchObject({ code: 'proposal-gone' });
  });

  it('shows a draft to operators only, and takes edits from nobody else', async () => {
    const room = await roomWithTwoDays(open);
    const of = { ...(await room.editNow()), actor: ANONYMOUS };
    const told = { code: 'unauthenticated' };
    await expect(room.drafts.view(ANONYMOUS, 'meeting')).rejects.toMatchObject(told);
    await expect(room.drafts.proposals(ANONYMOUS, 'meeting', 1)).rejects.toMatchObject(told);
    await expect(room.drafts.removeDay(of, 1)).rejects.toMatchObject(told);
    await expect(room.events.remove(of)).rejects.toMatchObject(told);
    await expect(room.versions.draftChanges(ANONYMOUS, 'meeting')).rejects.toMatchObject(told);
    await expect(room.versions.publish(of, '')).rejects.toMatchObject(told);
  });

  it('announces a change after it is stored, and nothing for one that was refused', async () => {
    const room = await roomWithTwoDays(open);
    const of = await room.editNow();
    room.announced.length = 0;
    await room.drafts.removeDay(of, 9).catch(() => undefined);
    await room.drafts.removeDay(of, 1);
    const { id } = await room.events.get(OPERATOR, 'meeting');
    expect(room.announced).toEqual([{ kind: 'draft-changed', eventId: id, revision: of.revision + 1 }]);
  });
});
