import { expect, it } from 'vitest';
import { emailAddress } from '../../../people/email-address.ts';
import { deviceOf } from '../../../people/sign-in/device.ts';
import { enqueueInvitations } from '../../../people/sign-in/invitation-service.ts';
import { mailEnqueuer } from '../../../server/mail/mail-service.ts';
import { eachEngine } from '../../engines.ts';
import { openPeopleRoom } from '../people-room.ts';

const BROWSER = { device: 'Firefox on Linux', replaced: null };

eachEngine('links of a people room', (open) => {
  it('lets an invitation hold until the event ends, and a link of the terminal for a day', async () => {
    const room = await openPeopleRoom(open);
    await room.invite('guest@example.org');
    const email = emailAddress.parse('guest@example.org');
    const { db } = room.database;
    const publicUrl = () => new URL('https://plenum.example.org');
    const needs = { clock: room.clock, enqueue: mailEnqueuer(room.clock), publicUrl };
    const invited = { email: email.email, emailKey: email.key, name: 'Guest' };
    await db.transaction().execute((tx) => enqueueInvitations(needs, tx, room.event, [invited]));
    await room.signIns.makeTerminalLink({ eventId: room.event.id, email });
    const rows = await db
      .selectFrom('people_link')
      .select(['purpose', 'expires_at'])
      .where('email_key', '=', email.key)
      .orderBy('purpose')
      .execute();
    expect(rows.map(({ purpose, expires_at }) => [purpose, new Date(expires_at).toISOString()])).toEqual([
      ['invitation', '2026-03-11T14:00:00.000Z'],
      ['terminal', '2026-03-03T09:00:00.000Z'],
    ]);
  });

  it('drops sign-ins and links when their time is over, and not before', async () => {
    const room = await openPeopleRoom(open);
    await room.appoint('member@example.org');
    const email = emailAddress.parse('member@example.org');
    const link = await room.signIns.makeTerminalLink({ eventId: room.event.id, email });
    const { secret } = await room.signIns.enterByLink(link.slice(link.lastIndexOf('/') + 1), BROWSER);
    const left = async () => {
      const { db } = room.database;
      const links = await db.selectFrom('people_link').select('id').execute();
      return [links.length, (await db.selectFrom('people_sign_in').select('id').execute()).length];
    };
    room.clock.advance(24 * 3_600_000 - 1);
    await room.signIns.dropExpired(room.clock.now());
    expect(await left()).toEqual([1, 1]);
    room.clock.advance(1);
    await room.signIns.dropExpired(room.clock.now());
    expect(await left()).toEqual([0, 1]);
    room.clock.advance(29 * 24 * 3_600_000 - 1);
    expect(await room.signIns.findActor(secret)).toMatchObject({ kind: 'person' });
    room.clock.advance(1);
    expect(await room.signIns.findActor(secret)).toBeNull();
    await room.signIns.dropExpired(room.clock.now());
    expect(await left()).toEqual([0, 0]);
  });
});

it.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0 Safari/537.36 Edg/143.0',
    'Edge on Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1',
    'Safari on iOS',
  ],
  [undefined, 'A browser'],
  ['curl/8', 'A browser'],
])('calls %s %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
