/** The columns of `days.csv` and `sessions.csv`, in the order in which they are written. */
import type { Column } from '../../kernel/spreadsheet/columns.ts';

export const DAY_COLUMNS = [
  { name: 'day', required: true },
  { name: 'date', required: true },
  { name: 'start', required: true },
  { name: 'end', required: true },
  { name: 'time_zone', required: true },
  { name: 'break_minutes', required: true },
  { name: 'break_slots', required: true },
  { name: 'chair', required: false },
  { name: 'chair_organisation', required: true },
  { name: 'deputy', required: false },
  { name: 'deputy_organisation', required: false },
] as const satisfies readonly Column[];

export const SESSION_COLUMNS = [
  { name: 'day', required: true },
  { name: 'order', required: true },
  { name: 'kind', required: true },
  { name: 'title', required: true },
  { name: 'minutes', required: true },
  { name: 'announced_start', required: false },
  { name: 'announced_end', required: false },
  { name: 'audience', required: false },
  { name: 'speaker', required: false },
  { name: 'reports_back', required: false },
  { name: 'track', required: false },
  { name: 'least_minutes', required: false },
  { name: 'pinned', required: false },
  { name: 'join_link', required: false },
  { name: 'chair', required: false },
  { name: 'chair_organisation', required: false },
  { name: 'abstract', required: false },
] as const satisfies readonly Column[];

export type DayColumn = (typeof DAY_COLUMNS)[number]['name'];
export type SessionColumn = (typeof SESSION_COLUMNS)[number]['name'];
