/** What the people room does by itself when its time has come. */
import { type Instant, instant, MINUTE } from '../kernel/time.ts';
import type { LinkService } from './sign-in/link-service.ts';
import type { SignInService } from './sign-in/sign-in-service.ts';

/** In milliseconds. */
const GATHERED_FOR = 250;

/**
 * Decides who of those that asked to sign in gets a mail. Wishes are gathered for a moment, so that in a
 * crowd many share one write to the disk, and so that this work does not follow a request so closely that
 * the next answer's delay would tell whether there was a mail to write.
 */
export function mailWaitingLinks(signIns: Pick<LinkService, 'nextMail' | 'mailDue'>) {
  return {
    name: 'mail-waiting-links',
    async nextDue(): Promise<Instant | null> {
      const since = await signIns.nextMail();
      return since === null ? null : instant(since + GATHERED_FOR);
    },
    run: (now: Instant): Promise<void> => signIns.mailDue(now),
  };
}

/** What expires within so long goes in one sweep. */
const SWEEP_AFTER = 5 * MINUTE;

/** Drops links and sign-ins whose time is over. They have been worth nothing since; this is tidiness. */
export function forgetExpiredSignIns(signIns: Pick<SignInService, 'nextExpiry' | 'dropExpired'>) {
  return {
    name: 'forget-expired-sign-ins',
    async nextDue(): Promise<Instant | null> {
      const next = await signIns.nextExpiry();
      return next === null ? null : instant(next + SWEEP_AFTER);
    },
    run: (now: Instant): Promise<void> => signIns.dropExpired(now),
  };
}
