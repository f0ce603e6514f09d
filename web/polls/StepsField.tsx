import { Elsewhere } from '../organise/FormFrame.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { TextField } from '../shell/fields.tsx';
import type { PollValues } from './poll-form.ts';

/** What the five steps of a scale are called. */
export function StepsField({ form }: { readonly form: Form<PollValues> }) {
  const { steps } = form.values;
  return (
    <fieldset className="rows-field poll-options">
      <legend>The five steps</legend>
      <Elsewhere form={form} name="steps" show={(value) => (value as readonly string[]).join('; ')} />
      <ul>
        {steps.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={place} className="poll-option">
            <TextField
              label={String(place + 1)}
              value={text}
              onChange={(next) => form.type({ steps: steps.with(place, next) })}
              error={faultAt(form.error, `options.${place}`)}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
