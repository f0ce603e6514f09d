/** The leaderboard of a quiz, made of its questions whose answers are shown. */
import type { Kysely } from 'kysely';
import type { Tables } from '../kernel/tables.ts';
import { listCounted } from './ballot-reading-store.ts';
import { boardOf, type QuizQuestion } from './leaderboard.ts';
import type { PollNeeds } from './needs.ts';
import { listQuiz } from './poll-store.ts';
import { listNewestRounds } from './round-store.ts';
import { answerShown, type PollWithRound } from './shown.ts';
import type { PollView } from './view.ts';

/** Null for a poll of no quiz. */
export async function boardShown(
  { neighbours }: Pick<PollNeeds, 'neighbours'>,
  db: Kysely<Tables>,
  { poll: { eventId }, round: { content } }: PollWithRound,
): Promise<PollView['board']> {
  const { quiz } = content;
  if (quiz === null) return null;
  const rounds = await listNewestRounds(db, eventId);
  const questions: QuizQuestion[] = [];
  for (const poll of await listQuiz(db, eventId, quiz)) {
    const round = rounds.get(poll.id);
    if (!round || !answerShown({ poll, round })) continue;
    const ballots = await listCounted(db, round);
    questions.push({ content: round.content, openedAt: round.openedAt, ballots });
  }
  const ids = questions.flatMap(({ ballots }) => ballots.map(({ participantId }) => participantId));
  const voters = await neighbours.peopleOf(db, eventId, [...new Set(ids.filter((id) => id !== null))]);
  return boardOf(quiz, questions, voters);
}
