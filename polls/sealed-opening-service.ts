/** A round of a secret poll is opened with a key, which is durable before the round is, and ends with what failed. */
import { AppError } from '../kernel/errors.ts';
import type { Alive } from './life.ts';
import type { PollNeeds } from './needs.ts';
import type { Poll } from './poll.ts';

/** Gives the round that was opened its public key; one of a poll that is not secret stays as it is. */
type Seal = (opened: Alive) => Alive;

/**
 * @param asked the poll that is to be opened, as it was found before; undefined where none is.
 * @throws AppError `unavailable` where the key cannot be kept.
 */
export async function withKey<Answer>(
  { keys }: Pick<PollNeeds, 'keys'>,
  asked: Poll | undefined,
  open: (seal: Seal) => Promise<Answer>,
): Promise<Answer> {
  if (asked?.content.secrecy !== 'secret') return await open(refuseSecret);
  const publicKey = await keys.create(asked.id);
  let used = false;
  try {
    const answer = await open(({ poll, round }) => {
      if (poll.content.secrecy !== 'secret') return { poll, round };
      used = true;
      return { poll, round: round && { ...round, publicKey } };
    });
    if (!used) await keys.destroy({ pollId: asked.id, publicKey });
    return answer;
  } catch (error) {
    // A refusal is before the commit. After any other error the round may be open all the same, and need its key.
    if (!(error instanceof AppError)) throw error;
    await keys.destroy({ pollId: asked.id, publicKey });
    throw error;
  }
}

/** The poll was changed to a secret one between the look at it and its opening: whoever opens it looks again. */
function refuseSecret(opened: Alive): Alive {
  if (opened.poll.content.secrecy === 'secret') {
    throw new AppError('revision-stale', 'This poll has changed since you saw it. Nothing was changed.');
  }
  return opened;
}
