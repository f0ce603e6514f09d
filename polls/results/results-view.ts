/**
 * What rounds came to, as it is exported.
 *
 * Rounds that were counted alone: what is open or closing has no results yet. Who chose what stands in it of polls
 * that were named when they were asked, and of no others: of an unnamed or secret round there is the number of people
 * who voted, and nobody's name. The correct answer is for organisers; for programs it is null until it is shown.
 */
import { inUtc } from '../../people/roster/participant.ts';
import { inOrder } from '../order.ts';
import type { CountedBallot, Poll, Round, Voter } from '../poll.ts';
import type { Option, PollKind, Secrecy } from '../schema.ts';
import type { Tally } from '../tally.ts';

/** `GET /api/events/:event/polls/:poll/results.json`. Times are RFC 3339 in UTC. */
export interface ResultsView {
  readonly poll: string;
  /** Read from a report of another tool. */
  readonly imported: boolean;
  /** Newest first. */
  readonly rounds: readonly RoundResults[];
}

export interface RoundResults {
  readonly round: number;
  readonly kind: PollKind;
  readonly question: string;
  readonly secrecy: Secrecy;
  readonly quiz: string | null;
  readonly options: readonly Option[];
  /** The correct option; null where there is none, or it is nobody's business yet. */
  readonly answer: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  /** People who voted. */
  readonly turnout: number;
  /** Registered when it closed, and those of them with a page open; null where that is not known. */
  readonly entitled: number | null;
  readonly present: number | null;
  readonly tally: Tally;
  /** Who chose what, by name; null but for named polls. */
  readonly voters: readonly VoterResult[] | null;
}

export interface VoterResult {
  readonly participant: string;
  /** Null for somebody who is gone from the event. */
  readonly name: string | null;
  readonly organisation: string | null;
  readonly country: string | null;
  /** In the order chosen of a ranking; null for a text. */
  readonly options: readonly string[] | null;
  readonly text: string | null;
}

/** A round that was counted. */
export interface CountedRound extends Round {
  readonly tally: Tally;
}

/** The ballots of a named round, with those who cast them. */
export interface NamedBallots {
  readonly ballots: readonly CountedBallot[];
  readonly voters: ReadonlyMap<string, Voter>;
}

export function isCounted(round: Round): round is CountedRound {
  return round.tally !== null;
}

/** Whether who chose what may be told of a round. */
export function isNamed({ imported }: Pick<Poll, 'imported'>, { content }: Pick<Round, 'content'>): boolean {
  return content.secrecy === 'named' && !imported;
}

/**
 * @param named null where the round is not named.
 * @param tellsAnswer whether the correct answer may be told before it is shown.
 */
export function roundResults(round: CountedRound, named: NamedBallots | null, tellsAnswer: boolean): RoundResults {
  const { content, tally } = round;
  const { kind, question, secrecy, quiz, options } = content;
  return {
    round: round.number,
    ...{ kind, question, secrecy, quiz, options },
    answer: tellsAnswer || round.answerShownAt !== null ? content.answer : null,
    openedAt: inUtc(round.openedAt),
    closedAt: inUtc(round.closedAt),
    turnout: tally.people,
    ...{ entitled: round.entitled, present: round.present },
    tally,
    voters: named && voterResults(named),
  };
}

function voterResults({ ballots, voters }: NamedBallots): VoterResult[] {
  const results = ballots.flatMap(({ participantId, choice }): VoterResult[] => {
    if (participantId === null) return [];
    const { name = null, organisation = null, country = null } = voters.get(participantId) ?? {};
    const chosen = 'text' in choice ? { options: null, text: choice.text } : { options: choice.options, text: null };
    return [{ participant: participantId, name, organisation, country, ...chosen }];
  });
  return results.sort((a, b) => inOrder(a.name ?? '', b.name ?? '') || inOrder(a.participant, b.participant));
}
