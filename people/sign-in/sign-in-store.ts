/** The SQL of the browsers that are signed in, and of the people they belong to. */
import type { ExpressionBuilder, Kysely } from 'kysely';
import type { ParticipantState, RoleGrant, StaffRole, Standing } from '../../kernel/actor.ts';
import type { EventId, ParticipantId, PersonId, SignInId } from '../../kernel/ids.ts';
import type { PeopleSignInRow, Tables } from '../../kernel/tables.ts';
import type { Instant } from '../../kernel/time.ts';
import type { KnownIn } from './link.ts';

export async function insertSignIn(tx: Kysely<Tables>, row: PeopleSignInRow): Promise<void> {
  await tx.insertInto('people_sign_in').values(row).execute();
}

export interface SignedIn {
  readonly id: SignInId;
  readonly personId: PersonId;
  readonly seenAt: number;
  readonly standings: Standing[];
}

/** The sign-in of this secret that has not ended, with all that its person is in, in one statement. */
export async function findSignedIn(db: Kysely<Tables>, hash: string, now: Instant): Promise<SignedIn | undefined> {
  const rows = await signedInRows(db, now).where('sign_in.hash', '=', hash).execute();
  return signedInOf(rows);
}

/** So many secrets are looked for in one statement. */
export const MOST_SIGN_INS = 256;

/** The same of at most `MOST_SIGN_INS` secrets by their hashes, in one statement. */
export async function findAllSignedIn(
  db: Kysely<Tables>,
  hashes: readonly string[],
  now: Instant,
): Promise<Map<string, SignedIn>> {
  const rows = await signedInRows(db, now)
    .select('sign_in.hash')
    .where('sign_in.hash', 'in', filledUp(hashes))
    .execute();
  const byHash = new Map<string, typeof rows>();
  for (const row of rows) {
    const before = byHash.get(row.hash);
    if (before) before.push(row);
    else byHash.set(row.hash, [row]);
  }
  const found = new Map<string, SignedIn>();
  for (const [hash, ofHash] of byHash) {
    const signedIn = signedInOf(ofHash);
    if (signedIn) found.set(hash, signedIn);
  }
  return found;
}

/** The last again and again up to a power of two: so there are few texts to prepare, however many are asked for. */
function filledUp(hashes: readonly string[]): string[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(hashes.length, 1)));
  return Array.from({ length }, (_, place) => hashes[place] ?? hashes.at(-1) ?? '');
}

function signedInRows(db: Kysely<Tables>, now: Instant) {
  return db
    .selectFrom('people_sign_in as sign_in')
    .leftJoin('people_participant as participant', (join) =>
      join.onRef('participant.person_id', '=', 'sign_in.person_id').on('participant.state', '<>', 'removed'),
    )
    .leftJoin('people_role as role', 'role.participant_id', 'participant.id')
    .select(['sign_in.id as sign_in_id', 'sign_in.person_id as signed_in_person', 'sign_in.seen_at'])
    .select(['participant.id as participant_id', 'participant.event_id', 'participant.state'])
    .select(['role.role', 'role.day_id', 'role.room'])
    .where('sign_in.expires_at', '>', now)
    .orderBy('participant.id');
}

interface SignedInRow extends StandingRow {
  readonly sign_in_id: string;
  readonly signed_in_person: string;
  readonly seen_at: number;
}

/** @param rows of one sign-in; undefined for none. */
function signedInOf(rows: readonly SignedInRow[]): SignedIn | undefined {
  const [first] = rows;
  if (!first) return undefined;
  return {
    id: first.sign_in_id as SignInId,
    personId: first.signed_in_person as PersonId,
    seenAt: first.seen_at,
    standings: standingsIn(rows),
  };
}

/** Of every event that knows the person, but those that removed them. */
export async function loadStandings(db: Kysely<Tables>, personId: PersonId): Promise<Standing[]> {
  const rows = await db
    .selectFrom('people_participant as participant')
    .leftJoin('people_role as role', 'role.participant_id', 'participant.id')
    .select(['participant.id as participant_id', 'participant.event_id', 'participant.state'])
    .select(['role.role', 'role.day_id', 'role.room'])
    .where('participant.person_id', '=', personId)
    .where('participant.state', '<>', 'removed')
    .orderBy('participant.id')
    .execute();
  return standingsIn(rows);
}

interface StandingRow {
  readonly participant_id: string | null;
  readonly event_id: string | null;
  readonly state: string | null;
  readonly role: string | null;
  readonly day_id: string | null;
  readonly room: string | null;
}

/** One row for each role, or one with none. */
function standingsIn(rows: readonly StandingRow[]): Standing[] {
  const standings = new Map<string, Standing & { roles: RoleGrant[] }>();
  for (const { participant_id, event_id, state, role, day_id, room } of rows) {
    if (participant_id === null) continue;
    const standing = standings.get(participant_id) ?? {
      eventId: event_id as EventId,
      participantId: participant_id as ParticipantId,
      state: state as ParticipantState,
      roles: [],
    };
    if (role !== null) standing.roles.push({ role: role as StaffRole, dayId: day_id || null, room: room || null });
    standings.set(participant_id, standing);
  }
  return [...standings.values()];
}

export async function setSeen(db: Kysely<Tables>, id: SignInId, now: Instant): Promise<void> {
  await db.updateTable('people_sign_in').set({ seen_at: now }).where('id', '=', id).execute();
}

/** Newest first; those that have ended are left out. */
export async function listSignIns(db: Kysely<Tables>, personId: PersonId, now: Instant): Promise<PeopleSignInRow[]> {
  return await db
    .selectFrom('people_sign_in')
    .selectAll()
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** @returns whether there was one of this id, and it was this person's. */
export async function deleteSignIn(tx: Kysely<Tables>, personId: PersonId, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('people_sign_in')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** @returns whether there was one. */
export async function deleteSignInByHash(tx: Kysely<Tables>, hash: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('people_sign_in').where('hash', '=', hash).executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteSignInsOf(tx: Kysely<Tables>, personId: PersonId): Promise<void> {
  await tx.deleteFrom('people_sign_in').where('person_id', '=', personId).execute();
}

export async function deleteExpiredSignIns(tx: Kysely<Tables>, now: Instant): Promise<void> {
  await tx.deleteFrom('people_sign_in').where('expires_at', '<=', now).execute();
}

export async function earliestSignInEnd(db: Kysely<Tables>): Promise<number | null> {
  const row = await db
    .selectFrom('people_sign_in')
    .select('expires_at')
    .orderBy('expires_at')
    .limit(1)
    .executeTakeFirst();
  return row?.expires_at ?? null;
}

/** By the key of the address: which events know it, removed ones too. */
export async function loadKnownIn(db: Kysely<Tables>, keys: readonly string[]): Promise<Map<string, KnownIn[]>> {
  const rows = await db
    .selectFrom('people_person as person')
    .innerJoin('people_participant as participant', 'participant.person_id', 'person.id')
    .select(['person.email_key', 'participant.event_id', 'participant.state'])
    .where('person.email_key', 'in', keys)
    .execute();
  const known = new Map<string, KnownIn[]>();
  for (const { email_key, event_id, state } of rows) {
    const before = known.get(email_key) ?? [];
    known.set(email_key, [...before, { eventId: event_id as EventId, state: state as ParticipantState }]);
  }
  return known;
}

/** By event: the mail domains whose addresses may register. */
export async function loadDomains(
  db: Kysely<Tables>,
  eventIds: readonly EventId[],
): Promise<Map<EventId, Set<string>>> {
  const domains = new Map(eventIds.map((id) => [id, new Set<string>()]));
  if (eventIds.length === 0) return domains;
  const rows = await db
    .selectFrom('people_organisation')
    .select(['event_id', 'domains'])
    .where('event_id', 'in', eventIds)
    .execute();
  for (const row of rows) {
    const ofEvent = domains.get(row.event_id as EventId);
    for (const domain of JSON.parse(row.domains) as string[]) ofEvent?.add(domain);
  }
  return domains;
}

/** What somebody is called where. */
export async function loadOwnNames(db: Kysely<Tables>, personId: PersonId): Promise<Map<ParticipantId, string>> {
  const rows = await db
    .selectFrom('people_participant')
    .select(['id', 'name'])
    .where('person_id', '=', personId)
    .execute();
  return new Map(rows.map(({ id, name }) => [id as ParticipantId, name]));
}

/**
 * Drops people whom no event knows and no browser is signed in as: they asked by their domain and went.
 * They are held first, and looked at again then: one may be signing in right now.
 */
export async function deleteStrayPeople(tx: Kysely<Tables>): Promise<void> {
  await tx
    .updateTable('people_person')
    .set((row) => ({ email_key: row.ref('email_key') }))
    .where(isStray)
    .execute();
  await tx.deleteFrom('people_person').where(isStray).execute();
}

function isStray(row: ExpressionBuilder<Tables, 'people_person'>) {
  const standings = row
    .selectFrom('people_participant')
    .select('people_participant.id')
    .whereRef('people_participant.person_id', '=', 'people_person.id');
  const signIns = row
    .selectFrom('people_sign_in')
    .select('people_sign_in.id')
    .whereRef('people_sign_in.person_id', '=', 'people_person.id');
  return row.and([row.not(row.exists(standings)), row.not(row.exists(signIns))]);
}
