import { clockOf, findPlace, type PlaceDay } from '../../polls/places.ts';
import type { PollContent } from '../../polls/schema.ts';
import { shortDay } from '../clock-face.ts';
import { fieldOf } from '../organise/field-of.tsx';
import type { Form } from '../organise/use-form.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { hangSentence } from './hang-words.ts';
import type { PollValues } from './poll-form.ts';

const OPENS = [
  { value: 'agenda', label: 'With that entry, by itself' },
  { value: 'chair', label: 'When the chair opens it' },
];
const CLOSES = [
  { value: 'after-resumption', label: 'Into what follows the entry' },
  { value: 'before-end', label: 'Before the entry ends' },
  { value: 'by-hand', label: 'When the chair closes it' },
];
const SHOWS = [
  { value: 'agenda', label: 'At the resumption, by themselves' },
  { value: 'chair', label: 'When the chair shows them' },
];

/** On which entry it hangs, and what then happens when. */
export function HangFields({ form, days }: { readonly form: Form<PollValues>; readonly days: readonly PlaceDay[] }) {
  const { values } = form;
  return (
    <fieldset className="rows-field poll-hang">
      <legend>When</legend>
      <Select label="Hangs on" choices={placeChoices(days, values.entry)} {...fieldOf(form, 'entry')} />
      {values.entry !== '' && <Times form={form} />}
      <TextField
        label="Time limit in seconds"
        inputMode="numeric"
        width="short"
        {...fieldOf(form, 'seconds', 'Empty: none.')}
      />
      <p className="poll-will" role="status">
        {hangSentence(values, days)}
      </p>
    </fieldset>
  );
}

function Times({ form }: { readonly form: Form<PollValues> }) {
  const { closes } = form.values;
  return (
    <div className="field-row">
      <Select
        label="Opens"
        choices={OPENS}
        {...fieldOf(form, 'opens')}
        onChange={(opens) => form.type({ opens: opens as PollContent['opens'] })}
      />
      <Select
        label="Shows its counts"
        choices={SHOWS}
        {...fieldOf(form, 'shows')}
        onChange={(shows) => form.type({ shows: shows as PollContent['shows'] })}
      />
      <Select
        label="Closes"
        choices={CLOSES}
        {...fieldOf(form, 'closes', undefined, 'closes.how')}
        onChange={(how) => form.type({ closes: how as PollValues['closes'] })}
      />
      {closes !== 'by-hand' && (
        <TextField
          label={closes === 'before-end' ? 'Minutes before its end' : 'Minutes into it'}
          inputMode="numeric"
          {...fieldOf(form, 'closesMinutes', undefined, 'closes.minutes')}
        />
      )}
    </div>
  );
}

function placeChoices(days: readonly PlaceDay[], entry: string) {
  const isGone = entry !== '' && findPlace(days, entry) === null;
  return [
    { value: '', label: 'Nothing: all by hand' },
    ...(isGone ? [{ value: entry, label: 'An entry that is published no more' }] : []),
    ...days.map(({ number, date, places }) => ({
      group: `Day ${number}, ${shortDay(date)}`,
      items: places.map(({ id, title, start }) => ({ value: id, label: `${clockOf(start)} ${title}` })),
    })),
  ];
}
