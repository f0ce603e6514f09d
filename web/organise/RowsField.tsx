import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

export interface RowsFieldProps<Row extends object> {
  readonly legend: string;
  readonly rows: readonly Row[];
  /** What a new row begins with. */
  readonly empty: Row;
  /** `Add a speaker` */
  readonly add: string;
  /** `speaker` */
  readonly one: string;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly elsewhere?: ReactNode;
  readonly children: (row: Row, change: (part: Partial<Row>) => void, place: number) => ReactNode;
}

/** A list of things of one kind, each in a row of fields. */
export function RowsField<Row extends object>(props: RowsFieldProps<Row>) {
  const { legend, rows, empty, add, one, onChange, elsewhere, children } = props;
  return (
    <fieldset className="rows-field">
      <legend>{legend}</legend>
      {elsewhere}
      <ul>
        {rows.map((row, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <li key={place} className="rows-row">
            {children(row, (part) => onChange(rows.with(place, { ...row, ...part })), place)}
            <button type="button" className="plain-button" onClick={() => onChange(rows.toSpliced(place, 1))}>
              Remove<span className="visually-hidden"> {`${one} ${place + 1}`}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button variant="default" className="tall-button" onClick={() => onChange([...rows, empty])}>
        {add}
      </Button>
    </fieldset>
  );
}
