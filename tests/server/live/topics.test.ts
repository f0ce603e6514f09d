import { afterAll, beforeAll, expect, it } from 'vitest';
import { consoleView, nowView } from '../../../agenda/show/show-view.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { instant } from '../../../kernel/time.ts';
import type { RoleFields } from '../../../people/schema.ts';
import { GRACE } from '../../../polls/poll.ts';
import { pollContent } from '../../../polls/schema.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { eachEngine } from '../../engines.ts';
import type { Somebody } from '../../people/somebody.ts';
import { makeEvent } from '../signed-in.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

eachEngine('topics', (open) => {
  let house: LiveHouse;
  let organiser: Somebody;

  beforeAll(async () => {
    house = await openHouse(await open());
    // So that the event keeps one, whatever roles the tests take away.
    organiser = await house.add({ roles: ['organiser'] });
  });
  afterAll(() => house.app.close());

  const banner = (text: string, audience: 'all' | 'helpdesk') =>
    house.services.agenda.show.setBanner(organiser.actor, house.event, { text, audience, minutes: 5 });

  const giveRoles = ({ services }: Pick<LiveHouse, 'services'>, to: Somebody, roles: readonly RoleFields[]) =>
    services.people.roster.setRoles({ actor: organiser.actor, event: house.event, id: to.participantId }, 1, roles);

  it('show what is on to everybody who is in, and each change with a higher version', async () => {
    const { send, next } = await house.connect();
    send({ op: 'subscribe', topic: 'now' });
    const first = await next();
    expect(first).toEqual({
      op: 'state',
      topic: 'now',
      version: expect.any(Number),
      state: await house.services.agenda.show.now(house.event),
    });
    expect(nowView.safeParse(first.state).success).toBe(true);
    await banner('We resume at 14:05', 'all');
    const second = await next();
    expect(second.state).toEqual(await house.services.agenda.show.now(house.event));
    expect(second.state).toMatchObject({ banners: [{ text: 'We resume at 14:05' }] });
    expect(second.version as number).toBeGreaterThan(first.version as number);
  });

  it('show the console of a day to whoever chairs it, and no other day', async () => {
    const chair = await house.add({ name: 'Chair, Estonia' });
    await giveRoles(house, chair, [{ role: 'chair', day: 1, room: null }]);
    const { send, next } = await house.connect(chair);
    send({ op: 'subscribe', topic: 'console:1' });
    const shown = await next();
    expect(shown).toMatchObject({ op: 'state', topic: 'console:1' });
    expect(shown.state).toEqual(await house.services.agenda.show.console(house.event, 1));
    expect(consoleView.safeParse(shown.state).success).toBe(true);
    for (const topic of ['console:2', 'console:9']) {
      send({ op: 'subscribe', topic });
      expect(await next()).toEqual({ op: 'error', topic, code: 'forbidden' });
    }
  });

  it('tell an organiser of a day that the event does not have that there is none', async () => {
    const { send, next } = await house.connect(organiser);
    send({ op: 'subscribe', topic: 'console:9' });
    expect(await next()).toEqual({ op: 'error', topic: 'console:9', code: 'not-found' });
    for (const topic of ['console:N', 'console:0', 'console:01', 'console:', 'banners:all', 'banners:nobody']) {
      send({ op: 'subscribe', topic });
      expect(await next()).toEqual({ op: 'error', topic, code: 'not-found' });
    }
  });

  it('show a banner for a role to those who hold it alone', async () => {
    const helpdesk = await house.follow('banners:helpdesk', await house.add({ roles: ['helpdesk'] }));
    const participant = await house.connect();
    participant.send({ op: 'subscribe', topic: 'banners:helpdesk' });
    expect(await participant.next()).toEqual({ op: 'error', topic: 'banners:helpdesk', code: 'forbidden' });
    const now = await house.follow('now');
    await banner('A caller waits', 'helpdesk');
    expect((await helpdesk.next()).state).toMatchObject({ banners: [{ text: 'A caller waits' }] });
    now.send({ op: 'ping', id: 'after' });
    expect(await now.next()).toMatchObject({ op: 'pong' });
  });

  it('show the published agenda as planned, and again when it is published or its event changes', async () => {
    await makeEvent(house, 'quiet');
    const elsewhere = await openHouse(house.database, 'quiet');
    const somebody = await elsewhere.add();
    const { next } = await elsewhere.follow('agenda', somebody);
    const { revision } = await house.services.agenda.events.get(OPERATOR, 'quiet');
    await house.services.agenda.events.change({ actor: OPERATOR, slug: 'quiet', revision }, { slug: 'renamed' });
    const shown = await next();
    const published = await house.services.agenda.published.get('renamed');
    expect(shown).toMatchObject({ op: 'state', topic: 'agenda' });
    expect(shown.state).toEqual(published?.agenda);
    await elsewhere.app.close();
  });

  it('show somebody their own request for help, and the helpdesk all of them', async () => {
    const [somebody, other] = [await house.add(), await house.add()];
    const own = await house.follow('my-help', somebody);
    const others = await house.follow('my-help', other);
    const desk = await house.follow('help', await house.add({ roles: ['helpdesk'] }));
    await house.services.people.help.ask(somebody.actor, house.event, { text: 'No sound' });
    expect((await own.next()).state).toMatchObject({ request: { text: 'No sound', state: 'waiting' } });
    expect((await desk.next()).state).toMatchObject({ requests: [{ text: 'No sound' }] });
    others.send({ op: 'ping', id: 'after' });
    expect(await others.next()).toMatchObject({ op: 'pong' });
  });

  it('of a poll that is removed or put into the archive are there no more for those who follow them', async () => {
    const { polls } = house.services.polls;
    const options = ['a', 'b'].map((id) => ({ id, text: id }));
    const openPoll = async (): Promise<string> => {
      const asked = pollContent.parse({ kind: 'opinion', question: 'Where next?', options });
      const { id } = await polls.create(OPERATOR, house.event, asked);
      for (const wanted of ['ready', 'open'] as const) await command(id, wanted);
      return id;
    };
    const of = async (poll: string) => {
      const revision = (await polls.staffView(house.event, poll))?.revision ?? null;
      return { actor: OPERATOR, event: house.event, poll, revision };
    };
    const command = async (poll: string, wanted: 'ready' | 'open' | 'close' | 'archive') =>
      await polls.command(await of(poll), { do: wanted });
    const close = async (poll: string) => {
      await command(poll, 'close');
      await polls.tick(instant(systemClock.now() + GRACE + 1_000));
    };
    /** What is heard once no state comes any more. */
    const end = async ({ next }: Awaited<ReturnType<LiveHouse['follow']>>) => {
      let told = await next();
      while (told.op === 'state') told = await next();
      return told;
    };
    for (const how of ['remove', 'archive'] as const) {
      const poll = await openPoll();
      const [topic, staff] = [`poll:${poll}`, `poll:${poll}:staff`];
      const follower = await house.follow(topic);
      const desk = await house.follow(staff, organiser);
      await close(poll);
      if (how === 'remove') await polls.remove(await of(poll));
      else await command(poll, 'archive');
      expect([how, await end(follower)]).toEqual([how, { op: 'error', topic, code: 'not-found' }]);
      if (how === 'remove') expect(await end(desk)).toEqual({ op: 'error', topic: staff, code: 'not-found' });
      follower.send({ op: 'subscribe', topic });
      expect(await follower.next()).toEqual({ op: 'error', topic, code: 'not-found' });
    }
  });

  it('are lost with the right to them, within a second, by this process and by another', async () => {
    const other = await openHouse(house.database);
    for (const { services } of [house, other]) {
      const helpdesk = await house.add({ roles: ['helpdesk'] });
      const { next, send } = await house.follow('help', helpdesk);
      const before = Date.now();
      await giveRoles({ services }, helpdesk, []);
      // The change itself touches who helps whom, and may be shown once more before the right is looked at.
      let told = await next();
      while (told.op === 'state') told = await next();
      expect(told).toEqual({ op: 'error', topic: 'help', code: 'forbidden' });
      expect(Date.now() - before).toBeLessThan(1000);
      await house.services.people.help.ask((await house.add()).actor, house.event, { text: 'Anybody?' });
      send({ op: 'subscribe', topic: 'now' });
      expect(await next()).toMatchObject({ op: 'state', topic: 'now' });
    }
    await other.app.close();
  });

  it('end with the event', async () => {
    await makeEvent(house, 'gone');
    const elsewhere = await openHouse(house.database, 'gone');
    const { closed } = await elsewhere.follow('now');
    const { revision } = await house.services.agenda.events.get(OPERATOR, 'gone');
    const before = Date.now();
    await house.services.agenda.events.remove({ actor: OPERATOR, slug: 'gone', revision });
    expect(await closed).toBe(4401);
    expect(Date.now() - before).toBeLessThan(1000);
    await elsewhere.app.close();
  });
});
