import { Button } from '@mantine/core';
import type { SummaryField } from '../../breakouts/summary-fields.ts';
import { LongTextField } from '../shell/fields.tsx';
import { FIELD_WORDS } from './summary-words.ts';
import { bothOf, type FieldState, type Writing } from './writing.ts';

/** As `breakouts/schema.ts` takes it, in characters. */
const LONGEST = 4000;
/** From here on it is said how many are left. */
const NEAR = 3500;

export interface FieldBoxProps {
  readonly field: SummaryField;
  readonly state: FieldState;
  /** Null until the page is taken over. */
  readonly writing: Writing | null;
}

/** One field, with what somebody else wrote in it meanwhile, and what was set aside. */
export function FieldBox({ field, state, writing }: FieldBoxProps) {
  const { label, hint } = FIELD_WORDS[field];
  const left = LONGEST - state.text.length;
  return (
    <div className="summary-field">
      <LongTextField
        label={label}
        hint={left < LONGEST - NEAR ? `${hint} ${left} characters left.` : hint}
        value={state.text}
        onChange={(text) => writing?.type(field, text)}
        rows={5}
        maxLength={LONGEST}
        disabled={writing === null}
      />
      <div className="summary-printed">
        <h2>{label}</h2>
        <p dir="auto">{state.text.trim() === '' ? 'Nothing was written.' : state.text}</p>
      </div>
      {state.theirs && writing && <Dispute {...{ field, state, writing }} theirs={state.theirs.text} />}
      {state.aside.length > 0 && writing && <Aside {...{ field, state, writing }} />}
    </div>
  );
}

type Taken = FieldBoxProps & { readonly writing: Writing };

function Dispute({ field, state, writing, theirs }: Taken & { readonly theirs: string }) {
  const { label } = FIELD_WORDS[field];
  const isTooLong = bothOf(theirs, state.text).length > LONGEST;
  return (
    <section className="summary-dispute" aria-label={`Two texts: ${label}`} role="alert">
      <p className="summary-dispute-title">Somebody else has changed this meanwhile. Above is yours; this is theirs:</p>
      <blockquote className="summary-theirs" dir="auto">
        {theirs === '' ? <em>They have emptied it.</em> : theirs}
      </blockquote>
      <div className="buttons">
        {!isTooLong && <Button onClick={() => writing.choose(field, 'both')}>Keep both</Button>}
        <Button variant="default" onClick={() => writing.choose(field, 'mine')}>
          Keep mine
        </Button>
        <Button variant="default" onClick={() => writing.choose(field, 'theirs')}>
          Take theirs
        </Button>
      </div>
      <p className="summary-small">
        {isTooLong && `Both together are longer than ${LONGEST} characters. `}
        What is not kept is set aside below, and not lost.
      </p>
    </section>
  );
}

/** Kept in this tab until the writer says otherwise. */
function Aside({ field, state, writing }: Taken) {
  return (
    <details className="summary-aside" open>
      <summary>{state.aside.length === 1 ? '1 text set aside' : `${state.aside.length} texts set aside`}</summary>
      <ul>
        {state.aside.map((text, place) => (
          <li key={text}>
            <p className="summary-theirs" dir="auto">
              {text}
            </p>
            <p className="summary-aside-hands">
              {bothOf(state.text, text).length <= LONGEST && (
                <button
                  type="button"
                  className="plain-button flush-button"
                  onClick={() => {
                    writing.type(field, bothOf(state.text, text));
                    writing.drop(field, place);
                  }}
                >
                  Put it at the end
                </button>
              )}
              <button type="button" className="plain-button" onClick={() => writing.drop(field, place)}>
                Throw it away
              </button>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
