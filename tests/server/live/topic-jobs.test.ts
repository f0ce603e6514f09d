import { expect, it } from 'vitest';
import type { EventId } from '../../../kernel/ids.ts';
import { EVERY_EVENT } from '../../../kernel/live.ts';
import { instant } from '../../../kernel/time.ts';
import { forgetTopics } from '../../../server/live/topic-jobs.ts';
import { topicToucher } from '../../../server/live/topic-store.ts';
import { eventFields, OPERATOR } from '../../agenda/room.ts';
import { openShowRoom } from '../../agenda/show/show-room.ts';
import { eachEngine } from '../../engines.ts';

eachEngine('the versions of topics', (open, engine) => {
  it('are forgotten of an event that was removed, within an hour, and of no other', async () => {
    const { database, agenda, event, edit } = await openShowRoom(open);
    const other = await agenda.events.create(OPERATOR, eventFields({ slug: 'other' }));
    const touch = topicToucher(engine);
    await touch(database.db, event.id, 'help', 'my-help:somebody');
    await touch(database.db, other.id as EventId, 'now');
    await touch(database.db, EVERY_EVENT, 'standings');
    await agenda.events.remove(await edit());
    const left = async () => {
      const rows = await database.db.selectFrom('server_live_topic').select(['event_id', 'topic']).execute();
      return rows.map(({ event_id, topic }) => `${event_id} ${topic}`).sort();
    };
    expect(await left()).toContain(`${event.id} standings`);
    const job = forgetTopics(database.db);
    const now = instant(1_800_000_000_000);
    expect(await job.nextDue()).toBe(0);
    await job.run(now, { warn: () => undefined, error: () => undefined });
    expect(await left()).toEqual([' standings', `${other.id} now`].sort());
    expect(await job.nextDue()).toBe(now + 60 * 60 * 1000);
  });
});
