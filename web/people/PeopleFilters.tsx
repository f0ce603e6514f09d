import { useEffect, useRef, useState } from 'react';
import { STAFF_ROLES } from '../../kernel/actor.ts';
import type { OrganisationView } from '../../people/view.ts';
import { Select, TextField } from '../shell/fields.tsx';
import type { PeopleQuery } from './people-query.ts';
import { useOrganisations } from './queries.ts';
import type { Look } from './use-people-query.ts';
import { quotaText, ROLE_NAMES } from './wording.ts';

export interface PeopleFiltersProps {
  readonly slug: string;
  readonly query: PeopleQuery;
  readonly look: Look;
}

/** Leads whoever uses keys to the search, with what stands in it selected: typing starts anew. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('.people-filters input[type="search"]');
  field?.focus();
  field?.select();
}

/** Narrows the list by name or address, organisation and role. */
export function PeopleFilters({ slug, query, look }: PeopleFiltersProps) {
  const organisations = useOrganisations(slug).data ?? [];
  return (
    <search className="people-filters">
      <SearchField search={query.search} onSearch={(search) => look({ search }, true)} />
      <Select
        label="Organisation"
        value={query.organisation ?? ''}
        onChange={(organisation) => look({ organisation: organisation === '' ? null : organisation })}
        choices={[
          { value: '', label: 'All' },
          { value: 'none', label: 'Without an organisation' },
          ...organisations.map((each) => ({ value: each.id, label: organisationText(each) })),
        ]}
      />
      <Select
        label="Role"
        value={query.role ?? ''}
        onChange={(role) => look({ role: STAFF_ROLES.find((each) => each === role) ?? null })}
        choices={[
          { value: '', label: 'All' },
          ...STAFF_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] })),
        ]}
      />
    </search>
  );
}

/** `Estonia, 7 of 8 registered` */
function organisationText(organisation: OrganisationView): string {
  return `${organisation.name}, ${quotaText(organisation)} registered`;
}

const PAUSE_MILLISECONDS = 250;

/** Searches once the typing pauses. */
function SearchField({ search, onSearch }: { readonly search: string; readonly onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(search);
  const sent = useRef(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // The back button and "Show everybody" change the search from outside.
  if (search !== sent.current) {
    sent.current = search;
    setTyped(search);
  }
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = text;
      onSearch(text);
    }, PAUSE_MILLISECONDS);
  };
  return <TextField label="Name or address" type="search" maxLength={200} value={typed} onChange={type} />;
}
