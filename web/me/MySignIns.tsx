import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInView } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { momentIn } from './own-time.ts';

export interface MySignInsProps {
  /** As the page was loaded. */
  readonly signIns: readonly SignInView[];
  /** The zone they read times in. */
  readonly zone: string;
}

interface Listed {
  readonly signIns: readonly SignInView[];
}

const KEY = ['sign-ins'];

/** The browsers that are signed in: to end one, or all. */
export function MySignIns({ signIns, zone }: MySignInsProps) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => call<Listed>('/api/me/sign-ins', { signal }),
    initialData: { signIns },
  });
  const end = useMutation({
    mutationFn: (id: string) => call(`/api/me/sign-ins/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
  const endAll = useMutation({
    mutationFn: () => call('/api/sign-out-everywhere', { method: 'POST' }),
    onSuccess: () => location.assign('/sign-in'),
    onError: () => setAsking(false),
  });
  return (
    <section className="section" aria-labelledby="sign-ins">
      <h2 className="section-title" id="sign-ins">
        Where I am signed in
      </h2>
      <ul className="sign-ins">
        {data.signIns.map((each) => (
          <li key={each.id}>
            <div>
              <p className="sign-in-device">
                {each.device}
                {each.current && <span className="sign-in-here"> · this browser</span>}
              </p>
              <p className="sign-in-times">
                Since {momentIn(each.createdAt, zone)}, last seen {momentIn(each.seenAt, zone)}
              </p>
            </div>
            {!each.current && (
              <button
                type="button"
                className="plain-button"
                disabled={end.isPending}
                onClick={() => end.mutate(each.id)}
              >
                Sign out<span className="visually-hidden"> {each.device}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNotice error={end.error ?? endAll.error} />
      <div className="buttons section-buttons">
        <Button variant="default" onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title="Sign out everywhere?"
          action="Sign out everywhere"
          busy={endAll.isPending}
          onConfirm={() => endAll.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>Every browser that is signed in with your address is signed out at once, this one too.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
