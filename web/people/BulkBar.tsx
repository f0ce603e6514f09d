import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkInvited } from '../../people/roster/bulk.ts';
import { call } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { BulkRole } from './BulkRole.tsx';
import { invitedText } from './invited-text.ts';
import { isFiltered, type PeopleQuery } from './people-query.ts';
import { idsOf, inBatches, usePeopleCache } from './queries.ts';
import { ALL_MATCHING, countSelected, NOBODY, type Selection } from './selection.ts';
import { numberText, peopleText } from './wording.ts';

export interface BulkBarProps {
  readonly slug: string;
  readonly query: PeopleQuery;
  readonly selection: Selection;
  /** How many the filter matches, and how many of them are shown. */
  readonly matching: number;
  readonly shown: number;
  readonly days: readonly number[];
  readonly onSelect: (selection: Selection) => void;
  /** @param done what was done, in a sentence. */
  readonly onDone: (done: string) => void;
}

/** What can be done for all who are selected. It stays in sight while the list scrolls. */
export function BulkBar(props: BulkBarProps) {
  const { selection, matching, days, slug, query, onSelect, onDone } = props;
  const [asking, setAsking] = useState<'invite' | 'roles' | null>(null);
  const count = countSelected(selection, matching);
  const finish = (done: string) => {
    setAsking(null);
    onSelect(NOBODY);
    onDone(done);
  };
  return (
    <section className="bulk-bar" aria-label="Selected people">
      <p className="bulk-count" role="status">
        {numberText(count)} selected
      </p>
      <div className="buttons">
        <Button onClick={() => setAsking('invite')}>Invite</Button>
        <Button variant="default" onClick={() => setAsking('roles')}>
          Give or take a role
        </Button>
        {count < matching && (
          <button type="button" className="plain-button" onClick={() => onSelect(ALL_MATCHING)}>
            Select all {numberText(matching)}
            {isFiltered(query) ? ' that match' : ''}
          </button>
        )}
        <button type="button" className="plain-button" onClick={() => onSelect(NOBODY)}>
          Select nobody
        </button>
      </div>
      {asking === 'invite' && (
        <InviteDialog {...props} count={count} onDone={finish} onCancel={() => setAsking(null)} />
      )}
      {asking === 'roles' && (
        <BulkRole
          slug={slug}
          ids={() => idsOf(slug, query, selection)}
          count={count}
          days={days}
          onDone={finish}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

interface InviteDialogProps extends BulkBarProps {
  readonly count: number;
  readonly onCancel: () => void;
}

function InviteDialog({ slug, query, selection, count, onDone, onCancel }: InviteDialogProps) {
  const cache = usePeopleCache(slug);
  const invite = useMutation({
    mutationFn: async () => {
      const ids = await idsOf(slug, query, selection);
      const path = `/api/events/${slug}/people/invitations`;
      return inBatches(ids, (batch) => call<BulkInvited>(path, { method: 'POST', body: { ids: batch } }));
    },
    onSuccess: async (answers) => {
      await cache.renew();
      onDone(invitedText(answers));
    },
  });
  return (
    <ConfirmDialog
      title={`Invite ${peopleText(count)}?`}
      action="Send the invitations"
      busy={invite.isPending}
      onConfirm={() => invite.mutate()}
      onCancel={onCancel}
    >
      <p>Each gets a mail with a link of their own. Who is registered, waits or was removed is left out.</p>
      <ProblemNotice error={invite.error} />
    </ConfirmDialog>
  );
}
