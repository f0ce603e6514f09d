/** API keys: what programs send in place of a sign-in. A key is shown once, and only its hash is stored. */
import type { Actor, Scope } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { canBeId, type EventId } from '../../kernel/ids.ts';
import { hashSecret, newId, newSecret } from '../../kernel/random.ts';
import type { PeopleApiKeyRow } from '../../kernel/tables.ts';
import { formatRfc3339, type Instant, instant, MINUTE } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import { STANDINGS_TOPIC } from '../presence/topics.ts';
import type { NewApiKey } from '../schema.ts';
import type { ApiKeyView, MadeApiKey } from '../view.ts';
import { findApiKeyByHash, insertApiKey, listApiKeys, noteApiKeyUse, revokeApiKey } from './api-key-store.ts';

const PREFIX = 'plenum_key';

/** How exactly the last use of a key is noted, in milliseconds: writing at each request would cost more than it tells. */
const USE_NOTED_EVERY = 5 * MINUTE;

export interface ApiKeyService {
  /** Those in force, oldest first. @throws AppError as `demand`. */
  list(actor: Actor, event: EventRef): Promise<ApiKeyView[]>;
  /** The answer is the only place where the key is ever shown. @throws AppError as `demand`. */
  make(actor: Actor, event: EventRef, fields: NewApiKey): Promise<MadeApiKey>;
  /** Ends a key at once. @throws AppError as `demand`; `not-found` when no such key is in force. */
  revoke(actor: Actor, event: EventRef, id: string): Promise<void>;
  /** The program whose key this is, or null. Compared by hash, so the time a wrong one takes says nothing. */
  findActor(key: string): Promise<Actor | null>;
}

export function createApiKeyService(needs: PeopleNeeds): ApiKeyService {
  const { db, clock } = needs;
  return {
    list: async (actor, event) => {
      demand(actor, 'manage-keys', placeOf(event));
      return (await listApiKeys(db, event.id)).map(viewOf);
    },
    make: (actor, event, fields) => make(needs, actor, event, fields),
    revoke: (actor, event, id) => revoke(needs, actor, event, id),
    findActor: async (key) => {
      if (!key.startsWith(`${PREFIX}_`)) return null;
      const row = await findApiKeyByHash(db, hashSecret(key));
      if (!row) return null;
      const now = clock.now();
      if (row.used_at === null || now - row.used_at >= USE_NOTED_EVERY) await noteApiKeyUse(db, row.id, now);
      return { kind: 'api-key', keyId: row.id, eventId: row.event_id as EventId, scopes: scopesOf(row) };
    },
  };
}

async function make(needs: PeopleNeeds, actor: Actor, event: EventRef, fields: NewApiKey): Promise<MadeApiKey> {
  demand(actor, 'manage-keys', placeOf(event));
  const key = newSecret(PREFIX);
  const row = newRow(event.id, hashSecret(key), fields, needs.clock.now());
  await inTransaction(needs.db, async (tx) => {
    await insertApiKey(tx, row);
    const subject = `api-key:${row.id}`;
    const details = { scopes: scopesOf(row) };
    await needs.record(tx, { eventId: event.id, actor, action: 'api-key-made', subject, details });
  });
  return { key, ...viewOf(row) };
}

async function revoke(needs: PeopleNeeds, actor: Actor, event: EventRef, id: string): Promise<void> {
  demand(actor, 'manage-keys', placeOf(event));
  await inTransaction(needs.db, async (tx) => {
    const revoked = canBeId(id) && (await revokeApiKey(tx, event.id, id, needs.clock.now()));
    if (!revoked) throw new AppError('not-found', 'The event has no such key, or it is revoked already.');
    await needs.record(tx, { eventId: event.id, actor, action: 'api-key-revoked', subject: `api-key:${id}` });
    await needs.touch(tx, event.id, STANDINGS_TOPIC);
  });
  needs.announce({ kind: 'api-key-revoked', eventId: event.id, keyId: id });
}

function newRow(eventId: EventId, hash: string, { name, scopes }: NewApiKey, now: Instant): PeopleApiKeyRow {
  return {
    id: newId(),
    event_id: eventId,
    name,
    hash,
    scopes: JSON.stringify([...new Set(scopes)]),
    created_at: now,
    used_at: null,
    revoked_at: null,
  };
}

function scopesOf({ scopes }: PeopleApiKeyRow): Scope[] {
  return JSON.parse(scopes) as Scope[];
}

function viewOf(row: PeopleApiKeyRow): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    scopes: scopesOf(row),
    createdAt: formatRfc3339(instant(row.created_at), 'utc'),
    usedAt: row.used_at === null ? null : formatRfc3339(instant(row.used_at), 'utc'),
  };
}
