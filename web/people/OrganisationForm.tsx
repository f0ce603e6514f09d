import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OrganisationView } from '../../people/view.ts';
import { call, faultAt, ProblemError } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { CheckField, Select, TextField } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { Changed } from './Changed.tsx';
import {
  type OrganisationDraft,
  organisationBody,
  organisationChanges,
  organisationDraft,
} from './organisation-draft.ts';
import { usePeopleCache } from './queries.ts';
import { SidePanel } from './SidePanel.tsx';
import { KIND_NAMES } from './wording.ts';

const FIELDS = ['name', 'country', 'kind', 'domains', 'needsApproval', 'quota'];

export interface OrganisationFormProps {
  readonly slug: string;
  /** Null for a new one. */
  readonly organisation: OrganisationView | null;
  readonly onDone: (done: string) => void;
  readonly onClose: () => void;
}

export function OrganisationForm({ slug, organisation, onDone, onClose }: OrganisationFormProps) {
  const [seen, setSeen] = useState(organisation);
  const [draft, setDraft] = useState(() => organisationDraft(organisation));
  const cache = usePeopleCache(slug);
  const all = `/api/events/${slug}/organisations`;
  const save = useMutation({
    mutationFn: (revision: number) =>
      seen
        ? call(`${all}/${seen.id}`, { method: 'PATCH', body: organisationChanges(draft, seen), revision })
        : call(all, { method: 'POST', body: organisationBody(draft) }),
    onSuccess: async () => {
      await cache.renew();
      onDone(`${draft.name} was ${seen ? 'saved' : 'added'}.`);
    },
  });
  const loadNow = async () => {
    const { organisations } = await call<{ organisations: readonly OrganisationView[] }>(all);
    const now = organisations.find(({ id }) => id === seen?.id);
    if (now) return now;
    throw new ProblemError('not-found', 'The organisation was removed meanwhile. Close this panel.');
  };
  const stale = save.error instanceof ProblemError && save.error.code === 'revision-stale';
  return (
    <SidePanel title={seen?.name ?? 'Add an organisation'} onClose={onClose}>
      <form
        className="side-panel-part"
        noValidate
        onSubmit={(submit) => {
          submit.preventDefault();
          if (!save.isPending) save.mutate(seen?.revision ?? 0);
        }}
      >
        {stale ? (
          <Changed
            load={loadNow}
            onTake={(now) => {
              setSeen(now);
              setDraft(organisationDraft(now));
              save.reset();
            }}
            onKeep={(now) => save.mutate(now.revision)}
          />
        ) : (
          <ProblemNotice error={save.error} shown={FIELDS} />
        )}
        <OrganisationFields draft={draft} onChange={setDraft} error={save.error} />
        <div className="buttons">
          <Button type="submit" disabled={save.isPending}>
            {seen ? 'Save' : 'Add'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
      {seen && <Removal slug={slug} organisation={seen} onDone={onDone} />}
    </SidePanel>
  );
}

interface OrganisationFieldsProps {
  readonly draft: OrganisationDraft;
  readonly onChange: (draft: OrganisationDraft) => void;
  readonly error: unknown;
}

function OrganisationFields({ draft, onChange, error }: OrganisationFieldsProps) {
  const change = (changes: Partial<OrganisationDraft>) => onChange({ ...draft, ...changes });
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
      <TextField
        label="Country"
        hint="The two letters of a country, as EE. Empty for none."
        value={draft.country}
        onChange={(country) => change({ country })}
        error={faultAt(error, 'country')}
        maxLength={2}
        width="short"
      />
      <Select
        label="Kind"
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        error={faultAt(error, 'kind')}
        choices={Object.entries(KIND_NAMES).map(([value, label]) => ({ value, label }))}
      />
      <TextField
        label="Mail domains"
        hint="Whoever has an address there may register without an invitation. Separated by commas, as example.org."
        value={draft.domains}
        onChange={(domains) => change({ domains })}
        error={faultAt(error, 'domains')}
      />
      <CheckField
        label="Those wait for an organiser’s approval"
        checked={draft.needsApproval}
        onChange={(needsApproval) => change({ needsApproval })}
      />
      <TextField
        label="Places"
        hint="The most who may be registered. Empty for no limit."
        inputMode="numeric"
        value={draft.quota}
        onChange={(quota) => change({ quota })}
        error={faultAt(error, 'quota')}
        width="short"
      />
    </>
  );
}

interface RemovalProps {
  readonly slug: string;
  readonly organisation: OrganisationView;
  readonly onDone: (done: string) => void;
}

function Removal({ slug, organisation, onDone }: RemovalProps) {
  const [asking, setAsking] = useState(false);
  const cache = usePeopleCache(slug);
  const remove = useMutation({
    mutationFn: () =>
      call(`/api/events/${slug}/organisations/${organisation.id}`, {
        method: 'DELETE',
        revision: organisation.revision,
      }),
    onSuccess: async () => {
      await cache.renew();
      onDone(`${organisation.name} was removed.`);
    },
  });
  return (
    <section className="side-panel-part" aria-label="Removing">
      <div className="buttons">
        <Button
          variant="default"
          onClick={() => {
            remove.reset();
            setAsking(true);
          }}
        >
          Remove the organisation
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={`Remove ${organisation.name}?`}
          action="Remove"
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>Its domains no longer let anybody register. It can be removed only while nobody belongs to it.</p>
          <ProblemNotice error={remove.error} />
        </ConfirmDialog>
      )}
    </section>
  );
}
