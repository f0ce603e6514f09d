import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ParticipantView } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { CheckField } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { PERSON_FIELDS, PersonFields } from './PersonFields.tsx';
import { EMPTY_PERSON, newPerson } from './person-draft.ts';
import { usePeopleCache } from './queries.ts';
import { SidePanel } from './SidePanel.tsx';

export interface AddPersonProps {
  readonly slug: string;
  readonly onAdded: (person: ParticipantView) => void;
  readonly onClose: () => void;
}

export function AddPerson({ slug, onAdded, onClose }: AddPersonProps) {
  const [draft, setDraft] = useState(EMPTY_PERSON);
  const [invite, setInvite] = useState(false);
  const cache = usePeopleCache(slug);
  const add = useMutation({
    mutationFn: () =>
      call<ParticipantView>(`/api/events/${slug}/people`, { method: 'POST', body: newPerson(draft, invite) }),
    onSuccess: async (person) => {
      await cache.renew();
      onAdded(person);
    },
  });
  return (
    <SidePanel title="Add one person" onClose={onClose}>
      <form
        className="side-panel-part"
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          if (!add.isPending) add.mutate();
        }}
      >
        <ProblemNotice error={add.error} shown={PERSON_FIELDS} />
        <PersonFields slug={slug} draft={draft} onChange={setDraft} error={add.error} isNew />
        <CheckField
          label="Send the invitation at once"
          hint="Otherwise nobody is written to until you invite them."
          checked={invite}
          onChange={setInvite}
        />
        <div className="buttons">
          <Button type="submit" disabled={add.isPending}>
            Add
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
