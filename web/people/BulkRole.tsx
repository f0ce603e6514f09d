import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RoleView } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import { inBatches, usePeopleCache } from './queries.ts';
import { chosenRole, firstDraft, RoleFields } from './RoleFields.tsx';
import { SidePanel } from './SidePanel.tsx';
import { peopleText, roleText } from './wording.ts';

export interface BulkRoleProps {
  readonly slug: string;
  /** Finds the ids of all who are selected. */
  readonly ids: () => Promise<readonly string[]>;
  readonly count: number;
  readonly days: readonly number[];
  readonly onDone: (done: string) => void;
  readonly onClose: () => void;
}

/** Gives one role to all who are selected, or takes it from them. */
export function BulkRole({ slug, ids, count, days, onDone, onClose }: BulkRoleProps) {
  const [draft, setDraft] = useState(() => firstDraft(days));
  const cache = usePeopleCache(slug);
  const change = useMutation({
    mutationFn: async ({ give, role }: { give: boolean; role: RoleView }) => {
      const roles = give ? { add: [role], remove: [] } : { add: [], remove: [role] };
      const path = `/api/events/${slug}/people/roles`;
      const send = (batch: readonly string[]) =>
        call<{ changed: number }>(path, { method: 'POST', body: { ids: batch, ...roles } });
      return (await inBatches(await ids(), send)).reduce((sum, { changed }) => sum + changed, 0);
    },
    onSuccess: async (changed, { give, role }) => {
      await cache.renew();
      onDone(doneText(changed, give, role));
    },
  });
  const role = chosenRole(draft);
  return (
    <SidePanel title={`A role for ${peopleText(count)}`} onClose={onClose}>
      <div className="side-panel-part">
        <RoleFields draft={draft} onChange={setDraft} days={days} />
        <p className="people-hint">A role counts once the person is registered.</p>
        <ProblemNotice error={change.error} />
        <div className="buttons">
          <Button
            disabled={role === null || change.isPending}
            onClick={() => role && change.mutate({ give: true, role })}
          >
            Give the role
          </Button>
          <Button
            variant="default"
            disabled={role === null || change.isPending}
            onClick={() => role && change.mutate({ give: false, role })}
          >
            Take the role
          </Button>
        </div>
      </div>
    </SidePanel>
  );
}

function doneText(changed: number, give: boolean, role: RoleView): string {
  const what = roleText(role);
  if (changed === 0) return give ? `All of them were ${what} already.` : `None of them was ${what}.`;
  return `${peopleText(changed)} ${changed === 1 ? 'is' : 'are'} ${give ? 'now' : 'no longer'} ${what}.`;
}
