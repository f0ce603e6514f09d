import { expect, it } from 'vitest';
import { instant } from '../../kernel/time.ts';
import { operatorKeyStore } from '../../server/operator-key-store.ts';
import { findOperator, makeFirstKey } from '../../server/operator-keys.ts';
import { eachEngine } from '../engines.ts';

const clock = { now: () => instant(1_800_000_000_000) };

eachEngine('the operator key', (openTestDatabase) => {
  it('is made once, and known again by its hash alone', async () => {
    const { db } = await openTestDatabase();
    const store = operatorKeyStore(db);
    const key = await makeFirstKey(store, clock);
    expect(key).toMatch(/^plenum_op_[A-Za-z0-9_-]{32}$/);
    expect(await makeFirstKey(store, clock)).toBeNull();
    expect(await findOperator(store, key ?? '')).toEqual({ kind: 'operator', keyId: 'first' });
    const rows = await db.selectFrom('server_operator_key').selectAll().execute();
    expect(rows).toEqual([
      { id: 'first', hash: expect.stringMatching(/^[0-9a-f]{64}$/), created_at: 1_800_000_000_000 },
    ]);
    expect(JSON.stringify(rows)).not.toContain(key?.slice('plenum_op_'.length));
  });

  it('is one, when several processes start at the same time on an empty database', async () => {
    const store = operatorKeyStore((await openTestDatabase()).db);
    const asIfEmpty = { ...store, isEmpty: async () => true };
    const keys = await Promise.all([1, 2, 3].map(() => makeFirstKey(asIfEmpty, clock)));
    const shown = keys.filter((key) => key !== null);
    expect(shown).toHaveLength(1);
    expect(await findOperator(store, shown[0] ?? '')).not.toBeNull();
  });

  it('is not another, however alike', async () => {
    const store = operatorKeyStore((await openTestDatabase()).db);
    const key = (await makeFirstKey(store, clock)) ?? '';
    const alike = [key.slice(0, -1), `${key}A`, key.toLowerCase(), key.replace('plenum_op', 'plenum_cal'), ''];
    for (const other of alike.filter((text) => text !== key)) expect(await findOperator(store, other)).toBeNull();
  });
});
