import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { ApiKeys } from './ApiKeys.tsx';
import { AuditLog } from './AuditLog.tsx';

/** What programs may do in the event, and who did what in it. */
export function AccessPage({ session }: { readonly session: Session }) {
  const { slug, timeZone } = session.event;
  return (
    <SignedInShell session={session} here={`/e/${slug}/organise/access`}>
      <h1 className="page-title">Keys and log</h1>
      <ApiKeys slug={slug} zone={timeZone} />
      <AuditLog slug={slug} zone={timeZone} />
    </SignedInShell>
  );
}
