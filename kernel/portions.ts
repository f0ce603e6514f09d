/** Many rows in few statements. */

/** Below what either engine takes as parameters of one statement, of the widest table too. */
const ROWS_AT_ONCE = 500;

/** Hands rows to `work` in portions for one statement each, one portion after the other; no rows are no portion. */
export async function inPortions<Row>(
  rows: readonly Row[],
  work: (portion: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await work(rows.slice(from, from + ROWS_AT_ONCE));
}
