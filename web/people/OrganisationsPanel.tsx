import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OrganisationView } from '../../people/view.ts';
import { Empty, Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { follow } from './follow.ts';
import { OrganisationForm } from './OrganisationForm.tsx';
import { EVERYBODY, peopleAddress } from './people-query.ts';
import { useOrganisations } from './queries.ts';
import type { Look } from './use-people-query.ts';
import { KIND_NAMES, numberText, quotaText } from './wording.ts';

export interface OrganisationsPanelProps {
  readonly slug: string;
  readonly look: Look;
}

/** Whence people come: who may register by the domain of their address, and how many. */
export function OrganisationsPanel({ slug, look }: OrganisationsPanelProps) {
  const [open, setOpen] = useState<OrganisationView | 'new' | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const { data: organisations, error } = useOrganisations(slug);
  return (
    <>
      <div className="people-actions buttons">
        <Button onClick={() => setOpen('new')}>Add an organisation</Button>
      </div>
      {done !== null && <Notice tone="done" title={done} />}
      {!organisations && (error ? <ProblemNotice error={error} /> : <Loading label="The organisations are loading." />)}
      {organisations?.length === 0 && (
        <Empty title="There are no organisations yet.">
          <p>
            An organisation says how many of its people may come, and lets those in whose addresses it vouches for. An
            import of people adds the organisations that its rows name.
          </p>
        </Empty>
      )}
      {organisations && organisations.length > 0 && (
        <OrganisationTable slug={slug} look={look} organisations={organisations} onOpen={setOpen} />
      )}
      {open && (
        <OrganisationForm
          key={open === 'new' ? 'new' : open.id}
          slug={slug}
          organisation={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onDone={(text) => {
            setOpen(null);
            setDone(text);
          }}
        />
      )}
    </>
  );
}

interface OrganisationTableProps extends OrganisationsPanelProps {
  readonly organisations: readonly OrganisationView[];
  readonly onOpen: (organisation: OrganisationView) => void;
}

function OrganisationTable({ slug, look, organisations, onOpen }: OrganisationTableProps) {
  return (
    <table className="people-table organisation-table">
      <caption className="visually-hidden">Organisations</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">Registered</th>
          <th scope="col">Who may register without an invitation</th>
          <th scope="col">People</th>
        </tr>
      </thead>
      <tbody>
        {organisations.map((each) => (
          <tr key={each.id}>
            <td className="people-who">
              <button type="button" className="plain-button people-name" dir="auto" onClick={() => onOpen(each)}>
                {each.name}
                {each.country && <span className="organisation-country"> {each.country}</span>}
              </button>
            </td>
            <td data-label="Kind">{KIND_NAMES[each.kind]}</td>
            <td className="organisation-count" data-label="Registered">
              {quotaText(each)}
              {isFull(each) && <span className="organisation-full">Full</span>}
            </td>
            <td className="organisation-domains" data-label="May register without an invitation:">
              {domainsText(each)}
            </td>
            <td>
              <a
                className="text-link tall-link"
                href={peopleAddress(slug, EVERYBODY, { organisation: each.id })}
                onClick={(click) => follow(click, () => look({ ...EVERYBODY, organisation: each.id }))}
              >
                {everybodyText(each)}
                <span className="visually-hidden"> of {each.name}</span>
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isFull = ({ counts, quota }: OrganisationView): boolean => quota !== null && counts.registered >= quota;

function domainsText({ domains, needsApproval }: OrganisationView): string {
  if (domains.length === 0) return 'Nobody';
  return `${domains.join(', ')}${needsApproval ? ', with approval' : ''}`;
}

/** `9 people, 2 waiting` */
function everybodyText({ counts }: OrganisationView): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const waiting = counts.waiting === 0 ? '' : `, ${numberText(counts.waiting)} waiting`;
  return `${numberText(all)} in all${waiting}`;
}
