import type { PlaceDay } from '../../polls/places.ts';
import type { PollKind } from '../../polls/schema.ts';
import { FormFrame, type FormFrameProps } from '../organise/FormFrame.tsx';
import { fieldOf } from '../organise/field-of.tsx';
import type { Form } from '../organise/use-form.ts';
import { LongTextField, Select, TextField } from '../shell/fields.tsx';
import { BallotPreview } from './BallotPreview.tsx';
import { HangFields } from './HangFields.tsx';
import { POLL_KINDS } from './kinds.ts';
import { OptionsField } from './OptionsField.tsx';
import { type PollValues, takesSeveral } from './poll-form.ts';
import { POLL_KIND_LEADS, POLL_KIND_NAMES } from './poll-words.ts';
import { RuleFields } from './RuleFields.tsx';
import { StepsField } from './StepsField.tsx';
import { TriviaFields } from './TriviaFields.tsx';

export interface PollFormProps
  extends Pick<FormFrameProps<PollValues>, 'label' | 'action' | 'isNew' | 'readOnly' | 'onCancel' | 'further'> {
  readonly form: Form<PollValues>;
  readonly days: readonly PlaceDay[];
}

const KINDS = POLL_KINDS.map((value) => ({ value, label: POLL_KIND_NAMES[value] }));

/** Faults that are said at a field. Those of fields that are not there are said above the buttons. */
function shownOf({ kind, secrecy, entry, quiz }: PollValues): string[] {
  const isSecret = secrecy === 'secret';
  return [
    ...['kind', 'question', 'explanation', 'picture', 'secrecy', 'seconds', 'entry'],
    ...(kind === 'text' ? [] : ['options']),
    ...(takesSeveral(kind) ? ['least', 'most'] : []),
    ...(kind === 'trivia' ? ['answer'] : []),
    ...(kind === 'trivia' && !isSecret ? ['quiz'] : []),
    ...(kind === 'trivia' && !isSecret && quiz.trim() !== '' ? ['board', 'speed'] : []),
    ...(isSecret ? [] : ['resultsWhileOpen', 'breakdown', 'groupsOf']),
    ...(entry === '' ? [] : ['opens', 'closes', 'shows']),
    'mayChange',
  ];
}

/** Everything about one poll, with its ballot paper beside it. */
export function PollForm({ form, days, ...frame }: PollFormProps) {
  const { values } = form;
  return (
    <div className="poll-edit">
      <FormFrame form={form} shown={shownOf(values)} of="the poll" {...frame}>
        <Select
          label="Kind"
          choices={KINDS}
          {...fieldOf(form, 'kind', POLL_KIND_LEADS[values.kind])}
          onChange={(kind) => form.type({ kind: kind as PollKind })}
        />
        <TextField label="Question" {...fieldOf(form, 'question')} autoFocus={frame.isNew === true} />
        <LongTextField label="Explanation" rows={2} {...fieldOf(form, 'explanation', 'May be empty.')} />
        {values.kind === 'scale' && <StepsField form={form} />}
        {values.kind !== 'scale' && values.kind !== 'text' && <OptionsField form={form} />}
        {takesSeveral(values.kind) && (
          <div className="field-row field-row--figures">
            <TextField label="Least answers" inputMode="numeric" {...fieldOf(form, 'least')} />
            <TextField label="Most answers" inputMode="numeric" {...fieldOf(form, 'most')} />
          </div>
        )}
        <div className="field-row">
          <TextField
            label="Picture"
            {...fieldOf(form, 'pictureUrl', 'Its https address; empty for none.', 'picture.url')}
          />
          <TextField
            label="What the picture shows"
            {...fieldOf(form, 'pictureAlt', 'For those who do not see it.', 'picture.alt')}
          />
        </div>
        {values.kind === 'trivia' && <TriviaFields form={form} />}
        <HangFields form={form} days={days} />
        <RuleFields form={form} />
      </FormFrame>
      <BallotPreview values={values} />
    </div>
  );
}
