import { faultAt } from '../shell/api.ts';
import { Select, TextField } from '../shell/fields.tsx';
import type { PersonDraft } from './person-draft.ts';
import { useOrganisations } from './queries.ts';

/** The fields that a refusal may name; they show it themselves. */
export const PERSON_FIELDS = ['name', 'email', 'organisationId', 'tags', 'timeZone'];

export interface PersonFieldsProps {
  readonly slug: string;
  readonly draft: PersonDraft;
  readonly onChange: (draft: PersonDraft) => void;
  /** Whatever the last try threw. */
  readonly error: unknown;
  readonly isNew: boolean;
}

export function PersonFields({ slug, draft, onChange, error, isNew }: PersonFieldsProps) {
  const organisations = useOrganisations(slug).data ?? [];
  const change = (changes: Partial<PersonDraft>) => onChange({ ...draft, ...changes });
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => change({ name })}
        error={faultAt(error, 'name')}
        maxLength={200}
        required
      />
      {isNew && (
        <TextField
          label="Mail address"
          type="email"
          value={draft.email}
          onChange={(email) => change({ email })}
          error={faultAt(error, 'email')}
          required
        />
      )}
      <Select
        label="Organisation"
        value={draft.organisationId}
        onChange={(organisationId) => change({ organisationId })}
        error={faultAt(error, 'organisationId')}
        choices={[{ value: '', label: 'None' }, ...organisations.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <TextField
        label="Expertise"
        hint="Separated by commas."
        value={draft.tags}
        onChange={(tags) => change({ tags })}
        error={faultAt(error, 'tags')}
      />
      <TextField
        label="Time zone"
        hint="As Europe/Tallinn. Empty for the event’s own."
        value={draft.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        error={faultAt(error, 'timeZone')}
        width="middle"
      />
    </>
  );
}
