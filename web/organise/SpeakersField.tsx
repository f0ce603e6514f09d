import { speakerText } from '../agenda/wording.ts';
import { faultAt } from '../shell/api.ts';
import { CheckField, TextField } from '../shell/fields.tsx';
import { Elsewhere } from './FormFrame.tsx';
import { RowsField } from './RowsField.tsx';
import { NO_SPEAKER, type SessionValues, type SpeakerValues } from './session-form.ts';
import type { Form } from './use-form.ts';
import { orNull } from './written.ts';

/** The speakers of a session, each with whether they have confirmed. */
export function SpeakersField({ form }: { readonly form: Form<SessionValues> }) {
  return (
    <RowsField
      legend="Speakers"
      rows={form.values.speakers}
      empty={NO_SPEAKER}
      add="Add a speaker"
      one="speaker"
      onChange={(speakers) => form.type({ speakers })}
      elsewhere={<Elsewhere form={form} name="speakers" show={(value) => inWords(value as readonly SpeakerValues[])} />}
    >
      {(speaker, change, place) => (
        <>
          <TextField
            label="Name"
            value={speaker.name}
            onChange={(name) => change({ name })}
            error={faultAt(form.error, `speakers.${place}.name`)}
          />
          <TextField
            label="Organisation"
            value={speaker.organisation}
            onChange={(organisation) => change({ organisation })}
            error={faultAt(form.error, `speakers.${place}.organisation`)}
          />
          <CheckField label="Confirmed" checked={speaker.confirmed} onChange={(confirmed) => change({ confirmed })} />
        </>
      )}
    </RowsField>
  );
}

function inWords(speakers: readonly SpeakerValues[]): string {
  const texts = speakers.map(({ name, organisation, confirmed }) =>
    speakerText({ name: orNull(name), organisation: orNull(organisation), confirmed }),
  );
  return texts.join('; ') || 'no speakers';
}
