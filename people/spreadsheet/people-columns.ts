/** The columns of a file of people, in the order in which they are written. */
import type { Column } from '../../kernel/spreadsheet/columns.ts';

export const PEOPLE_COLUMNS = [
  { name: 'name', required: true },
  { name: 'email', required: true },
  { name: 'organisation', required: true },
  { name: 'country', required: false },
  { name: 'role', required: false },
  { name: 'tags', required: false },
  { name: 'prefers', required: false },
  { name: 'together', required: false },
  { name: 'apart', required: false },
] as const satisfies readonly Column[];

/** Written for whoever reads the file, and passed over when it comes back. */
export const TOLD_COLUMNS = [
  { name: 'state', required: false },
  { name: 'registered_at', required: false },
] as const satisfies readonly Column[];

export type PeopleColumn = (typeof PEOPLE_COLUMNS)[number]['name'];
export type ToldColumn = (typeof TOLD_COLUMNS)[number]['name'];
