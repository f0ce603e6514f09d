/** The leaderboard of a quiz, made of its questions whose answers are shown. */
import type { Kysely } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import { listCounted } from './ballot-reading-store.ts';
import { asksForBallots, boardOf, type QuizQuestion } from './leaderboard.ts';
import type { PollNeeds } from './needs.ts';
import type { Round } from './poll.ts';
import { listQuiz } from './poll-store.ts';
import { listNewestRounds } from './round-store.ts';
import { answerShown, type PollWithRound } from './shown.ts';
import type { PollView } from './view.ts';

type Board = PollView['board'];

/** Null for a poll of no quiz. */
export type ShowBoard = (of: PollWithRound) => Promise<Board>;

type Needs = Pick<PollNeeds, 'db' | 'neighbours'>;

/** As it is now. */
export async function boardShown(needs: Needs, of: PollWithRound): Promise<Board> {
  const { quiz } = of.round.content;
  if (quiz === null) return null;
  return await boardOfRounds(needs, of.poll.eventId, quiz, await roundsShown(needs.db, of.poll.eventId, quiz));
}

/**
 * For how long a board is taken for another page that asks by itself, in milliseconds. Hundreds do where the socket
 * fails, and within it only names can have changed.
 */
const REMEMBERED = 1_000;
const MOST_REMEMBERED = 100;

/** The same for pages that ask again and again: it is made once a second, and anew when a question is shown or hidden. */
export function rememberedBoards(needs: Needs & Pick<PollNeeds, 'clock'>): ShowBoard {
  const remembered = new Map<string, { readonly at: Instant; readonly board: Promise<Board> }>();
  return async ({ poll: { eventId }, round: { content } }) => {
    const { quiz } = content;
    if (quiz === null) return null;
    const rounds = await roundsShown(needs.db, eventId, quiz);
    const key = [eventId, quiz, ...rounds.map(({ pollId, number }) => `${pollId} ${number}`)].join('\n');
    const now = needs.clock.now();
    const found = remembered.get(key);
    if (found && Math.abs(now - found.at) < REMEMBERED) return await found.board;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const board = boardOfRounds(needs, eventId, quiz, rounds);
    remembered.set(key, { at: now, board });
    board.catch(() => remembered.delete(key));
    return await board;
  };
}

/** In the order of their polls' places. */
async function roundsShown(db: Kysely<Tables>, eventId: EventId, quiz: string): Promise<Round[]> {
  const rounds = await listNewestRounds(db, eventId);
  return (await listQuiz(db, eventId, quiz)).flatMap((poll) => {
    const round = rounds.get(poll.id);
    return round && answerShown({ poll, round }) ? [round] : [];
  });
}

async function boardOfRounds(
  { db, neighbours }: Needs,
  eventId: EventId,
  quiz: string,
  rounds: readonly Round[],
): Promise<Board> {
  const questions: QuizQuestion[] = [];
  for (const round of rounds) {
    const ballots = asksForBallots(rounds, round) ? await listCounted(db, round) : [];
    questions.push({ ...round, ballots });
  }
  const ids = questions.flatMap(({ ballots }) => ballots.map(({ participantId }) => participantId));
  const voters = await neighbours.peopleOf(db, eventId, [...new Set(ids.filter((id) => id !== null))]);
  return boardOf(quiz, questions, voters);
}
