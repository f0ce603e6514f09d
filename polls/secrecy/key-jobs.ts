/** What secret polls still have to do by themselves after a process was killed, or a disk refused. */
import type { Instant } from '../../kernel/time.ts';
import type { SecretClosing } from './secret-round.ts';

/** Ends the keys of rounds that were counted or removed. A job of its own: where it fails, no other poll waits for it. */
export function endBallotKeys(secrets: Pick<SecretClosing, 'nextDue' | 'endKeys'>) {
  return {
    name: 'end-ballot-keys',
    nextDue: (): Promise<Instant | null> => secrets.nextDue(),
    run: (): Promise<void> => secrets.endKeys(),
  };
}
