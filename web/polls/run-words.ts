/** What may be done with a poll as it stands, the thing to do first in front. */
import type { PollState } from '../../polls/poll.ts';
import type { PollCommand, PollKind } from '../../polls/schema.ts';

export interface Press {
  readonly command: PollCommand['do'];
  readonly name: string;
  /** What is said once it is done. */
  readonly said: string;
}

const PRESSES = {
  ready: ['Make ready', 'It is ready.'],
  draft: ['Back to draft', 'It is a draft again.'],
  open: ['Open now', 'It is open.'],
  close: ['Close now', 'It takes no more ballots, but those that are under way.'],
  show: ['Show the counts', 'Everybody sees the counts.'],
  'show-answer': ['Show the correct answer', 'Everybody sees the correct answer.'],
  hide: ['Take the counts back', 'Only organisers and chairs see the counts.'],
  reopen: ['Open a new round', 'A new round is open; the earlier one is kept.'],
  archive: ['Archive', 'It is in the archive.'],
  restore: ['Take out of the archive', 'It is out of the archive.'],
} as const satisfies Record<PollCommand['do'], readonly [string, string]>;

const ORDER: Readonly<Record<PollState, readonly PollCommand['do'][]>> = {
  draft: ['ready', 'archive'],
  ready: ['open', 'draft', 'archive'],
  open: ['close'],
  closing: [],
  closed: ['show', 'reopen', 'archive'],
  shown: ['show-answer', 'hide', 'reopen', 'archive'],
  archived: ['restore'],
};

/** What cannot be counted must not be in the way for ever. */
const STUCK = ['reopen', 'archive'] as const;

export function pressesFor(poll: {
  readonly state: PollState;
  readonly kind: PollKind;
  readonly isAnswerShown: boolean;
  readonly imported: boolean;
  /** Why it could not be counted; null where nothing is wrong. */
  readonly fault: string | null;
  /** Whether its closing time is over, as far as this page knows: what is under way is still taken. */
  readonly isOver?: boolean;
}): Press[] {
  const { state, kind, isAnswerShown, imported, fault, isOver: over = false } = poll;
  const makesSense = (command: PollCommand['do']) => {
    if (command === 'show-answer') return kind === 'trivia' && !isAnswerShown;
    if (command === 'close') return !over;
    return !(imported && command === 'reopen');
  };
  const order = state === 'closing' && fault !== null ? STUCK : ORDER[state];
  return order.filter(makesSense).map((command) => {
    const [name, said] = PRESSES[command];
    return { command, name, said };
  });
}

/** @param closesAt RFC 3339; null while nothing says. @param now UTC milliseconds, at most a second old. */
export const isOver = (closesAt: string | null, now: number): boolean =>
  closesAt !== null && Date.parse(closesAt) < now + 1_000;

/** What is open or being counted may not be removed. */
export const mayRemove = (state: PollState): boolean => state !== 'open' && state !== 'closing';
export const mayEdit = (state: PollState): boolean => state === 'draft' || state === 'ready';
