import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ParticipantView } from '../../people/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { ApproveButton } from './ApproveButton.tsx';
import { Changed } from './Changed.tsx';
import { PersonEnd } from './PersonEnd.tsx';
import { PERSON_FIELDS, PersonFields } from './PersonFields.tsx';
import { PersonRoles } from './PersonRoles.tsx';
import { changesIn, draftOf } from './person-draft.ts';
import { personPath, usePeopleCache, usePerson } from './queries.ts';
import { SidePanel } from './SidePanel.tsx';
import { StateLabel } from './StateMark.tsx';
import { roleText } from './wording.ts';

export interface PersonPanelProps {
  readonly slug: string;
  readonly id: string;
  readonly mayEdit: boolean;
  readonly days: readonly number[];
  readonly onClose: () => void;
}

/** One person: how they stand, what is held about them, and what can be done. */
export function PersonPanel({ slug, id, mayEdit, days, onClose }: PersonPanelProps) {
  const { data: person, error } = usePerson(slug, id);
  return (
    <SidePanel title={person?.name ?? 'One person'} onClose={onClose}>
      {!person && (error ? <ProblemNotice error={error} /> : <Loading rows={4} label="The person is loading." />)}
      {person && <Standing slug={slug} person={person} mayEdit={mayEdit} />}
      {person && !person.erased && mayEdit && (
        <>
          <PersonForm slug={slug} person={person} />
          <PersonRoles slug={slug} person={person} days={days} />
          <PersonEnd slug={slug} person={person} />
        </>
      )}
      {person && !mayEdit && <Held person={person} />}
    </SidePanel>
  );
}

function Standing({
  slug,
  person,
  mayEdit,
}: {
  readonly slug: string;
  readonly person: ParticipantView;
  readonly mayEdit: boolean;
}) {
  const reachable = person.email !== null && person.state !== 'removed';
  return (
    <section className="side-panel-part" aria-label="State">
      <p className="person-standing">
        <StateLabel person={person} />
      </p>
      {person.email !== null && (
        <p>
          <a className="text-link" href={`mailto:${person.email}`}>
            {person.email}
          </a>
        </p>
      )}
      <div className="buttons">
        {mayEdit && person.state === 'waiting' && person.waitingFor === 'approval' && (
          <ApproveButton slug={slug} person={person} />
        )}
        {reachable && <LinkButton slug={slug} person={person} />}
      </div>
    </section>
  );
}

/** Mails a fresh link: an invitation, or for those who are in one to sign in. */
function LinkButton({ slug, person }: { readonly slug: string; readonly person: ParticipantView }) {
  const cache = usePeopleCache(slug);
  const send = useMutation({
    mutationFn: () => call(`${personPath(slug, person.id)}/link`, { method: 'POST' }),
    onSuccess: async () => cache.replace(await call<ParticipantView>(personPath(slug, person.id))),
  });
  const first = person.state === 'invited' && person.invitedAt === null;
  return (
    <>
      <Button variant="default" disabled={send.isPending} onClick={() => send.mutate()}>
        {first ? 'Send the invitation' : 'Send the link again'}
      </Button>
      {send.isSuccess && <Notice tone="done" title={`A link is on its way to ${person.email}.`} />}
      <ProblemNotice error={send.error} />
    </>
  );
}

/** What those see who change nothing. */
function Held({ person }: { readonly person: ParticipantView }) {
  const { organisation, roles, tags, timeZone } = person;
  const lines = [
    ['Organisation', organisation?.name ?? 'None'],
    ['Roles', roles.map(roleText).join(', ') || 'None'],
    ['Expertise', tags.join(', ') || 'Not given'],
    ['Time zone', timeZone ?? 'The event’s own'],
  ] as const;
  return (
    <dl className="side-panel-part person-held">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PersonForm({ slug, person }: { readonly slug: string; readonly person: ParticipantView }) {
  /** What the fields were filled from: another state of the person may come meanwhile. */
  const [seen, setSeen] = useState(person);
  const [draft, setDraft] = useState(() => draftOf(person));
  const cache = usePeopleCache(slug);
  const path = personPath(slug, person.id);
  const startFrom = (now: ParticipantView) => {
    setSeen(now);
    setDraft(draftOf(now));
  };
  const save = useMutation({
    mutationFn: (revision: number) =>
      call<ParticipantView>(path, { method: 'PATCH', body: changesIn(draft, seen), revision }),
    onSuccess: (saved) => {
      cache.replace(saved);
      startFrom(saved);
    },
  });
  const changes = Object.keys(changesIn(draft, seen)).length;
  // Somebody else's change of what nobody is typing about needs no question.
  if (changes === 0 && person.revision > seen.revision) startFrom(person);
  const stale = save.error instanceof ProblemError && save.error.code === 'revision-stale';
  return (
    <form
      className="side-panel-part"
      noValidate
      onSubmit={(submit) => {
        submit.preventDefault();
        if (!save.isPending && changes > 0) save.mutate(seen.revision);
      }}
    >
      <h3 className="side-panel-subtitle">What is held</h3>
      {stale ? (
        <Changed
          load={() => call<ParticipantView>(path)}
          onTake={(now) => {
            cache.replace(now);
            startFrom(now);
            save.reset();
          }}
          onKeep={(now) => save.mutate(now.revision)}
        />
      ) : (
        <ProblemNotice error={save.error} shown={PERSON_FIELDS} />
      )}
      {save.isSuccess && changes === 0 && <Notice tone="done" title="Saved." />}
      <PersonFields slug={slug} draft={draft} onChange={setDraft} error={save.error} isNew={false} />
      <div className="buttons">
        <Button type="submit" disabled={changes === 0 || save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
