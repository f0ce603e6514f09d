import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { consoleTopic, NOW_TOPIC } from '../../../agenda/show/topics.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eachEngine } from '../../engines.ts';
import { type LiveHouse, openHouse } from './live-house.ts';
import type { Opened } from './sockets.ts';

const KILOBYTE = 1024;

eachEngine('the hub', (open) => {
  let house: LiveHouse;

  beforeAll(async () => {
    house = await openHouse(await open());
    const row = { event_id: house.event.id, audience: 'all', set_by: 'system', created_at: 1, ends_at: 2 ** 50 };
    await house.database.db
      .insertInto('agenda_banner')
      .values({ id: 'banner', text: '', ...row })
      .execute();
  });
  afterAll(() => house.app.close());
  afterEach(async () => {
    vi.restoreAllMocks();
    await house.hangUp();
  });

  /** Changes what `now` shows, as a service does. */
  async function say(text: string, of: LiveHouse = house): Promise<void> {
    await of.database.db.transaction().execute(async (tx) => {
      await tx.updateTable('agenda_banner').set({ text }).execute();
      await topicToucher(of.database.engine)(tx, of.event.id, NOW_TOPIC, consoleTopic(1));
    });
    of.services.live.changed(of.event.id, [NOW_TOPIC, consoleTopic(1)]);
  }

  const shown = ({ state }: Record<string, unknown>) =>
    (state as { banners: { text: string }[] }).banners[0]?.text.slice(0, 20).trim();

  async function nextSaying(opened: Opened, text: string): Promise<number> {
    for (let frames = 1; ; frames += 1) if (shown(await opened.next()) === text) return frames;
  }

  it('sends everybody the same bytes', async () => {
    const followers = await Promise.all([1, 2, 3].map(() => house.follow('now')));
    await say('For all');
    const frames = await Promise.all(followers.map(({ next }) => next()));
    expect(frames.map(shown)).toEqual(['For all', 'For all', 'For all']);
    expect(new Set(frames.map((frame) => JSON.stringify(frame))).size).toBe(1);
  });

  it('sends a burst of 50 changes as a few states, of which the last is the newest', async () => {
    const { next, frames } = await house.follow('now');
    await say('change 1');
    expect(shown(await next())).toBe('change 1');
    const begun = performance.now();
    const had = frames.length;
    for (let change = 2; change <= 50; change += 1) await say(`change ${change}`);
    for (;;) if (shown(await next()) === 'change 50') break;
    const took = performance.now() - begun;
    expect(frames.length - had).toBeLessThanOrEqual(Math.floor(took / 100) + 1);
    const versions = frames.map(({ version }) => version as number);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('tells another process on the same database, and its followers get the same', async () => {
    const other = await openHouse(house.database);
    const [here, there] = [await house.follow('now'), await other.follow('now')];
    await say('Over there');
    const frame = await there.next();
    expect([shown(frame), frame]).toEqual(['Over there', await here.next()]);
    await other.app.close();
  });

  it('sends nothing again after a restart to whoever has the version, and the whole to whoever has an older one', async () => {
    await say('Before the restart');
    const first = await openHouse(house.database);
    const opened = await first.connect();
    opened.send({ op: 'subscribe', topic: 'now' });
    const { version } = await opened.next();
    await first.app.close();
    expect(await opened.closed).toBe(1001);
    const second = await openHouse(house.database);
    const back = await second.connect();
    back.send({ op: 'subscribe', topic: 'now', version });
    expect(await back.next()).toEqual({ op: 'current', topic: 'now', version });
    const old = await second.connect();
    old.send({ op: 'subscribe', topic: 'now', version: (version as number) - 1 });
    expect(await old.next()).toMatchObject({ op: 'state', version });
    await second.app.close();
  });

  /** Changes what is shown so often, each time until the other has seen it. */
  async function changeTimes(times: number, other: Opened): Promise<void> {
    for (let change = 1; change <= times; change += 1) {
      await say(`large ${change}`.padEnd(700 * KILOBYTE));
      await nextSaying(other, `large ${change}`);
    }
  }

  it('keeps only the newest state for whoever does not read, and holds up nobody else', async () => {
    const [slow, other] = [await house.follow('now'), await house.follow('now')];
    slow.socket.pause();
    const had = slow.frames.length;
    await changeTimes(20, other);
    slow.socket.resume();
    await nextSaying(slow, 'large 20');
    expect(slow.frames.length - had).toBeLessThan(15);
    await say('small again');
    await nextSaying(slow, 'small again');
  });

  it('closes with 4408 whoever lets more than 1 MiB wait, and nobody else', async () => {
    const helpdesk = await house.add({ roles: ['helpdesk'] });
    const [slow, other] = [await house.follow('now'), await house.follow('help', helpdesk)];
    slow.socket.pause();
    const reader = await house.follow('now');
    await say('more than fits'.padEnd(16 * KILOBYTE * KILOBYTE));
    await nextSaying(reader, 'more than fits');
    await say('small again');
    await nextSaying(reader, 'small again');
    await house.services.people.help.ask(helpdesk.actor, house.event, { text: 'Still here?' });
    expect((await other.next()).state).toMatchObject({ requests: [{ text: 'Still here?' }] });
    slow.socket.resume();
    expect(await slow.closed).toBe(4408);
  });

  it('closes with 4408 whoever has taken nothing for 30 seconds while news waits', async () => {
    const [slow, other] = [await house.follow('now'), await house.follow('now')];
    slow.socket.pause();
    await changeTimes(12, other);
    const real = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => real() + 30_000);
    await say('small again');
    await nextSaying(other, 'small again');
    await say('and again');
    await nextSaying(other, 'and again');
    slow.socket.resume();
    expect(await slow.closed).toBe(4408);
  });
});
