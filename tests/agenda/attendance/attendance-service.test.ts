import { beforeEach, expect, it } from 'vitest';
import { createAgendaServices } from '../../../agenda/service.ts';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { AppError } from '../../../kernel/errors.ts';
import { MINUTE } from '../../../kernel/time.ts';
import { auditRecorder } from '../../../people/audit/audit-service.ts';
import type { EventRef } from '../../../people/event-directory.ts';
import { calledIn } from '../../../people/roster/called-store.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { addSomebody, type Somebody } from '../../people/somebody.ts';
import { OPERATOR, openRoomWithFiveDays, type Room, sessionNamed } from '../room.ts';

const LINK = 'https://meet.example.org/let-in-9f2c';

eachEngine('attendance', (open) => {
  let room: Room;
  let event: EventRef;
  let [anna, bert]: Somebody[] = [];
  let ids: { readonly opening: string; readonly joint: string; readonly update: string };

  beforeEach(async () => {
    room = await openRoomWithFiveDays(open);
    const { db } = room.database;
    // Two hours before the first day begins.
    room.clock.set('2021-01-11T09:00:00Z');
    const draft = await room.drafts.view(OPERATOR, 'meeting');
    const idOf = (title: string) => sessionNamed(draft, title).id;
    ids = {
      opening: idOf('Welcome and roundtable of participants'),
      joint: idOf('DG HOME and DG TAXUD joint opening'),
      update: idOf('PET-1 Data and risks: work done in 2020 and plans for 2021'),
    };
    for (const id of [ids.opening, ids.joint]) {
      await room.drafts.changeSession(await room.editNow(), id, { joinLink: LINK });
    }
    await room.versions.publish(await room.editNow(), '');
    event = (await room.directory.find('meeting')) as EventRef;
    anna = await addSomebody(db, event.id, { name: '=cmd|anna' });
    bert = await addSomebody(db, event.id, { name: 'Bert' });
  });

  const idsOf = (...who: (Somebody | undefined)[]) => who.flatMap((each) => (each ? [each.participantId] : []));
  const join = (who: Somebody | undefined, id: string) => room.attendance.join(who?.actor as Actor, event, id);
  const read = () => room.attendance.read(OPERATOR, event);
  const rows = () =>
    room.database.db
      .selectFrom('agenda_attendance')
      .select(['session_id', 'joined_at', 'first_seen_at', 'last_seen_at', 'seen_minutes'])
      .orderBy('session_id')
      .execute();
  const at = (time: string) => Date.parse(`2021-01-11T${time}Z`);
  const refused = (promise: Promise<unknown>) =>
    promise.then(
      () => 'let in',
      ({ code, message }: AppError) => `${code}: ${message}`,
    );
  async function run(...commands: ShowCommand[]) {
    for (const command of commands) {
      const { version } = await room.show.readConsole(OPERATOR, event, 1);
      await room.show.command({ actor: OPERATOR, event, day: 1, version }, command);
    }
  }

  it('leads who takes part to the link that is published, and to nothing else', async () => {
    expect(await join(anna, ids.opening)).toBe(LINK);
    await room.drafts.changeSession(await room.editNow(), ids.opening, { joinLink: 'https://meet.example.org/draft' });
    expect(await join(anna, ids.opening)).toBe(LINK);
    await room.versions.publish(await room.editNow(), '');
    expect(await join(anna, ids.opening)).toBe('https://meet.example.org/draft');
  });

  it('refuses who does not take part, and what cannot be joined', async () => {
    const { db } = room.database;
    const invited = await addSomebody(db, event.id, { state: 'invited', roles: ['organiser'] });
    expect(await refused(join(invited, ids.opening))).toBe('forbidden: You have no right to do this here.');
    expect(await refused(room.attendance.join(OPERATOR, event, ids.opening))).toMatch(/^forbidden/);
    expect(await refused(room.attendance.join({ kind: 'anonymous' }, event, ids.opening))).toMatch(/^unauthenticated/);
    expect(await refused(join(anna, ids.update))).toBe('not-found: This session has no link to join by yet.');
    for (const none of ['00000000-0000-4000-8000-00000000dead', '__proto__', 'x', '\u0000']) {
      expect(await refused(join(anna, none))).toBe('not-found: There is no such session.');
    }
    expect(await rows()).toEqual([]);
  });

  it('writes the first click of somebody down, and no other, also of many at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => join(anna, ids.opening)));
    room.clock.advance(MINUTE);
    await join(anna, ids.opening);
    const seen = { first_seen_at: null, last_seen_at: null, seen_minutes: 0 };
    expect(await rows()).toEqual([{ session_id: ids.opening, joined_at: at('09:00:00'), ...seen }]);
    expect(await room.attendance.linkTo(bert?.actor as Actor, event, ids.opening)).toBe(LINK);
    expect(await rows()).toHaveLength(1);
  });

  it('writes nobody down while no day is on', async () => {
    await room.attendance.seen(event, idsOf(anna, bert));
    expect(await rows()).toEqual([]);
    room.clock.set('2021-01-11T10:15:00Z');
    await room.attendance.seen(event, []);
    expect(await rows()).toEqual([]);
    await room.attendance.seen(event, idsOf(anna));
    expect((await rows()).map(({ session_id }) => session_id)).toEqual(['']);
  });

  it('counts the minutes of the day, and of each session while that is on, but not of a break', async () => {
    room.clock.set('2021-01-11T11:00:10Z');
    await room.attendance.seen(event, idsOf(anna));
    await run({ do: 'next' });
    for (let minute = 0; minute < 3; minute += 1) {
      room.clock.advance(MINUTE);
      await room.attendance.seen(event, idsOf(anna, bert, anna));
    }
    await run({ do: 'next' });
    room.clock.advance(MINUTE);
    await room.attendance.seen(event, idsOf(anna));
    await run({ do: 'end' });
    room.clock.advance(MINUTE);
    await room.attendance.seen(event, idsOf(anna));
    const [first] = (await read()).days;
    expect(first).toMatchObject({ number: 1, date: '2021-01-11', seen: 2, joined: 0 });
    const seen = first?.sessions.filter((session) => session.seen > 0);
    expect(seen?.map(({ id, seen: people, medianMinutes }) => [id, people, medianMinutes])).toEqual([
      [ids.opening, 2, 3],
      [ids.joint, 1, 1],
    ]);
    const ofDay = (await rows()).filter(({ session_id }) => session_id === '');
    expect(ofDay.map(({ seen_minutes }) => seen_minutes).sort()).toEqual([3, 6]);
    await run({ do: 'end-day' });
    room.clock.advance(MINUTE);
    await room.attendance.seen(event, idsOf(anna));
    expect(
      (await rows())
        .filter(({ session_id }) => session_id === '')
        .map(({ seen_minutes }) => seen_minutes)
        .sort(),
    ).toEqual([3, 6]);
  });

  it('counts a minute once, however often and by however many processes it is told', async () => {
    const { database, clock } = room;
    const other = createAgendaServices({
      ...{ db: database.db, clock, record: auditRecorder(clock) },
      touch: topicToucher(database.engine),
      findAttendees: calledIn,
    });
    room.clock.set('2021-01-11T11:00:05Z');
    await run({ do: 'next' });
    for (const second of [10, 40, 59]) {
      room.clock.set(`2021-01-11T11:01:${second}Z`);
      await Promise.all([
        room.attendance.seen(event, idsOf(anna, bert)),
        other.attendance.seen(event, idsOf(bert, anna)),
      ]);
    }
    room.clock.set('2021-01-11T11:02:00Z');
    await other.attendance.seen(event, idsOf(anna, bert));
    const times = { joined_at: null, first_seen_at: at('11:01:00'), last_seen_at: at('11:02:00'), seen_minutes: 2 };
    expect(await rows()).toEqual(['', '', ids.opening, ids.opening].map((session_id) => ({ session_id, ...times })));
    // A clock that was set back has told these minutes already.
    room.clock.set('2021-01-11T11:01:30Z');
    await room.attendance.seen(event, idsOf(anna, bert));
    expect((await rows()).map(({ seen_minutes }) => seen_minutes)).toEqual([2, 2, 2, 2]);
  });

  it('keeps the click beside the presence, whichever came first', async () => {
    room.clock.set('2021-01-11T11:00:05Z');
    await run({ do: 'next' });
    await join(anna, ids.opening);
    room.clock.set('2021-01-11T11:01:20Z');
    await room.attendance.seen(event, idsOf(anna, bert));
    await join(bert, ids.opening);
    const ofSession = (await rows()).filter(({ session_id }) => session_id === ids.opening);
    const seen = { first_seen_at: at('11:01:00'), last_seen_at: at('11:01:00'), seen_minutes: 1 };
    expect(ofSession.sort((a, b) => Number(a.joined_at) - Number(b.joined_at))).toEqual([
      { session_id: ids.opening, joined_at: at('11:00:05'), ...seen },
      { session_id: ids.opening, joined_at: at('11:01:20'), ...seen },
    ]);
    expect((await read()).days[0]).toMatchObject({ seen: 2, joined: 2 });
  });

  it('is a file without formulas, of the day and then of its sessions, and that it was made is written down', async () => {
    room.clock.set('2021-01-11T11:00:05Z');
    await run({ do: 'next' });
    await join(anna, ids.opening);
    await join(anna, ids.joint);
    room.clock.set('2021-01-11T11:01:20Z');
    await room.attendance.seen(event, idsOf(bert, anna));
    const csv = await room.attendance.exportCsv(OPERATOR, event);
    const [opening, joint] = ['Welcome and roundtable of participants', 'DG HOME and DG TAXUD joint opening'];
    const [email, emailOfBert] = [`${anna?.personId}@example.org`, `${bert?.personId}@example.org`];
    const seen = '2021-01-11T12:01:00+01:00,2021-01-11T12:01:00+01:00,1';
    const joined = '2021-01-11T12:00:05+01:00';
    expect(csv.replace('\ufeff', '').split('\r\n')).toEqual([
      'day,date,session,start,name,email,organisation,joined_at,first_seen_at,last_seen_at,minutes',
      `1,2021-01-11,,,'=cmd|anna,${email},,,${seen}`,
      `1,2021-01-11,,,Bert,${emailOfBert},,,${seen}`,
      `1,2021-01-11,${opening},2021-01-11T12:00:00+01:00,'=cmd|anna,${email},,${joined},${seen}`,
      `1,2021-01-11,${opening},2021-01-11T12:00:00+01:00,Bert,${emailOfBert},,,${seen}`,
      `1,2021-01-11,${joint},2021-01-11T12:15:00+01:00,'=cmd|anna,${email},,${joined},,,0`,
      '',
    ]);
    const entries = await room.database.db
      .selectFrom('people_audit_entry')
      .select(['actor', 'details'])
      .where('action', '=', 'attendance-exported')
      .execute();
    expect(entries).toEqual([{ actor: 'operator:test', details: '{"people":2}' }]);
  });

  it('stays under the pseudonym of who was erased, and where a session or its day is gone', async () => {
    await join(anna, ids.opening);
    await join(anna, ids.joint);
    await room.database.db
      .updateTable('people_participant')
      .set({ name: 'Erased participant 1234', person_id: null, erased_at: 1 })
      .where('id', '=', anna?.participantId ?? '')
      .execute();
    await room.drafts.removeSession(await room.editNow(), ids.opening);
    await room.drafts.changeDay(await room.editNow(), 1, { number: 7 });
    await room.versions.publish(await room.editNow(), '');
    const lines = (await room.attendance.exportCsv(OPERATOR, event)).trim().split('\r\n').slice(1);
    expect(lines.map((line) => line.split(',').slice(0, 7).join(','))).toEqual([
      expect.stringMatching(/^7,2021-01-11,DG HOME and DG TAXUD joint opening,.*,Erased participant 1234,,$/),
      ',,,,Erased participant 1234,,',
    ]);
  });

  it('is for organisers alone to read', async () => {
    const staff = await addSomebody(room.database.db, event.id, { roles: ['chair', 'helpdesk', 'deputy'] });
    const organiser = await addSomebody(room.database.db, event.id, { roles: ['organiser'] });
    for (const who of [anna, staff]) {
      expect(await refused(room.attendance.read(who?.actor as Actor, event))).toMatch(/^forbidden/);
      expect(await refused(room.attendance.exportCsv(who?.actor as Actor, event))).toMatch(/^forbidden/);
    }
    expect((await room.attendance.read(organiser.actor, event)).days).toHaveLength(5);
  });

  it('is told to everybody about themselves', async () => {
    room.clock.set('2021-01-11T11:00:05Z');
    await run({ do: 'next' });
    await join(anna, ids.opening);
    room.clock.set('2021-01-11T11:01:20Z');
    await room.attendance.seen(event, idsOf(anna, bert));
    const seen = { firstSeenAt: '2021-01-11T11:01:00+00:00', lastSeenAt: '2021-01-11T11:01:00+00:00', minutes: 1 };
    const { participantId } = anna as Somebody;
    expect(await room.attendance.heldOf(room.database.db, event, participantId)).toEqual([
      { date: '2021-01-11', session: null, joinedAt: null, ...seen },
      {
        ...{ date: '2021-01-11', session: 'Welcome and roundtable of participants' },
        ...{ joinedAt: '2021-01-11T11:00:05+00:00', ...seen },
      },
    ]);
  });
});
