import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ParticipantView } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { personPath, usePeopleCache } from './queries.ts';

const ENDS = {
  removal: {
    button: 'Remove from the event',
    action: 'Remove',
    meaning: (name: string) =>
      `${name} can no longer open this event; their page and calendar end at once. What is held stays, and you can invite them again.`,
    body: undefined,
  },
  erasure: {
    button: 'Erase',
    action: 'Erase for good',
    meaning: (name: string) =>
      `Name, address and all that is held about ${name} go for good, from exports too. In the log a pseudonym stays. This cannot be undone.`,
    body: { confirm: true },
  },
} as const;
type End = keyof typeof ENDS;

/** The two ways out of an event; both ask first. */
export function PersonEnd({ slug, person }: { readonly slug: string; readonly person: ParticipantView }) {
  const [asked, setAsked] = useState<End | null>(null);
  const cache = usePeopleCache(slug);
  const end = useMutation({
    mutationFn: (way: End) => {
      const { body } = ENDS[way];
      return call<ParticipantView>(`${personPath(slug, person.id)}/${way}`, { method: 'POST', ...(body && { body }) });
    },
    onSuccess: (ended) => {
      cache.replace(ended);
      setAsked(null);
    },
  });
  const ask = (way: End) => () => {
    end.reset();
    setAsked(way);
  };
  return (
    <section className="side-panel-part" aria-labelledby="person-end">
      <h3 className="side-panel-subtitle" id="person-end">
        Ending
      </h3>
      <div className="buttons">
        {person.state !== 'removed' && (
          <Button variant="default" onClick={ask('removal')}>
            {ENDS.removal.button}
          </Button>
        )}
        <Button variant="default" onClick={ask('erasure')}>
          {ENDS.erasure.button}
        </Button>
      </div>
      {asked && (
        <ConfirmDialog
          title={`${ENDS[asked].action.replace(' for good', '')} ${person.name}?`}
          action={ENDS[asked].action}
          busy={end.isPending}
          onConfirm={() => end.mutate(asked)}
          onCancel={() => setAsked(null)}
        >
          <p>{ENDS[asked].meaning(person.name)}</p>
          <ProblemNotice error={end.error} />
        </ConfirmDialog>
      )}
    </section>
  );
}
