import { type Kysely, sql } from 'kysely';

/**
 * The tables of the people room, and the mail that waits. `bigint` holds instants. What belongs to an
 * event goes when the event goes; a person goes when no event knows them any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPerson(db);
  await createOrganisation(db);
  await createParticipant(db);
  await createRole(db);
  await createRegistration(db);
  await createConsent(db);
  await createLink(db);
  await createSignIn(db);
  await createApiKey(db);
  await createCalendarToken(db);
  await createAuditEntry(db);
  await createMail(db);
}

async function createPerson(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_person')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createOrganisation(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_organisation')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('country', 'text')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('domains', 'text', (column) => column.notNull())
    .addColumn('needs_approval', 'integer', (column) => column.notNull())
    .addColumn('quota', 'integer')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addUniqueConstraint('people_organisation_name', ['event_id', 'name_key'])
    .execute();
}

async function createParticipant(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_participant')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('person_id', 'text', (column) => column.references('people_person.id'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('organisation_id', 'text', (column) => column.references('people_organisation.id'))
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('time_zone', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('waiting_for', 'text')
    .addColumn('waiting_since', 'bigint')
    .addColumn('invited_at', 'bigint')
    .addColumn('registered_at', 'bigint')
    .addColumn('erased_at', 'bigint')
    .addColumn('wishes', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('people_participant_person', ['event_id', 'person_id'])
    .execute();
  const index = (name: string, columns: string[]) =>
    db.schema.createIndex(name).on('people_participant').columns(columns).execute();
  await index('people_participant_name', ['event_id', 'name_key']);
  await index('people_participant_state', ['event_id', 'state']);
  await index('people_participant_of_person', ['person_id']);
  await index('people_participant_organisation', ['organisation_id']);
}

// `day_id` refers to no table: a role of no day has the empty text there, and one of a day that was removed
// is shown as such until somebody takes it away.
async function createRole(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_role')
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('day_id', 'text', (column) => column.notNull())
    .addColumn('room', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('people_role_key', ['participant_id', 'role', 'day_id', 'room'])
    .execute();
  await db.schema.createIndex('people_role_event').on('people_role').columns(['event_id', 'role']).execute();
}

async function createRegistration(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_registration')
    .addColumn('event_id', 'text', (column) =>
      column.primaryKey().notNull().references('agenda_event.id').onDelete('cascade'),
    )
    .addColumn('opens_at', 'bigint')
    .addColumn('closes_at', 'bigint')
    .addColumn('places', 'integer')
    .addColumn('waiting_list', 'integer', (column) => column.notNull())
    .addColumn('consents', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
}

async function createConsent(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_consent')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('participant_id', 'text', (column) =>
      column.notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('consent_key', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('given', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('people_consent_participant').on('people_consent').column('participant_id').execute();
}

// Anybody can have rows put in here, so only the indexes are kept without which a crowd would be slow; the two
// that most rows are not in cost nothing for the others. Links of an address are looked for when it is erased.
async function createLink(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_link')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.references('agenda_event.id').onDelete('cascade'))
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('email_key', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.unique())
    .addColumn('link_hash', 'text')
    .addColumn('code_hash', 'text')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('mailed_at', 'bigint')
    .addColumn('used_at', 'bigint')
    .execute();
  const index = (name: string) => db.schema.createIndex(name).on('people_link');
  await index('people_link_expiry').column('expires_at').execute();
  await index('people_link_hash').unique().column('link_hash').where(sql.ref('link_hash'), 'is not', null).execute();
  await index('people_link_waiting').column('created_at').where(sql.ref('mailed_at'), 'is', null).execute();
}

async function createSignIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_sign_in')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person_id', 'text', (column) => column.notNull().references('people_person.id').onDelete('cascade'))
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('people_sign_in_person').on('people_sign_in').column('person_id').execute();
  await db.schema.createIndex('people_sign_in_expiry').on('people_sign_in').column('expires_at').execute();
}

async function createApiKey(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_api_key')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await db.schema.createIndex('people_api_key_event').on('people_api_key').column('event_id').execute();
}

async function createCalendarToken(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_calendar_token')
    .addColumn('participant_id', 'text', (column) =>
      column.primaryKey().notNull().references('people_participant.id').onDelete('cascade'),
    )
    .addColumn('event_id', 'text', (column) => column.notNull().references('agenda_event.id').onDelete('cascade'))
    .addColumn('hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createAuditEntry(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people_audit_entry')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('event_id', 'text', (column) => column.references('agenda_event.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('people_audit_entry_at').on('people_audit_entry').columns(['event_id', 'at']).execute();
}

async function createMail(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('server_mail')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addColumn('failure', 'text')
    .execute();
  await db.schema.createIndex('server_mail_due').on('server_mail').columns(['settled_at', 'due_at']).execute();
}
