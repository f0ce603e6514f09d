import type { DraftView } from '../../agenda/draft/draft.ts';
import type { SessionKind } from '../../agenda/schema.ts';
import { KIND_NAMES } from '../agenda/wording.ts';
import { shortDay } from '../clock-face.ts';
import { CheckField, LongTextField, Select, TextField } from '../shell/fields.tsx';
import { Elsewhere, FormFrame, type FormFrameProps } from './FormFrame.tsx';
import { fieldOf } from './field-of.tsx';
import { SpeakersField } from './SpeakersField.tsx';
import type { SessionValues } from './session-form.ts';
import type { Form } from './use-form.ts';

export interface SessionFormProps
  extends Pick<FormFrameProps<SessionValues>, 'label' | 'action' | 'isNew' | 'readOnly' | 'onCancel' | 'further'> {
  readonly form: Form<SessionValues>;
  readonly days: DraftView['days'];
  /** Of the session itself, which cannot hear itself; null for a new one. */
  readonly id: string | null;
}

const KINDS = Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }));
/** All that a fault of the API can be about, by its first name. */
const SHOWN = [
  ...['kind', 'title', 'minutes', 'leastMinutes', 'announcedStart', 'announcedEnd', 'pinned', 'audience', 'track'],
  ...['speakers', 'chair', 'reportsBack', 'joinLink', 'abstract', 'day'],
];

/** Everything about one session. */
export function SessionForm({ form, days, id, ...frame }: SessionFormProps) {
  return (
    <FormFrame form={form} shown={SHOWN} {...frame}>
      <TextField label="Title" {...fieldOf(form, 'title')} autoFocus={frame.isNew === true} />
      <div className="field-row">
        <Select
          label="Kind"
          choices={KINDS}
          {...fieldOf(form, 'kind')}
          onChange={(kind) => form.type({ kind: kind as SessionKind })}
        />
        <Select label="Day" choices={days.map(dayChoice)} {...fieldOf(form, 'day')} />
      </div>
      <Times form={form} />
      <div className="field-row">
        <TextField label="For" {...fieldOf(form, 'audience', 'Separated by semicolons. Empty: for everyone.')} />
        <TextField label="Track" {...fieldOf(form, 'track', 'Sessions of different tracks run side by side.')} />
      </div>
      <SpeakersField form={form} />
      <div className="field-row">
        <TextField
          label="Chair of this session: organisation"
          {...fieldOf(form, 'chairOrganisation', 'Only where it is not the day’s chair.', 'chair.organisation')}
        />
        <TextField label="Chair of this session: name" {...fieldOf(form, 'chairName', undefined, 'chair.name')} />
      </div>
      <Select label="Hears the rooms of" choices={breakoutChoices(days, id)} {...fieldOf(form, 'reportsBack')} />
      <TextField
        label="Join link"
        {...fieldOf(form, 'joinLink', 'Shown only to those who are let in; never on the public page.')}
      />
      <LongTextField label="Abstract" rows={5} {...fieldOf(form, 'abstract')} />
    </FormFrame>
  );
}

function Times({ form }: { readonly form: Form<SessionValues> }) {
  return (
    <>
      <div className="field-row field-row--figures">
        <TextField label="Minutes" inputMode="numeric" {...fieldOf(form, 'minutes')} />
        <TextField
          label="At least"
          inputMode="numeric"
          {...fieldOf(form, 'leastMinutes', 'Empty: never shorter; a break no shorter than 5.')}
        />
        <TextField label="Announced start" {...fieldOf(form, 'announcedStart', 'As 13:50.')} />
        <TextField label="Announced end" {...fieldOf(form, 'announcedEnd', 'As 14:20.')} />
      </div>
      <CheckField
        label="Pinned: starts at its announced time whatever comes before"
        checked={form.values.pinned}
        onChange={(pinned) => form.type({ pinned })}
        hint={
          'pinned' in form.elsewhere && (
            <Elsewhere form={form} name="pinned" show={(pinned) => (pinned ? 'pinned' : 'not pinned')} />
          )
        }
      />
    </>
  );
}

function dayChoice({ number, date }: DraftView['days'][number]) {
  return { value: String(number), label: `Day ${number}, ${shortDay(date)}` };
}

function breakoutChoices(days: DraftView['days'], id: string | null) {
  const breakouts = days.flatMap(({ number, sessions }) =>
    sessions
      .filter((session) => session.kind === 'breakout' && session.id !== id)
      .map((session) => ({ value: session.id as string, label: `Day ${number}: ${session.title}` })),
  );
  return [{ value: '', label: 'No breakout' }, ...breakouts];
}
