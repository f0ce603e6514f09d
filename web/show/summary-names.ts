/** What the fields of a room's summary are called, wherever it is written, presented or read. */
import type { SummaryField } from '../../breakouts/summary-fields.ts';

export const FIELD_NAMES: Readonly<Record<SummaryField, string>> = {
  outcomes: 'Key outcomes',
  decisions: 'Decisions',
  questions: 'Open questions',
};
