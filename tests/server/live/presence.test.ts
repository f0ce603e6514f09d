import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { eachEngine } from '../../engines.ts';
import { type LiveHouse, openHouse } from './live-house.ts';
import type { Opened } from './sockets.ts';

eachEngine('how many are here', (open) => {
  let house: LiveHouse;

  beforeAll(async () => {
    house = await openHouse(await open());
  });
  afterAll(() => house.app.close());
  afterEach(() => void vi.restoreAllMocks());

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
    expect((await nextOf(staff, 1)) - told).toBeGreaterThan(1900);
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
    const seen: (readonly string[])[] = [];
    vi.spyOn(house.services.agenda.attendance, 'seen').mockImplementation(async (_event, participants) => {
      seen.push(participants);
    });
    const somebody = await house.add();
    const { closed, socket } = await house.connect(somebody);
    const real = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + 60_000);
    await vi.waitFor(() => expect(seen.flat()).toContain(somebody.participantId), { timeout: 3000 });
    expect(seen.length).toBe(1);
    socket.close();
    await closed;
  });
});
