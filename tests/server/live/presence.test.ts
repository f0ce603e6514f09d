import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { newSession } from '../../../agenda/draft/edit-schema.ts';
import { eventFields, OPERATOR } from '../../agenda/room.ts';
import { eachEngine } from '../../engines.ts';
import { type LiveHouse, openHouse } from './live-house.ts';
import type { Opened } from './sockets.ts';

eachEngine('how many are here', (open) => {
  let house: LiveHouse;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.app.close());
  afterEach(async () => {
    vi.restoreAllMocks();
    await house.hangUp();
  });

  async function nextOf(staff: Opened, here: number): Promise<number> {
    for (;;) if (((await staff.next()).state as { here: number }).here === here) return performance.now();
  }

  it('is told to staff within a few seconds, each person counted once, and at most every 2 seconds', async () => {
    const staff = await house.connect(await house.add({ roles: ['helpdesk'] }));
    staff.send({ op: 'subscribe', topic: 'presence' });
    await nextOf(staff, 1);
    const had = staff.frames.length;
    const somebody = await house.add();
    const opened = await Promise.all([house.connect(somebody), house.connect(somebody), house.connect()]);
    await house.connect(await house.add({ state: 'waiting' }));
    const told = await nextOf(staff, 3);
    for (const each of opened) each.socket.close();
    expect((await nextOf(staff, 1)) - told).toBeGreaterThan(1500);
    expect(staff.frames.length - had).toBeLessThanOrEqual(3);
  });

  it('is counted over all processes, but not over those that have said nothing for 15 seconds', async () => {
    const other = await openHouse(house.database);
    const row = { event_id: house.event.id, people: 40 };
    const now = Date.now();
    await house.database.db
      .insertInto('server_presence')
      .values([
        { ...row, process_id: 'gone', at: now - 15_001 },
        { ...row, process_id: 'there', people: 7, at: now + 60_000 },
      ])
      .execute();
    const staff = await house.connect(await house.add({ roles: ['organiser'] }));
    staff.send({ op: 'subscribe', topic: 'presence' });
    const before = await other.connect();
    await nextOf(staff, 9);
    before.socket.close();
    await nextOf(staff, 8);
    await other.app.close();
  });

  it('is written down for the attendance once a minute', async () => {
    const of = { actor: OPERATOR, slug: 'today' };
    const { events, drafts, versions } = house.services.agenda;
    const { revision } = await events.create(OPERATOR, eventFields({ slug: 'today', timeZone: 'UTC' }));
    const date = new Date().toISOString().slice(0, 10);
    const day = { number: 1, date, start: '00:00', end: '23:59', breakMinutes: 0, breakSlots: 0, chairs: [] };
    await drafts.addDay({ ...of, revision }, day);
    const session = newSession.parse({ day: 1, kind: 'opening', title: 'All day', minutes: 1400 });
    await drafts.addSession({ ...of, revision: revision + 1 }, session);
    await versions.publish({ ...of, revision: revision + 2 }, '');
    const today = await openHouse(house.database, 'today');
    const somebody = await today.add();
    await today.connect(somebody);
    const real = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + 60_000);
    const found = () =>
      house.database.db
        .selectFrom('agenda_attendance')
        .select(['participant_id', 'session_id', 'seen_minutes'])
        .where('event_id', '=', today.event.id)
        .execute();
    const seen = [{ participant_id: somebody.participantId, session_id: '', seen_minutes: 1 }];
    await vi.waitFor(async () => expect(await found()).toEqual(seen), { timeout: 5000 });
    await today.app.close();
  });
});
