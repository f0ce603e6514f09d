/** Folders for the private keys of tests; those of a run of vitest are removed when it ends. */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a run's folders are. A variable, because the fault runs use what tests use and know no vitest. */
export const KEY_FOLDERS = 'PLENUM_TEST_KEY_FOLDERS';

/** A folder of its own, not made yet. */
export function newKeyDir(): string {
  return join(process.env[KEY_FOLDERS] ?? tmpdir(), `plenum-keys-${randomUUID()}`);
}
