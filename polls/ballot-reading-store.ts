/** The SQL that reads ballots: how many, what they hold, and whose. They are written by the ballot box alone. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { Instant } from '../kernel/time.ts';
import { keptChoice } from './choice.ts';
import type { CountedBallot, Round } from './poll.ts';

/**
 * As they are counted, of a round that is not secret; in the order of the voters' ids. What cannot be read is left
 * out: that none is missing is seen by `countBallots`.
 */
export async function listCounted(
  db: Kysely<Tables>,
  { pollId, number, content }: Pick<Round, 'pollId' | 'number' | 'content'>,
): Promise<CountedBallot[]> {
  const rows = await db
    .selectFrom('poll_ballot')
    .select(['participant_id', 'choice', 'cast_at'])
    .where('poll_id', '=', pollId)
    .where('round', '=', number)
    .orderBy('participant_id')
    .execute();
  return rows.flatMap((row) => {
    const choice = keptChoice(content, row.choice);
    if (choice === undefined) return [];
    return [{ participantId: row.participant_id as ParticipantId, choice, castAt: row.cast_at as Instant }];
  });
}

export async function countBallots(db: Kysely<Tables>, pollId: string, round: number): Promise<number> {
  const row = await db
    .selectFrom('poll_ballot')
    .select((all) => all.fn.countAll<number | string>().as('count'))
    .where('poll_id', '=', pollId)
    .where('round', '=', round)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** How many hold each choice, as it is written: a few rows, however many ballots. */
export async function countChoices(
  db: Kysely<Tables>,
  pollId: string,
  round: number,
): Promise<{ readonly choice: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('poll_ballot')
    .select((all) => ['choice', all.fn.countAll<number | string>().as('count')])
    .where('poll_id', '=', pollId)
    .where('round', '=', round)
    .groupBy('choice')
    .execute();
  return rows.map(({ choice, count }) => ({ choice, count: Number(count) }));
}

/** Of the newest round of each poll of an event that is open or closing, by the poll's id. */
export async function countOpenTurnouts(db: Kysely<Tables>, eventId: EventId): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('poll_ballot')
    .innerJoin('poll_poll', (join) =>
      join.onRef('poll_poll.id', '=', 'poll_ballot.poll_id').onRef('poll_poll.round', '=', 'poll_ballot.round'),
    )
    .select((all) => ['poll_ballot.poll_id', all.fn.countAll<number | string>().as('count')])
    .where('poll_poll.event_id', '=', eventId)
    .where('poll_poll.state', 'in', ['open', 'closing'])
    .groupBy('poll_ballot.poll_id')
    .execute();
  return new Map(rows.map(({ poll_id, count }) => [poll_id, Number(count)]));
}

/** Somebody's own ballots in the newest rounds of an event's polls, and that they voted in secret ones. */
export async function listOwnBallots(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<{ readonly pollId: string; readonly round: number; readonly choice: string }[]> {
  const rows = await db
    .selectFrom('poll_ballot')
    .innerJoin('poll_poll', (join) =>
      join.onRef('poll_poll.id', '=', 'poll_ballot.poll_id').onRef('poll_poll.round', '=', 'poll_ballot.round'),
    )
    .select(['poll_ballot.poll_id', 'poll_ballot.round', 'choice'])
    .where('poll_poll.event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .execute();
  return rows.map(({ poll_id, round, choice }) => ({ pollId: poll_id, round, choice }));
}

/** The secret polls, closed by now, in whose newest rounds somebody voted. */
export async function listOwnTurnouts(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<{ readonly pollId: string; readonly round: number }[]> {
  const rows = await db
    .selectFrom('poll_turnout')
    .innerJoin('poll_poll', (join) =>
      join.onRef('poll_poll.id', '=', 'poll_turnout.poll_id').onRef('poll_poll.round', '=', 'poll_turnout.round'),
    )
    .select(['poll_turnout.poll_id', 'poll_turnout.round'])
    .where('poll_poll.event_id', '=', eventId)
    .where('participant_id', '=', participantId)
    .execute();
  return rows.map(({ poll_id, round }) => ({ pollId: poll_id, round }));
}
