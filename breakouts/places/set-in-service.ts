/** A set as an address names it. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { BreakoutRound, BreakoutSet } from '../round.ts';
import { findSet } from './set-store.ts';

/** @throws AppError `not-found`. */
export async function setIn(
  db: Kysely<Tables>,
  { eventId, id: roundId }: Pick<BreakoutRound, 'eventId' | 'id'>,
  id: string,
): Promise<BreakoutSet> {
  const set = await findSet(db, eventId, id);
  if (set?.roundId === roundId) return set;
  throw new AppError('not-found', 'There is no such set in this round.');
}
