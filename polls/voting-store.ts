/** The SQL of what a ballot is checked against. */
import type { Kysely } from 'kysely';
import type { EventId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import type { PollContent } from './schema.ts';

/** What a poll asks in its newest round. */
export interface PollAsked {
  readonly eventId: EventId;
  readonly isOpen: boolean;
  /** 0 before the first. */
  readonly round: number;
  /** Null before the first round. */
  readonly content: PollContent | null;
  /** Of a secret poll. */
  readonly publicKey: string | null;
}

/** Undefined for a poll that is not there, or is still a draft. */
export async function findAsked(db: Kysely<Tables>, pollId: string): Promise<PollAsked | undefined> {
  const row = await db
    .selectFrom('poll_poll as poll')
    .leftJoin('poll_round as round', (join) =>
      join.onRef('round.poll_id', '=', 'poll.id').onRef('round.number', '=', 'poll.round'),
    )
    .select(['poll.event_id', 'poll.state', 'poll.round', 'round.content', 'round.public_key'])
    .where('poll.id', '=', pollId)
    .executeTakeFirst();
  if (!row || row.state === 'draft') return undefined;
  return {
    eventId: row.event_id as EventId,
    isOpen: row.state === 'open',
    round: row.round,
    content: row.content === null ? null : (JSON.parse(row.content) as PollContent),
    publicKey: row.public_key,
  };
}
