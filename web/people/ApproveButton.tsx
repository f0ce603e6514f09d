import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ParticipantView } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import { personPath, usePeopleCache } from './queries.ts';

/** An organiser's word for somebody who waits for it. */
export function ApproveButton({ slug, person }: { readonly slug: string; readonly person: ParticipantView }) {
  const cache = usePeopleCache(slug);
  const approve = useMutation({
    mutationFn: () => call<ParticipantView>(`${personPath(slug, person.id)}/approval`, { method: 'POST' }),
    onSuccess: cache.replace,
  });
  return (
    <>
      <Button className="row-button" variant="default" disabled={approve.isPending} onClick={() => approve.mutate()}>
        Approve<span className="visually-hidden"> {person.name}</span>
      </Button>
      <ProblemNotice error={approve.error} />
    </>
  );
}
