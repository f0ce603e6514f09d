import type { Actor } from '../kernel/actor.ts';
import { hashSecret, newSecret } from '../kernel/random.ts';
import type { Clock } from '../kernel/time.ts';
import type { OperatorKeyStore } from './operator-key-store.ts';

const PREFIX = 'plenum_op';

/** Not a random id, so that of two processes that start together on an empty database only one makes a key. */
const FIRST_KEY = 'first';

/** Makes the first key of a new database. @returns the key, to be shown once, or null when there is one. */
export async function makeFirstKey(store: OperatorKeyStore, clock: Clock): Promise<string | null> {
  if (!(await store.isEmpty())) return null;
  const key = newSecret(PREFIX);
  const added = await store.add({ id: FIRST_KEY, hash: hashSecret(key), created_at: clock.now() });
  return added ? key : null;
}

/**
 * The operator whose key this is, or null. Keys are compared by their hash, so the time that a wrong one
 * takes says nothing about the right one.
 */
export async function findOperator(store: OperatorKeyStore, key: string): Promise<Actor | null> {
  if (!key.startsWith(`${PREFIX}_`)) return null;
  const keyId = await store.findByHash(hashSecret(key));
  return keyId === null ? null : { kind: 'operator', keyId };
}
