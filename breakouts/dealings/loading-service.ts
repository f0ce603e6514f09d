/** An event's rounds as the assigner is asked of them. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { EventId } from '../../kernel/ids.ts';
import type { Tables } from '../../kernel/tables.ts';
import type { Problem } from '../assigner/problem.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Member } from '../neighbours.ts';
import { absentIn, placesOf, wishesOf } from '../places/place-store.ts';
import { listSets } from '../places/set-store.ts';
import type { BreakoutRound, Place } from '../round.ts';
import { listRounds } from '../rounds/round-store.ts';
import { findSettings } from '../rounds/setting-store.ts';
import type { NewDealing } from '../schema.ts';
import { problemOf, type RoundAsked } from './problem-building.ts';

export interface LoadedProblem {
  readonly problem: Problem;
  /** In the order of the problem. */
  readonly rounds: readonly RoundAsked[];
  readonly members: readonly Member[];
}

/** @throws AppError `bad-input` for rounds that there are not; `state-not-right` for those that have opened. */
export async function loadProblem(
  { neighbours }: Pick<BreakoutNeeds, 'neighbours'>,
  db: Kysely<Tables>,
  eventId: EventId,
  dealing: NewDealing,
): Promise<LoadedProblem> {
  const stored = await listRounds(db, eventId);
  demandDealable(stored, dealing.rounds);
  const sessions = (await neighbours.breakoutsOf(db, eventId)).map(({ id }) => id);
  const place = ({ content: { entry } }: BreakoutRound) => {
    const at = sessions.indexOf(entry.id);
    return at < 0 ? sessions.length : at;
  };
  const rounds: RoundAsked[] = [];
  for (const round of [...stored].sort((one, other) => place(one) - place(other))) {
    const dealt = dealing.rounds.includes(round.id);
    // A round of which nobody knows yet who is where says nothing about who meets.
    if (dealt || round.setId !== null) rounds.push(await askedOf(db, round, dealt));
  }
  const members = await neighbours.membersOf(db, eventId);
  const roles = await neighbours.roomRolesOf(db, eventId);
  const wishes = await wishesOf(db, eventId);
  const { settings } = await findSettings(db, eventId);
  return { problem: problemOf({ rounds, members, roles, wishes, settings, dealing }), rounds, members };
}

async function askedOf(db: Kysely<Tables>, round: BreakoutRound, dealt: boolean): Promise<RoundAsked> {
  const { id, eventId, content } = round;
  const places = await knownPlaces(db, round);
  return { id, content, places, dealt, absent: await absentIn(db, eventId, id) };
}

/** Of the set in use, else of the newest. */
async function knownPlaces(db: Kysely<Tables>, round: BreakoutRound): Promise<readonly Place[] | null> {
  const set = round.setId ?? (await listSets(db, round.eventId, round.id)).at(-1)?.id;
  return set === undefined ? null : await placesOf(db, round.eventId, set);
}

function demandDealable(stored: readonly BreakoutRound[], asked: readonly string[]): void {
  asked.forEach((id, at) => {
    const round = stored.find((each) => each.id === id);
    const path = `rounds.${at}`;
    const refused = (message: string) =>
      new AppError('bad-input', 'Nothing is dealt.', { errors: [{ path, message }] });
    if (!round) throw refused('expected the id of a round');
    if (asked.indexOf(id) !== at) throw refused('expected each round once');
    if (hasOpened(round))
      throw new AppError('state-not-right', 'Only rounds that have not opened are dealt.', {
        extra: { round: id, state: round.state },
      });
  });
}

export function hasOpened({ state }: Pick<BreakoutRound, 'state'>): boolean {
  return state !== 'planned' && state !== 'assigned';
}
