import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RegistrationSettings } from '../../people/view.ts';
import { zoneCity } from '../clock-face.ts';
import { call } from '../shell/api.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { RegistrationForm } from './RegistrationForm.tsx';

/** When people may register, how many, and what they are asked. */
export function RegistrationSettingsPage({ session }: { readonly session: Session }) {
  const { slug, timeZone } = session.event;
  const path = `/api/events/${slug}/registration/settings`;
  const client = useQueryClient();
  const { data: settings, error } = useQuery({
    queryKey: ['registration-settings', slug],
    queryFn: ({ signal }) => call<RegistrationSettings>(path, { signal }),
    // What is being typed here is not to be overtaken.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <SignedInShell session={session} here={`/e/${slug}/organise/registration`}>
      <h1 className="page-title">Registration</h1>
      <p className="page-lead">All times are in {zoneCity(timeZone)}, the event’s own zone.</p>
      {!settings && (error ? <ProblemNotice error={error} /> : <Loading rows={6} label="The settings are loading." />)}
      {settings && (
        <RegistrationForm
          slug={slug}
          path={path}
          zone={timeZone}
          settings={settings}
          onSaved={(saved) => client.setQueryData(['registration-settings', slug], saved)}
        />
      )}
    </SignedInShell>
  );
}
