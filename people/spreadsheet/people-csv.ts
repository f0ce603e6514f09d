/**
 * People as the file that `people-file.ts` reads. Read back it gives the same people, but for states,
 * which it tells and which cannot be imported.
 */
import type { ParticipantState } from '../../kernel/actor.ts';
import { writeList } from '../../kernel/spreadsheet/listed-text.ts';
import { writeTable } from '../../kernel/spreadsheet/written-table.ts';
import type { RoleFields, Wishes } from '../schema.ts';
import { PEOPLE_COLUMNS, type PeopleColumn, TOLD_COLUMNS, type ToldColumn } from './people-columns.ts';
import { writeRoles } from './role-words.ts';

export interface WrittenPerson {
  readonly name: string;
  readonly email: string;
  readonly organisation: { readonly name: string; readonly country: string | null } | null;
  readonly roles: readonly RoleFields[];
  readonly tags: readonly string[];
  readonly wishes: Wishes;
  readonly state: ParticipantState;
  /** RFC 3339, or null. */
  readonly registeredAt: string | null;
}

/** `people.csv`, with a byte order mark, CRLF and no cell that could be taken for a formula. */
export function writePeople(people: readonly WrittenPerson[]): string {
  return writeTable([...PEOPLE_COLUMNS, ...TOLD_COLUMNS], people.map(cellsOf));
}

function cellsOf(person: WrittenPerson): Record<PeopleColumn | ToldColumn, string> {
  const { name, email, organisation, roles, tags, wishes, state, registeredAt } = person;
  return {
    name,
    email,
    organisation: organisation?.name ?? '',
    country: organisation?.country ?? '',
    role: writeRoles(roles),
    tags: writeList(tags),
    prefers: writeList(wishes.prefers),
    together: wishes.together ?? '',
    apart: wishes.apart.join('; '),
    state,
    registered_at: registeredAt ?? '',
  };
}
