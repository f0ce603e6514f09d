import { Button } from '@mantine/core';
import { faultAt } from '../shell/api.ts';
import { CheckField, LongTextField, TextField } from '../shell/fields.tsx';
import type { ConsentDraft } from './settings-draft.ts';

const MOST = 10;

export interface ConsentFieldsProps {
  readonly consents: readonly ConsentDraft[];
  readonly onChange: (consents: readonly ConsentDraft[]) => void;
  readonly error: unknown;
}

/** The texts that people agree to or not. A text whose words change is asked again, under its next version. */
export function ConsentFields({ consents, onChange, error }: ConsentFieldsProps) {
  const change = (place: number, changes: Partial<ConsentDraft>) =>
    onChange(consents.map((each, at) => (at === place ? { ...each, ...changes } : each)));
  const add = () => onChange([...consents, { key: null, version: null, title: '', text: '', required: false }]);
  return (
    <>
      {consents.length === 0 && <p className="people-hint">Nothing is asked yet.</p>}
      {consents.map((consent, place) => (
        <fieldset className="consent" key={consent.key ?? `new-${place}`}>
          <legend className="moment-label">
            {consent.version === null ? 'New text' : `Text ${place + 1}, version ${consent.version}`}
          </legend>
          <TextField
            label="Title"
            value={consent.title}
            onChange={(title) => change(place, { title })}
            error={faultAt(error, `consents.${place}.title`)}
            maxLength={200}
          />
          <LongTextField
            label="Words"
            {...(consent.version !== null && { hint: 'Changed words are a new version, with their own time.' })}
            value={consent.text}
            onChange={(text) => change(place, { text })}
            error={faultAt(error, `consents.${place}.text`)}
            maxLength={5000}
          />
          <CheckField
            label="Nobody can register without agreeing"
            checked={consent.required}
            onChange={(required) => change(place, { required })}
          />
          <div className="buttons">
            <button
              type="button"
              className="plain-button flush-button"
              onClick={() => onChange(consents.filter((_, at) => at !== place))}
            >
              Take out this text<span className="visually-hidden">: {consent.title}</span>
            </button>
          </div>
        </fieldset>
      ))}
      {consents.length < MOST && (
        <div className="buttons">
          <Button variant="default" onClick={add}>
            Add a text
          </Button>
        </div>
      )}
    </>
  );
}
