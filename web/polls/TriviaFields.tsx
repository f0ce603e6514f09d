import { fieldOf } from '../organise/field-of.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import type { PollValues } from './poll-form.ts';

const BOARDS = [
  { value: 'people', label: 'People' },
  { value: 'organisations', label: 'Organisations' },
];

/** Of which quiz a question is, and what its points are for. A secret one gives none. */
export function TriviaFields({ form }: { readonly form: Form<PollValues> }) {
  const { secrecy, quiz, speed } = form.values;
  if (secrecy === 'secret') return null;
  const hint = 'Questions of the same quiz make a leaderboard. Empty: no points.';
  return (
    <>
      <div className="field-row">
        <TextField label="Quiz" {...fieldOf(form, 'quiz', hint)} />
        {quiz.trim() !== '' && (
          <Select
            label="Leaderboard of"
            choices={BOARDS}
            {...fieldOf(form, 'board', 'One of people shows who was right: it needs a named poll.')}
          />
        )}
      </div>
      {quiz.trim() !== '' && (
        <CheckField
          label="Quick answers give more points"
          hint="100 points at once, 50 at the end of the time limit. The first answer counts."
          checked={speed}
          onChange={(next) => form.type({ speed: next })}
          error={faultAt(form.error, 'speed')}
        />
      )}
    </>
  );
}
