/** When the summaries of a round are due. */
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import { addMinutes, type Instant, instant } from '../../kernel/time.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { BreakoutSession } from '../neighbours.ts';
import type { BreakoutRound } from '../round.ts';
import type { BreakoutSettings } from '../schema.ts';

/**
 * So many minutes before the plenary that hears the rooms is expected to begin; null where none does, or when is not
 * known. @param sessions the breakouts of the published agenda.
 */
export async function dueAtOf(
  { neighbours }: Pick<BreakoutNeeds, 'neighbours'>,
  tx: Kysely<Tables>,
  { eventId, content }: BreakoutRound,
  { dueMinutes }: Pick<BreakoutSettings, 'dueMinutes'>,
  sessions: readonly BreakoutSession[],
  now: Instant,
): Promise<Instant | null> {
  const heardIn = sessions.find(({ id }) => id === content.entry.id)?.heardIn;
  if (!heardIn) return null;
  const second = instant(Math.floor(now / 1000) * 1000);
  const anchor = await neighbours.anchorOf(tx, eventId, heardIn.dayId, heardIn.id, second);
  const startsAt = anchor?.startsAt ?? heardIn.startsAt;
  return startsAt === null ? null : addMinutes(startsAt, -dueMinutes);
}
