/** Fields of forms: the label always above, the hint below it, what is wrong under the field in a sentence. */
import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type HTMLInputAutoCompleteAttribute, type ReactNode, useId } from 'react';

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
  /** A whole sentence that names what is wrong and what was expected, see `faultAt`. */
  readonly error?: string | null;
  readonly disabled?: boolean;
}

export interface TextFieldProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly type?: 'text' | 'email' | 'search' | 'number' | 'date' | 'time' | 'datetime-local';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'search';
  readonly required?: boolean;
  readonly maxLength?: number;
  /** How wide what is typed is; the whole width when not given. */
  readonly width?: 'short' | 'middle';
  readonly autoFocus?: boolean;
}

export function TextField({ label, hint, error, onChange, width, ...rest }: TextFieldProps) {
  return (
    <TextInput
      className={width ? `field field--${width}` : 'field'}
      label={label}
      description={hint}
      error={error}
      withAsterisk={false}
      onChange={(change) => onChange(change.currentTarget.value)}
      {...rest}
    />
  );
}

export interface LongTextFieldProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
}

export function LongTextField({ label, hint, error, onChange, rows = 4, ...rest }: LongTextFieldProps) {
  return (
    <Textarea
      className="field"
      label={label}
      description={hint}
      error={error}
      rows={rows}
      onChange={(change) => onChange(change.currentTarget.value)}
      {...rest}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends Labelled {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Choices, or groups of them. */
  readonly choices: readonly (Choice | { readonly group: string; readonly items: readonly Choice[] })[];
  readonly width?: 'short' | 'middle';
}

export function Select({ label, hint, error, onChange, choices, width, ...rest }: SelectProps) {
  return (
    <NativeSelect
      className={width ? `field field--${width}` : 'field'}
      label={label}
      description={hint}
      error={error}
      data={choices.map((choice) => ('group' in choice ? { ...choice, items: [...choice.items] } : choice))}
      onChange={(change) => onChange(change.currentTarget.value)}
      {...rest}
    />
  );
}

export interface CheckFieldProps extends Omit<Labelled, 'label'> {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function CheckField({ label, hint, error, checked, onChange, disabled }: CheckFieldProps) {
  const faultId = useId();
  // Mantine shows the fault of a tick, and does not tie it to its box.
  const tied = error ? { 'aria-invalid': true, 'aria-describedby': faultId } : {};
  return (
    <Checkbox
      className="field check-field"
      label={label}
      description={hint}
      error={error ? <span id={faultId}>{error}</span> : null}
      {...tied}
      checked={checked}
      disabled={disabled ?? false}
      onChange={(change) => onChange(change.currentTarget.checked)}
    />
  );
}
