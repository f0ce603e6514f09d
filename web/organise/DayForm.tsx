import type { Chair } from '../../agenda/schema.ts';
import { faultAt } from '../shell/api.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { type DayValues, NO_CHAIR } from './day-form.ts';
import { Elsewhere, FormFrame, type FormFrameProps } from './FormFrame.tsx';
import { fieldOf } from './field-of.tsx';
import { RowsField } from './RowsField.tsx';
import type { Form } from './use-form.ts';

export interface DayFormProps
  extends Pick<FormFrameProps<DayValues>, 'label' | 'action' | 'isNew' | 'readOnly' | 'onCancel' | 'further'> {
  readonly form: Form<DayValues>;
}

const SHOWN = ['number', 'date', 'start', 'end', 'timeZone', 'breakMinutes', 'breakSlots', 'chairs'];

/** The frame of a day: when it is, how much of it are breaks, and who chairs it. */
export function DayForm({ form, ...frame }: DayFormProps) {
  return (
    <FormFrame form={form} shown={SHOWN} {...frame}>
      <div className="field-row field-row--figures">
        <TextField label="Number" inputMode="numeric" {...fieldOf(form, 'number')} />
        <TextField label="Date" {...fieldOf(form, 'date')} type="date" />
        <TextField label="Start" {...fieldOf(form, 'start', 'As 11:30.')} />
        <TextField label="End" {...fieldOf(form, 'end', 'As 15:30.')} />
      </div>
      <div className="field-row field-row--figures">
        <TextField label="Time zone" {...fieldOf(form, 'timeZone', 'As Europe/Zurich.')} />
        <TextField label="Break minutes" inputMode="numeric" {...fieldOf(form, 'breakMinutes', 'Of the whole day.')} />
        <TextField label="Breaks" inputMode="numeric" {...fieldOf(form, 'breakSlots', 'Into how many it goes.')} />
      </div>
      <PrintedChairs form={form} />
    </FormFrame>
  );
}

const ROLES = [
  { value: 'chair', label: 'Chair' },
  { value: 'deputy', label: 'Deputy chair' },
];

function PrintedChairs({ form }: { readonly form: Form<DayValues> }) {
  return (
    <RowsField
      legend="Chairs, as the programme prints them"
      rows={form.values.chairs}
      empty={NO_CHAIR}
      add="Add a chair"
      one="chair"
      onChange={(chairs) => form.type({ chairs })}
      elsewhere={<Elsewhere form={form} name="chairs" show={(value) => chairsInWords(value as DayValues['chairs'])} />}
    >
      {(chair, change, place) => (
        <>
          <TextField
            label="Organisation"
            value={chair.organisation}
            onChange={(organisation) => change({ organisation })}
            error={faultAt(form.error, `chairs.${place}.organisation`)}
          />
          <TextField
            label="Name"
            value={chair.name}
            onChange={(name) => change({ name })}
            error={faultAt(form.error, `chairs.${place}.name`)}
          />
          <Select
            label="As"
            choices={ROLES}
            value={chair.role}
            onChange={(role) => change({ role: role as Chair['role'] })}
          />
        </>
      )}
    </RowsField>
  );
}

function chairsInWords(chairs: DayValues['chairs']): string {
  return chairs.map(({ name, organisation }) => name || organisation).join('; ') || 'no chairs';
}
