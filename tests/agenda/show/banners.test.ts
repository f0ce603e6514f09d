import { beforeAll, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../kernel/actor.ts';
import { eachEngine } from '../../engines.ts';
import { openShowRoom, type ShowRoom } from './show-room.ts';

const BANNER = { text: 'We resume at 14:05', audience: 'all', minutes: 10 } as const;

eachEngine('banners', (open) => {
  let room: ShowRoom;
  beforeAll(async () => {
    room = await openShowRoom(open);
  });

  const textsOf = async () => ({
    now: (await room.agenda.show.now(room.event)).banners.map(({ text }) => text),
    helpdesk: (await room.agenda.show.banners(room.event, 'helpdesk')).banners.map(({ text }) => text),
    console: (await room.console(2)).banners.map(({ text }) => text),
  });
  const touched = async () => {
    const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
    return new Map(rows.map(({ topic, version }) => [topic, version]));
  };

  it('are shown to whom they are for and on every console, until they end by the clock', async () => {
    room.clock.set('2026-03-09T11:00:00Z');
    const set = await room.agenda.show.setBanner(room.chair, room.event, BANNER);
    expect(set).toEqual({
      ...{ id: set.id, text: BANNER.text, audience: 'all' },
      ...{ createdAt: '2026-03-09T12:00:00+01:00', endsAt: '2026-03-09T12:10:00+01:00' },
    });
    const before = await touched();
    await room.agenda.show.setBanner(room.organiser, room.event, { text: 'Calls', audience: 'helpdesk', minutes: 20 });
    const after = await touched();
    const raised = [...after].filter(([topic, version]) => version !== before.get(topic)).map(([topic]) => topic);
    expect(raised.sort()).toEqual(['banners:helpdesk', 'console:1', 'console:2']);
    const both = [BANNER.text, 'Calls'].sort();
    expect(await textsOf()).toEqual({ now: [BANNER.text], helpdesk: ['Calls'], console: expect.any(Array) });
    expect((await textsOf()).console.sort()).toEqual(both);
    const nowVersion = after.get('now') ?? 0;
    await room.runTo('11:11');
    expect(await textsOf()).toEqual({ now: [], helpdesk: ['Calls'], console: ['Calls'] });
    expect((await touched()).get('now')).toBe(nowVersion + 1);
    const rows = await room.database.db.selectFrom('agenda_banner').select('text').execute();
    expect(rows).toEqual([{ text: 'Calls' }]);
    await room.runTo('11:21');
  });

  it('are taken away by whoever may set them, and by nobody else', async () => {
    const { id } = await room.agenda.show.setBanner(room.deputy, room.event, BANNER);
    await expect(room.agenda.show.removeBanner(ANONYMOUS, room.event, id)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(room.agenda.show.removeBanner(room.chair, room.event, 'no id')).rejects.toMatchObject({
      code: 'not-found',
    });
    await room.agenda.show.removeBanner(room.organiser, room.event, id);
    await expect(room.agenda.show.removeBanner(room.organiser, room.event, id)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await textsOf()).toEqual({ now: [], helpdesk: [], console: [] });
  });

  it('are at most 20 at a time, and none of their words is in the log', async () => {
    for (let place = 0; place < 20; place++) await room.agenda.show.setBanner(room.chair, room.event, BANNER);
    await expect(room.agenda.show.setBanner(room.chair, room.event, BANNER)).rejects.toMatchObject({
      code: 'state-not-right',
    });
    const log = await room.database.db.selectFrom('people_audit_entry').selectAll().execute();
    expect(log.filter(({ action }) => action === 'banner-set')).toHaveLength(23);
    expect(JSON.stringify(log)).not.toContain('resume at');
  });
});
