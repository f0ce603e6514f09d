import { Button } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { ProblemError } from '../shell/api.ts';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import type { Form } from './use-form.ts';

export interface FormFrameProps<Values extends object> {
  readonly form: Form<Values>;
  /** What the form is for: `Day 5`. */
  readonly label: string;
  /** What saving is called: `Save the day`. */
  readonly action: string;
  /** Names of the faults that fields show themselves. */
  readonly shown: readonly string[];
  /** Whether there is something to save though nothing was typed: a new thing. */
  readonly isNew?: boolean;
  readonly readOnly?: boolean;
  readonly onCancel?: () => void;
  /** What is edited, as whoever was too late is told; the plan where it is not given. */
  readonly of?: string;
  /** Further buttons, at the end of the line. */
  readonly further?: ReactNode;
  readonly children: ReactNode;
}

/** What all forms of the plan share: saving by button and keys, and what went wrong. */
export function FormFrame<Values extends object>(props: FormFrameProps<Values>) {
  const { form, label, shown, of, readOnly = false, children } = props;
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (form.error !== null) focusOnFault(frame.current);
  }, [form.error]);
  return (
    <form
      ref={frame}
      className="plan-form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!readOnly) void form.save();
      }}
      onKeyDown={saveByKeys}
    >
      <fieldset className="plan-fields" disabled={readOnly}>
        <legend className="visually-hidden">{label}</legend>
        {children}
      </fieldset>
      <EditProblem
        error={form.error}
        shown={shown}
        then="What you typed is still here: look at it and save again."
        {...(of !== undefined && { of })}
      />
      {!readOnly && <Buttons {...props} />}
    </form>
  );
}

/** What is wrong may be far above the button that was pressed. */
function focusOnFault(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault]')?.focus();
}

function saveByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

function Buttons<Values extends object>({ form, action, isNew = false, onCancel, further }: FormFrameProps<Values>) {
  return (
    <div className="buttons">
      <Button type="submit" disabled={form.busy || !(isNew || form.isTouched)}>
        {action}
      </Button>
      {(onCancel || form.isTouched) && (
        <Button
          variant="default"
          disabled={form.busy}
          onClick={() => {
            form.reset();
            onCancel?.();
          }}
        >
          {onCancel ? 'Cancel' : 'Undo what I typed'}
        </Button>
      )}
      {further}
    </div>
  );
}

export interface EditProblemProps {
  readonly error: unknown;
  readonly shown?: readonly string[];
  /** What to do where somebody else was faster, after the page has shown the plan as it is now. */
  readonly then?: string;
  readonly of?: string;
}

/** What became of an edit. */
export function EditProblem(props: EditProblemProps) {
  const { error, shown = [], then = 'Look at it and try again.', of = 'the plan' } = props;
  if (!(error instanceof ProblemError) || error.code !== 'revision-stale') {
    return <ProblemNotice error={error} shown={shown} />;
  }
  return (
    <Notice tone="late" title={`Somebody else has changed ${of} in the meantime. Nothing of yours was saved.`}>
      <p>
        The page now shows {of} as it is. {then}
      </p>
    </Notice>
  );
}

/** At a field that somebody else changed: what is stored there now. */
export function Elsewhere<Values extends object>({
  form,
  name,
  show = String,
}: {
  readonly form: Form<Values>;
  readonly name: keyof Values;
  readonly show?: (value: Values[keyof Values]) => string;
}) {
  const now = form.elsewhere[name];
  if (now === undefined) return null;
  return (
    <span className="elsewhere">
      Somebody else made this “{show(now)}”.{' '}
      <button type="button" className="plain-button" onClick={() => form.take(name)}>
        Take theirs
      </button>
    </span>
  );
}
