/** The SQL of what one person voted, for what they take along. */
import type { Kysely } from 'kysely';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import { formatRfc3339, type Instant } from '../kernel/time.ts';
import { keptChoice } from './choice.ts';
import type { PollContent } from './schema.ts';

/** Times are RFC 3339 in UTC. */
export interface OwnBallot {
  readonly question: string;
  readonly round: number;
  /** The texts of the options chosen, or the text given; null where only this is known: they voted. So of a secret poll. */
  readonly chosen: readonly string[] | null;
  readonly castAt: string | null;
}

/** Oldest round first. */
export async function listOwnBallots(
  db: Kysely<Tables>,
  eventId: EventId,
  participantId: ParticipantId,
): Promise<readonly OwnBallot[]> {
  const rows = await db
    .selectFrom('poll_round as round')
    .leftJoin('poll_ballot as ballot', (join) =>
      join
        .onRef('ballot.poll_id', '=', 'round.poll_id')
        .onRef('ballot.round', '=', 'round.number')
        .on('ballot.participant_id', '=', participantId),
    )
    .leftJoin('poll_turnout as turnout', (join) =>
      join
        .onRef('turnout.poll_id', '=', 'round.poll_id')
        .onRef('turnout.round', '=', 'round.number')
        .on('turnout.participant_id', '=', participantId),
    )
    .select(['round.number', 'round.content', 'ballot.choice', 'ballot.cast_at'])
    .where('round.event_id', '=', eventId)
    .where((row) => row.or([row('ballot.choice', 'is not', null), row('turnout.participant_id', 'is not', null)]))
    .orderBy('round.opened_at')
    .orderBy('round.poll_id')
    .execute();
  return rows.map(({ number, content, choice, cast_at }) =>
    ownBallot(number, JSON.parse(content) as PollContent, choice, cast_at as Instant | null),
  );
}

function ownBallot(round: number, content: PollContent, choice: string | null, castAt: Instant | null): OwnBallot {
  const { question, options, secrecy } = content;
  const read = choice === null || secrecy === 'secret' ? undefined : keptChoice(content, choice);
  if (read === undefined) return { question, round, chosen: null, castAt: null };
  const chosen =
    'text' in read ? [read.text] : read.options.map((id) => options.find((each) => each.id === id)?.text ?? id);
  return { question, round, chosen, castAt: castAt === null ? null : formatRfc3339(castAt, 'UTC') };
}
