/** Polls as their audiences see them, made of what is stored. Pure; who sees what is said in `view.ts`. */
import { inUtc } from '../people/roster/participant.ts';
import type { Poll, Round } from './poll.ts';
import type { Tally } from './tally.ts';
import type { PaperView, PollLineView, PollStaffView, PollView, RoundView } from './view.ts';

/** A poll with its newest round. */
export interface PollWithRound {
  readonly poll: Poll;
  readonly round: Round;
}

/** Whether everybody sees it now. */
export function isOn({ state }: Poll): boolean {
  return state === 'open' || state === 'closing' || state === 'closed' || state === 'shown';
}

/**
 * Whether everybody sees the counts. What was shown and was hidden again stays hidden, also where the results are
 * seen from the beginning.
 */
export function countsShown({ poll, round }: PollWithRound): boolean {
  const { resultsWhileOpen, secrecy } = round.content;
  if (poll.state === 'shown') return true;
  return isOn(poll) && resultsWhileOpen && secrecy !== 'secret' && round.shownAt === null;
}

export function answerShown({ poll, round }: PollWithRound): boolean {
  return poll.state === 'shown' && round.answerShownAt !== null;
}

/** Of what is on the paper nothing tells the correct answer. */
export function paperOf(at: PollWithRound): PaperView {
  const { poll, round } = at;
  const { content } = round;
  const { kind, question, explanation, options, least, most, picture, secrecy, mayChange, quiz, entry } = content;
  return {
    ...{ id: poll.id, round: round.number, state: poll.state },
    ...{ kind, question, explanation, options, least, most, picture, secrecy, mayChange, quiz },
    entry: entry?.id ?? null,
    openedAt: inUtc(round.openedAt),
    closesAt: inUtc(round.closesAt),
    countsShown: countsShown(at),
    shownAt: inUtc(round.shownAt),
  };
}

/** What a round has come to so far, or in the end. */
export interface Figures {
  readonly turnout: number;
  /** Null where it is not known or nobody's business. */
  readonly tally: Tally | null;
}

export function pollViewOf(at: PollWithRound, { turnout, tally }: Figures, board: PollView['board']): PollView {
  const { round } = at;
  return {
    paper: paperOf(at),
    turnout,
    ...{ entitled: round.entitled, present: round.present },
    tally: countsShown(at) ? asSeen(tally) : null,
    answer: answerShown(at) ? round.content.answer : null,
    board: answerShown(at) ? board : null,
  };
}

export function staffViewOf(poll: Poll, rounds: readonly (Round & Figures)[]): PollStaffView {
  const { id, state, revision, position, imported, content } = poll;
  return { id, state, revision, position, imported, content: { ...content }, rounds: rounds.map(roundView) };
}

function roundView(round: Round & Figures): RoundView {
  const { number, turnout, entitled, present, keyGone, fault } = round;
  return {
    ...{ number, turnout, entitled, present, keyGone, fault },
    openedAt: inUtc(round.openedAt),
    closesAt: inUtc(round.closesAt),
    closedAt: inUtc(round.closedAt),
    shownAt: inUtc(round.shownAt),
    answerShownAt: inUtc(round.answerShownAt),
    tally: asSeen(round.tally),
  };
}

/** @param round the newest; undefined before the first. */
export function lineOf(poll: Poll, round: Round | undefined, turnout: number): PollLineView {
  const { kind, question, secrecy, entry, quiz, opens, shows } = poll.content;
  return {
    ...{ id: poll.id, state: poll.state, kind, question, secrecy, quiz, opens, shows, turnout },
    ...{ position: poll.position, round: poll.round, imported: poll.imported, revision: poll.revision },
    entry: entry?.id ?? null,
    day: entry?.day ?? null,
    entitled: round?.entitled ?? null,
    openedAt: round ? inUtc(round.openedAt) : null,
    closesAt: round ? inUtc(round.closesAt) : null,
    shownAt: round ? inUtc(round.shownAt) : null,
    answerShownAt: round ? inUtc(round.answerShownAt) : null,
    fault: round?.fault ?? null,
  };
}

/** More texts than these are not on pages, to which they are sent anew with each vote; the files of results have all. */
export const MOST_TEXTS = 200;

function asSeen(tally: Tally | null): PollView['tally'] {
  if (tally === null) return null;
  const { breakdown } = tally;
  return {
    ...tally,
    options: [...tally.options],
    texts: tally.texts.slice(0, MOST_TEXTS),
    breakdown: breakdown && {
      by: breakdown.by,
      groups: breakdown.groups.map((group) => ({ ...group, options: [...group.options] })),
    },
  };
}
