import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { inTransaction } from '../../kernel/transaction.ts';
import { eachEngine } from '../engines.ts';

eachEngine('a transaction', (open, engine) => {
  it('is begun again when it and another wait for each other', async () => {
    const { db } = await open();
    for (const id of ['one', 'other']) {
      await db.insertInto('server_operator_key').values({ id, hash: id, created_at: 0 }).execute();
    }
    const begun: string[] = [];
    const bothHold = meeting(engine === 'postgres' ? 2 : 1);
    const count = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        begun.push(first);
        await sql`update server_operator_key set created_at = created_at + 1 where id = ${first}`.execute(tx);
        await bothHold();
        await sql`update server_operator_key set created_at = created_at + 1 where id = ${second}`.execute(tx);
      });
    await Promise.all([count('one', 'other'), count('other', 'one')]);
    const rows = await db.selectFrom('server_operator_key').select('created_at').execute();
    expect(rows.map(({ created_at }) => created_at)).toEqual([2, 2]);
    expect(begun).toHaveLength(engine === 'postgres' ? 3 : 2);
  });

  it('is not begun again for an error of its work', async () => {
    const { db } = await open();
    let begun = 0;
    const work = inTransaction(db, async () => {
      begun += 1;
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(begun).toBe(1);
  });
});

/** Lets through once so many have come; from then on everybody. */
function meeting(size: number): () => Promise<void> {
  let come = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come >= size) open();
    return opened;
  };
}
