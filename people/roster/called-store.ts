/** What participants are called, by their ids. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { inPortions } from '../../kernel/portions.ts';
import type { Tables } from '../../kernel/tables.ts';

export interface Called {
  /** After erasure a pseudonym. */
  readonly name: string;
  readonly email: string | null;
  readonly organisation: string | null;
}

/** Also of those who left or were erased. Ids that there are not are left out. */
export async function calledIn(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly string[],
): Promise<ReadonlyMap<ParticipantId, Called>> {
  const called = new Map<ParticipantId, Called>();
  await inPortions([...new Set(ids)], async (portion) => {
    const rows = await db
      .selectFrom('people_participant as p')
      .leftJoin('people_person as person', 'person.id', 'p.person_id')
      .leftJoin('people_organisation as organisation', 'organisation.id', 'p.organisation_id')
      .select(['p.id', 'p.name', 'person.email', 'organisation.name as organisation'])
      .where('p.event_id', '=', eventId)
      .where('p.id', 'in', portion)
      .execute();
    for (const { id, ...who } of rows) called.set(id as ParticipantId, who);
  });
  return called;
}

/** `Name, Organisation` of those who are not erased: a pseudonym is nobody's name. */
export async function linesOf(
  db: Kysely<Tables>,
  eventId: EventId,
  ids: readonly string[],
): Promise<ReadonlyMap<ParticipantId, string>> {
  const called = [...(await calledIn(db, eventId, ids))].filter(([, { email }]) => email !== null);
  return new Map(called.map(([id, { name, organisation }]) => [id, [name, organisation ?? []].flat().join(', ')]));
}
