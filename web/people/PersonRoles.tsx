import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ROLES_OF_DAYS } from '../../kernel/actor.ts';
import type { ParticipantView, RoleView } from '../../people/view.ts';
import { call, ProblemError } from '../shell/api.ts';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { personPath, usePeopleCache } from './queries.ts';
import { chosenRole, firstDraft, RoleFields } from './RoleFields.tsx';
import { roleText } from './wording.ts';

export interface PersonRolesProps {
  readonly slug: string;
  readonly person: ParticipantView;
  readonly days: readonly number[];
}

/** The roles of one person: each can be taken, and another given. Every change is saved at once. */
export function PersonRoles({ slug, person, days }: PersonRolesProps) {
  const [draft, setDraft] = useState(() => firstDraft(days));
  const cache = usePeopleCache(slug);
  const path = personPath(slug, person.id);
  const save = useMutation({
    mutationFn: (roles: readonly RoleView[]) =>
      call<ParticipantView>(`${path}/roles`, {
        method: 'PUT',
        body: { roles: roles.filter(isWhole) },
        revision: person.revision,
      }),
    onSuccess: cache.replace,
    onError: async (error) => {
      // The new state is shown at once; what was meant is one click away.
      if (isStale(error)) cache.replace(await call<ParticipantView>(path));
    },
  });
  const role = chosenRole(draft);
  const keyed = person.roles.map((each) => ({ each, key: roleText(each) }));
  return (
    <section className="side-panel-part" aria-labelledby="person-roles">
      <h3 className="side-panel-subtitle" id="person-roles">
        Roles
      </h3>
      {isStale(save.error) ? (
        <Notice tone="late" title="Somebody else changed this person meanwhile. Nothing was saved.">
          <p>What you see now is the new state. Choose again.</p>
        </Notice>
      ) : (
        <ProblemNotice error={save.error} />
      )}
      {keyed.length === 0 && <p className="people-hint">Takes part, without a further role.</p>}
      <ul className="role-list">
        {keyed.map(({ each, key }) => (
          <li key={key}>
            <span dir="auto">{key}</span>
            <button
              type="button"
              className="plain-button"
              disabled={save.isPending}
              onClick={() => save.mutate(person.roles.filter((other) => other !== each))}
            >
              Take<span className="visually-hidden"> the role {key}</span>
            </button>
          </li>
        ))}
      </ul>
      <RoleFields draft={draft} onChange={setDraft} days={days} />
      <div className="buttons">
        <Button
          variant="default"
          disabled={role === null || save.isPending}
          onClick={() => role && save.mutate([...person.roles, role])}
        >
          Give the role
        </Button>
      </div>
    </section>
  );
}

/** A role of a day that is gone can be sent back no more; it goes with the next change. */
function isWhole({ role, day }: RoleView): boolean {
  return day !== null || !ROLES_OF_DAYS.includes(role);
}

function isStale(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'revision-stale';
}
