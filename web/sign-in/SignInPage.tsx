import type { Me } from '../../people/view.ts';
import { Shell } from '../shell/Shell.tsx';

export interface SignInState {
  /** Who is signed in already. */
  readonly session: Me | null;
  /** Where to go then: path and query of a page of an event here. */
  readonly next: string | null;
  /** The slug of that event. */
  readonly event: string | null;
  /** Whether mails can be read at `/dev/mail`. */
  readonly devMail: boolean;
}

export function SignInPage(_: { readonly state: SignInState }) {
  return <Shell place={null}>…</Shell>;
}
