/** A preview of a file of people in words: what would happen, and what is wrong where. */
import type { InputFault } from '../../kernel/errors.ts';
import type { ImportPreview, ImportRow, ImportStored } from '../../people/view.ts';
import { listText, numberText, peopleText } from './wording.ts';

export const OUTCOME_NAMES: Readonly<Record<ImportRow['outcome'], string>> = {
  new: 'New',
  changed: 'Changed',
  same: 'Unchanged',
  warning: 'Look at it',
  error: 'Cannot go in',
};

/** What of a preview is shown. */
export type RowFilter = 'all' | 'problems' | ImportRow['outcome'];

export function rowsFor(rows: readonly ImportRow[], filter: RowFilter): readonly ImportRow[] {
  if (filter === 'all') return rows;
  if (filter === 'problems') return rows.filter(({ outcome }) => outcome === 'error' || outcome === 'warning');
  return rows.filter(({ outcome }) => outcome === filter);
}

/** `line 7, email: expected one mail address`. */
export function messageText(line: number, { column, message }: ImportRow['messages'][number]): string {
  return `line ${line}${column === null ? '' : `, ${column}`}: ${message}`;
}

/** A fault whose path is `people.csv:7:2 email`, as the server names places in files. */
export function faultText({ path, message }: InputFault): string {
  const [, line, column] = /:(\d+):\d+(?: ([^:]+))?$/.exec(path) ?? [];
  if (line === undefined) return path === '' ? message : `${path}: ${message}`;
  return messageText(Number(line), { column: column ?? null, message });
}

/** What storing would do: `118 new, 2 changed and 3 unchanged.` */
export function outcomeText({ counts }: Pick<ImportPreview, 'counts'>): string {
  const parts = [
    [counts.new, 'new'],
    [counts.changed, 'changed'],
    [counts.same, 'unchanged'],
    [counts.warning, 'to look at'],
    [counts.error, 'that cannot go in'],
  ] as const;
  const named = parts.filter(([count]) => count > 0).map(([count, word]) => `${numberText(count)} ${word}`);
  return named.length === 0 ? 'The file has no rows.' : `${listText(named)}.`;
}

/** What was stored: `118 people were added and 2 changed.` */
export function storedText({ new: added, changed }: Pick<ImportStored['stored'], 'new' | 'changed'>): string {
  if (added === 0) return `${peopleText(changed)} ${changed === 1 ? 'was' : 'were'} changed.`;
  const also = changed === 0 ? '' : ` and ${numberText(changed)} changed`;
  return `${peopleText(added)} ${added === 1 ? 'was' : 'were'} added${also}.`;
}

const NAMED_AT_MOST = 20;

/** `Austria, Estonia and 118 more`: of many only the first. */
export function firstOf(names: readonly string[]): string {
  const left = names.length - NAMED_AT_MOST;
  if (left <= 0) return listText(names);
  return listText([...names.slice(0, NAMED_AT_MOST), `${numberText(left)} more`]);
}

export type ImportVerdict = 'refused' | 'nothing' | 'ready';

/** Whether the file may be stored: with an error nothing of it goes in. */
export function verdictOf(preview: Pick<ImportPreview, 'counts'>): ImportVerdict {
  if (preview.counts.error > 0) return 'refused';
  const { counts } = preview;
  return counts.new + counts.changed + counts.warning === 0 ? 'nothing' : 'ready';
}
