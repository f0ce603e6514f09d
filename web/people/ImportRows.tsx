import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview, ImportRow } from '../../people/view.ts';
import { asSentence } from '../shell/api.ts';
import { messageText, OUTCOME_NAMES, type RowFilter, rowsFor } from './import-words.ts';
import { listText, numberText } from './wording.ts';

const SHOWN_AT_ONCE = 100;

export interface ImportRowsProps {
  readonly rows: readonly ImportRow[];
  readonly counts: ImportPreview['counts'];
}

/** The rows of a file with what would become of each; problems first to hand. */
export function ImportRows({ rows, counts }: ImportRowsProps) {
  const problems = counts.error + counts.warning;
  const [filter, setFilter] = useState<RowFilter>(problems > 0 ? 'problems' : 'all');
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const matching = rowsFor(rows, filter);
  const pick = (next: RowFilter) => {
    setFilter(next);
    setShown(SHOWN_AT_ONCE);
  };
  return (
    <>
      <RowPicks counts={counts} filter={filter} total={rows.length} problems={problems} onPick={pick} />
      <table className="people-table import-table">
        <caption className="visually-hidden">Rows of the file</caption>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Outcome</th>
            <th scope="col">Name and address</th>
            <th scope="col">Organisation</th>
            <th scope="col">What to know</th>
          </tr>
        </thead>
        <tbody>
          {matching.slice(0, shown).map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </tbody>
      </table>
      {matching.length > shown && (
        <Button className="people-more" variant="default" onClick={() => setShown(shown + SHOWN_AT_ONCE)}>
          Show {numberText(Math.min(SHOWN_AT_ONCE, matching.length - shown))} more of{' '}
          {numberText(matching.length - shown)}
        </Button>
      )}
    </>
  );
}

interface RowPicksProps extends Pick<ImportRowsProps, 'counts'> {
  readonly filter: RowFilter;
  readonly total: number;
  readonly problems: number;
  readonly onPick: (filter: RowFilter) => void;
}

function RowPicks({ counts, filter, total, problems, onPick }: RowPicksProps) {
  const picks: readonly (readonly [RowFilter, string, number])[] = [
    ['all', 'All rows', total],
    ['problems', 'Problems', problems],
    ['new', 'New', counts.new],
    ['changed', 'Changed', counts.changed],
    ['same', 'Unchanged', counts.same],
  ];
  return (
    <fieldset className="state-picks">
      <legend className="visually-hidden">Which rows are shown</legend>
      {picks
        .filter(([each, , count]) => count > 0 || each === 'all')
        .map(([each, name, count]) => (
          <button
            key={each}
            type="button"
            className="people-pick state-pick"
            aria-pressed={each === filter}
            onClick={() => onPick(each)}
          >
            {name}
            <span className="state-count">{numberText(count)}</span>
          </button>
        ))}
    </fieldset>
  );
}

const MARKS: Readonly<Record<ImportRow['outcome'], string>> = {
  new: '+',
  changed: '~',
  same: '=',
  warning: '!',
  error: '×',
};

function Row({ row }: { readonly row: ImportRow }) {
  const { line, outcome, name, email, organisation, changes, messages } = row;
  return (
    <tr data-outcome={outcome}>
      <td className="people-place" data-label="Line">
        {line}
      </td>
      <td className="import-outcome">
        <span className="import-mark" aria-hidden="true">
          {MARKS[outcome]}
        </span>
        {OUTCOME_NAMES[outcome]}
      </td>
      <td className="people-who">
        <span className="import-name" dir="auto">
          {name}
        </span>
        <span className="people-email">{email}</span>
      </td>
      <td dir="auto">{organisation}</td>
      <td className="import-messages">
        {messages.map((message) => (
          <p key={`${message.column} ${message.message}`}>{asSentence(messageText(line, message))}</p>
        ))}
        {outcome !== 'new' && messages.length === 0 && changes.length > 0 && <p>Changes {listText(changes)}.</p>}
      </td>
    </tr>
  );
}
