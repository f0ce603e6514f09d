/** The leaderboard of a quiz. */
import type { Instant } from '../kernel/time.ts';
import { originsOf, partsOf } from './breakdown.ts';
import { inOrder } from './order.ts';
import type { CountedBallot, Standing, Voter } from './poll.ts';
import type { PollContent } from './schema.ts';
import type { PollView } from './view.ts';

export type Board = NonNullable<PollView['board']>;

/** A question of the quiz whose answer is shown, with the ballots of its newest round. */
export interface QuizQuestion {
  readonly content: PollContent;
  readonly openedAt: Instant;
  /** Empty where nobody asks for them: see `asksForBallots`. */
  readonly ballots: readonly CountedBallot[];
  /** As they were kept when the round closed; null where they were not. */
  readonly standings: readonly Standing[] | null;
}

type Asked = Pick<QuizQuestion, 'content' | 'standings'>;

export const MOST_PLACES = 20;
const FULL_POINTS = 100;
const LEAST_POINTS = 50;

/**
 * Of people only where every question says so, as they stand with their names. An organisation has the points of its
 * people together, as they belonged to it when the question closed. Those without points are left out, and so is of
 * people who is not among the voters.
 */
export function boardOf(quiz: string, questions: readonly QuizQuestion[], voters: ReadonlyMap<string, Voter>): Board {
  const people = isOfPeople(questions);
  const sums = new Map<string, Standing>();
  for (const question of questions) {
    for (const [key, { name, points }] of people ? ofPeople(question, voters) : ofOrganisations(question, voters)) {
      sums.set(key, { name, points: points + (sums.get(key)?.points ?? 0) });
    }
  }
  return { quiz, of: people ? 'people' : 'organisations', places: placesOf([...sums]) };
}

/** Whether the board of these questions is made of a question's ballots: that of organisations is made of what was kept. */
export function asksForBallots(questions: readonly Asked[], { standings }: Asked): boolean {
  return standings === null || isOfPeople(questions);
}

function isOfPeople(questions: readonly Asked[]): boolean {
  return questions.every(({ content }) => content.board === 'people' && content.secrecy === 'named');
}

/**
 * What organisations have of one question. Of one that is not named, only where a breakdown would show it, so that
 * nobody's answer is what is left of the counts beside the board.
 */
export function standingsOf(
  question: Omit<QuizQuestion, 'standings'>,
  voters: ReadonlyMap<string, Voter>,
): readonly Standing[] {
  const { secrecy, groupsOf } = question.content;
  const origins = originsOf('organisation', question.ballots, voters);
  return partsOf(origins, secrecy === 'named' ? 1 : groupsOf).flatMap(({ name, ballots }): Standing[] => {
    const points = ballots.reduce((sum, ballot) => sum + pointsOf(question, ballot), 0);
    return name === null ? [] : [{ name, points }];
  });
}

function ofPeople(question: QuizQuestion, voters: ReadonlyMap<string, Voter>): [string, Standing][] {
  return question.ballots.flatMap((ballot): [string, Standing][] => {
    const voter = voterOf(ballot, voters);
    return voter && ballot.participantId !== null
      ? [[ballot.participantId, { name: voter.name, points: pointsOf(question, ballot) }]]
      : [];
  });
}

function ofOrganisations(question: QuizQuestion, voters: ReadonlyMap<string, Voter>): [string, Standing][] {
  return (question.standings ?? standingsOf(question, voters)).map((each) => [each.name, each]);
}

function voterOf({ participantId }: CountedBallot, voters: ReadonlyMap<string, Voter>): Voter | undefined {
  return participantId === null ? undefined : voters.get(participantId);
}

/** Whole points. What came in after the time limit, in the seconds of grace, counts as at its end. */
export function pointsOf(
  { content, openedAt }: Pick<QuizQuestion, 'content' | 'openedAt'>,
  { choice, castAt }: CountedBallot,
): number {
  const isRight = 'options' in choice && content.answer !== null && choice.options[0] === content.answer;
  if (!isRight) return 0;
  if (!content.speed || content.seconds === null) return FULL_POINTS;
  const taken = castAt === null ? 1 : (castAt - openedAt) / (content.seconds * 1_000);
  return Math.round(FULL_POINTS - (FULL_POINTS - LEAST_POINTS) * Math.min(1, Math.max(0, taken)));
}

/** Whoever has the same points has the same place, and the place after that is left free for each of them. */
function placesOf(standings: readonly [string, Standing][]): Board['places'] {
  const sorted = standings
    .filter(([, { points }]) => points > 0)
    .sort(([keyA, a], [keyB, b]) => b.points - a.points || inOrder(a.name, b.name) || inOrder(keyA, keyB))
    .map(([, standing]) => standing);
  return sorted.slice(0, MOST_PLACES).map(({ name, points }) => ({
    place: sorted.findIndex((each) => each.points === points) + 1,
    name,
    points,
  }));
}
