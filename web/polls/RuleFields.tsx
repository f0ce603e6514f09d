import type { PollContent, Secrecy } from '../../polls/schema.ts';
import { Elsewhere } from '../organise/FormFrame.tsx';
import { fieldOf } from '../organise/field-of.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import { FaultText } from './FaultText.tsx';
import { type PollValues, scoresSpeed } from './poll-form.ts';
import { SECRECY_LEADS, SECRECY_NAMES } from './poll-words.ts';

const SECRECIES = ['named', 'unnamed', 'secret'] as const;
const BREAKDOWNS = [
  { value: 'none', label: 'None' },
  { value: 'organisation', label: 'By organisation' },
  { value: 'country', label: 'By country' },
];

/** Who learns what: secrecy, changing, results. */
export function RuleFields({ form }: { readonly form: Form<PollValues> }) {
  const { secrecy } = form.values;
  return (
    <>
      <SecrecyField form={form} />
      {!scoresSpeed(form.values) && (
        <CheckField
          label="An answer may be changed until closing"
          hint="The last one counts."
          checked={form.values.mayChange}
          onChange={(mayChange) => form.type({ mayChange })}
          error={faultAt(form.error, 'mayChange')}
        />
      )}
      {secrecy !== 'secret' && <ResultFields form={form} />}
    </>
  );
}

function SecrecyField({ form }: { readonly form: Form<PollValues> }) {
  const fault = faultAt(form.error, 'secrecy');
  return (
    <fieldset className="rows-field poll-secrecy">
      <legend>Secrecy</legend>
      <Elsewhere form={form} name="secrecy" show={(value) => SECRECY_NAMES[value as Secrecy]} />
      {SECRECIES.map((each: Secrecy) => (
        <label key={each} className="poll-choice">
          <input
            type="radio"
            name="poll-secrecy"
            checked={form.values.secrecy === each}
            onChange={() => form.type({ secrecy: each })}
          />
          <span>
            <strong>{SECRECY_NAMES[each]}.</strong> {SECRECY_LEADS[each]}
          </span>
        </label>
      ))}
      {fault && <FaultText text={fault} />}
    </fieldset>
  );
}

function ResultFields({ form }: { readonly form: Form<PollValues> }) {
  const { breakdown, resultsWhileOpen, kind } = form.values;
  return (
    <>
      <CheckField
        label="Everybody sees the counts while it is open"
        {...(kind === 'trivia' && { hint: 'Never the correct answer.' })}
        checked={resultsWhileOpen}
        onChange={(next) => form.type({ resultsWhileOpen: next })}
        error={faultAt(form.error, 'resultsWhileOpen')}
      />
      <div className="field-row">
        <Select
          label="Breakdown"
          choices={BREAKDOWNS}
          {...fieldOf(form, 'breakdown', 'After closing.')}
          onChange={(next) => form.type({ breakdown: next as PollContent['breakdown'] })}
        />
        {breakdown !== 'none' && (
          <TextField
            label="No group smaller than"
            inputMode="numeric"
            {...fieldOf(form, 'groupsOf', 'Smaller ones are put together as others.')}
          />
        )}
      </div>
    </>
  );
}
