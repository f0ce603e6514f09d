import { expect, it } from 'vitest';
import { newId } from '../../../kernel/random.ts';
import type { PeopleLinkRow } from '../../../kernel/tables.ts';
import { WishStore } from '../../../people/sign-in/wish-store.ts';
import { eachEngine } from '../../engines.ts';

function wish(eventId: string | null = null): PeopleLinkRow {
  return {
    id: newId(),
    purpose: 'sign-in',
    event_id: eventId,
    email: 'somebody@example.org',
    email_key: 'somebody@example.org',
    request_hash: newId(),
    link_hash: null,
    code_hash: null,
    tries: 0,
    created_at: 1,
    expires_at: 2,
    mailed_at: null,
    used_at: null,
  };
}

eachEngine('wishes to sign in that come at the same time', (open) => {
  it('are all written, the one whose event was just removed as one of no event', async () => {
    const { db } = await open();
    const wishes = new WishStore(db);
    await Promise.all([wish(), wish(newId()), wish()].map((row) => wishes.add(row)));
    const rows = await db.selectFrom('people_link').select('event_id').execute();
    expect(rows).toEqual([{ event_id: null }, { event_id: null }, { event_id: null }]);
  });

  it('are written but for one that cannot be', async () => {
    const { db } = await open();
    const wishes = new WishStore(db);
    const [first, again] = [wish(), wish()];
    const same = { ...again, request_hash: first.request_hash };
    const settled = await Promise.allSettled([first, same, wish()].map((row) => wishes.add(row)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await db.selectFrom('people_link').select('id').execute()).toHaveLength(2);
  });

  it('fail together, at the first try, where there is no database', async () => {
    const { db, close } = await open();
    const wishes = new WishStore(db);
    await close();
    const [one, other] = await Promise.allSettled([wish(), wish()].map((row) => wishes.add(row)));
    if (one?.status !== 'rejected' || other?.status !== 'rejected') throw new Error('written nowhere');
    expect(other.reason).toBe(one.reason);
    await expect(wishes.add(wish())).rejects.toThrow();
  });
});
