/** What may be done with a poll in which state, and what it is afterwards. The states in words are in `README.md`. */
import { AppError } from '../kernel/errors.ts';
import { type Instant, instant } from '../kernel/time.ts';
import type { Poll, PollState, Round } from './poll.ts';
import { type PollCommand, pollContent } from './schema.ts';

/** A poll and its newest round, as they are afterwards. */
export interface Alive {
  readonly poll: Poll;
  /** Undefined before the first. */
  readonly round: Round | undefined;
}

/**
 * What a command by hand makes of a poll, its revision one higher. Of what is open the closing time is to be asked of
 * the agenda's hand afterwards; a secret round needs its key.
 * @throws AppError `state-not-right`, with the state in `extra`, where it makes no sense now.
 */
export function obey(poll: Poll, round: Round | undefined, command: PollCommand, now: Instant): Alive {
  const obeyed = COMMANDS[command.do]({ poll, round }, now);
  return { ...obeyed, poll: { ...obeyed.poll, revision: poll.revision + 1, updatedAt: now } };
}

/** Opens the next round. */
export function opened({ poll }: Alive, now: Instant, by: 'hand' | 'agenda'): Alive {
  const number = poll.round + 1;
  return {
    poll: { ...poll, state: 'open', round: number, openedByAgenda: poll.openedByAgenda || by === 'agenda' },
    round: {
      ...UNTOUCHED,
      pollId: poll.id,
      number,
      content: poll.content,
      openedAt: now,
      closesAt: poll.content.seconds === null ? null : instant(now + poll.content.seconds * 1_000),
    },
  };
}

const UNTOUCHED = {
  closedByHand: false,
  closedAt: null,
  shownAt: null,
  answerShownAt: null,
  entitled: null,
  present: null,
  tally: null,
  standings: null,
  publicKey: null,
  keyGone: false,
  fault: null,
} as const;

/** The counts, and not yet the answer. When they were shown first is kept. */
export function shown({ poll, round }: Alive, now: Instant): Alive {
  return {
    poll: { ...poll, state: 'shown' },
    round: round && { ...round, shownAt: round.shownAt ?? now, answerShownAt: null },
  };
}

type Change = (alive: Alive, now: Instant) => Alive;

const COMMANDS: Readonly<Record<PollCommand['do'], Change>> = {
  ready: (alive) => {
    demand(alive, ['draft'], 'Only a draft can be made ready.');
    demandWhole(alive);
    return inState(alive, 'ready');
  },
  draft: (alive) => {
    demand(alive, ['ready'], 'Only a poll that is ready, and was not opened yet, can be made a draft again.');
    return inState(alive, 'draft');
  },
  open: (alive, now) => {
    demand(alive, ['ready'], openingAdvice(alive.poll.state));
    return opened(alive, now, 'hand');
  },
  close: (alive, now) => {
    demand(alive, ['open'], 'Only a poll that is open can be closed.');
    return closedByHand(alive, now);
  },
  show: (alive, now) => {
    demand(alive, ['closed'], 'The results can be shown once the poll is closed and counted.');
    return shown(alive, now);
  },
  'show-answer': (alive, now) => {
    const { poll, round } = alive;
    if (poll.content.kind !== 'trivia') throw notRight(alive, 'Only a question of trivia has a correct answer.');
    demand(alive, ['shown'], 'The correct answer can be shown after the counts.');
    if (!round || round.answerShownAt !== null) throw notRight(alive, 'The correct answer is shown already.');
    return { poll, round: { ...round, answerShownAt: now } };
  },
  hide: (alive) => {
    demand(alive, ['shown'], 'Only results that are shown can be hidden.');
    return { ...inState(alive, 'closed'), round: alive.round && { ...alive.round, answerShownAt: null } };
  },
  reopen: (alive, now) => {
    if (!isStuck(alive)) demand(alive, ['closed', 'shown'], 'Only a poll that was closed can be opened again.');
    return opened(alive, now, 'hand');
  },
  archive: (alive) => {
    const { poll } = alive;
    if (!isStuck(alive)) demand(alive, ['draft', 'ready', 'closed', 'shown'], archivingAdvice(poll.state));
    return { ...alive, poll: { ...poll, state: 'archived', stateBefore: poll.state } };
  },
  restore: (alive) => {
    const { poll } = alive;
    demand(alive, ['archived'], 'Only a poll in the archive can be taken out of it.');
    return { ...alive, poll: { ...poll, state: poll.stateBefore ?? 'draft', stateBefore: null } };
  },
};

function inState(alive: Alive, state: PollState): Alive {
  return { ...alive, poll: { ...alive.poll, state } };
}

/** What was due before stays due before. */
function closedByHand(alive: Alive, now: Instant): Alive {
  const { poll, round } = alive;
  if (!round || round.closedByHand) throw notRight(alive, 'This poll is being closed already.');
  return { poll, round: { ...round, closedByHand: true, closesAt: instant(Math.min(now, round.closesAt ?? now)) } };
}

/** A round that cannot be counted, as when its key was lost, must not hold up the poll for ever. */
function isStuck({ poll, round }: Alive): boolean {
  return poll.state === 'closing' && round !== undefined && round.fault !== null;
}

/** A draft may have been kept from before a rule. */
function demandWhole(alive: Alive): void {
  const read = pollContent.safeParse(alive.poll.content);
  if (read.success) return;
  const errors = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new AppError('state-not-right', 'This poll cannot be made ready while something is wrong with it.', {
    errors,
    extra: { state: alive.poll.state },
  });
}

function openingAdvice(state: PollState): string {
  if (state === 'draft') return 'This poll is a draft: make it ready, then open it.';
  if (state === 'open') return 'This poll is open already.';
  if (state === 'archived') return 'This poll is in the archive: take it out first.';
  return 'This poll was open before: open it again, as a new round.';
}

function archivingAdvice(state: PollState): string {
  if (state === 'archived') return 'This poll is in the archive already.';
  return 'Close this poll before you archive it.';
}

function demand(alive: Alive, states: readonly PollState[], message: string): void {
  if (!states.includes(alive.poll.state)) throw notRight(alive, message);
}

function notRight({ poll }: Alive, message: string): AppError {
  return new AppError('state-not-right', message, { extra: { state: poll.state } });
}
