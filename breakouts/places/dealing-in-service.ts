/**
 * Latecomers given a room. Many ask at once, when a round opens: those of one round who ask while others of it are
 * being dealt in wait, and are dealt in together in one transaction after these.
 */
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { type Acquaintance, timesOf } from '../assigner/acquaintance.ts';
import { dealIn } from '../assigner/latecomers.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { changeRound, type RoundAt } from '../rounds/change-service.ts';
import { type Moved, seatsOf } from './moves.ts';
import { isOn, storeMoved } from './moving-service.ts';
import { metBy } from './place-store.ts';
import { peopleOf, placesThatCount, type RoundPeople, unplacedAmong } from './round-people-service.ts';

/** The most that are dealt in by one transaction. */
const MOST_AT_ONCE = 250;

interface Waiting {
  readonly who: ParticipantId;
  readonly settle: (refused: unknown) => void;
}

/** Settles once the place is durable. @throws AppError as `PlaceService.dealIn`. */
export type DealIn = (event: EventRef, round: string, who: ParticipantId) => Promise<void>;

export function createDealIn(needs: BreakoutNeeds): DealIn {
  /** By round; there while one of its transactions runs. */
  const waiting = new Map<string, Waiting[]>();
  const run = async (event: EventRef, round: string, key: string) => {
    for (let line = waiting.get(key); line && line.length > 0; line = waiting.get(key)) {
      const next = line.splice(0, MOST_AT_ONCE);
      try {
        const refused = await dealAll(needs, event, round, new Set(next.map(({ who }) => who)));
        for (const { who, settle } of next) settle(refused.get(who));
      } catch (fault) {
        for (const { settle } of next) settle(fault);
      }
    }
    waiting.delete(key);
  };
  return async (event, round, who) => {
    const refused = await new Promise<unknown>((settle) => {
      const key = `${event.id} ${round}`;
      const line = waiting.get(key);
      if (line) {
        line.push({ who, settle });
        return;
      }
      waiting.set(key, [{ who, settle }]);
      void run(event, round, key);
    });
    if (refused !== undefined) throw refused;
  };
}

/** Whoever has a place keeps it. @returns whom it refused, and why. */
async function dealAll(
  needs: BreakoutNeeds,
  event: EventRef,
  round: string,
  latecomers: ReadonlySet<ParticipantId>,
): Promise<ReadonlyMap<ParticipantId, AppError>> {
  return await changeRound(needs, { event, round }, async (at, touched) => {
    const { setId } = at.round;
    if (!isOn(at.round) || setId === null) throw notOn();
    const people = await peopleOf(needs, at.tx, at.round);
    const { moved, refused } = await placeAll(at, setId, people, latecomers);
    if (moved.length > 0) touched(await storeMoved(at, setId, moved, 'latecomer'));
    return refused;
  });
}

async function placeAll(
  at: RoundAt,
  setId: string,
  people: RoundPeople,
  latecomers: ReadonlySet<ParticipantId>,
): Promise<{ readonly moved: readonly Moved[]; readonly refused: ReadonlyMap<ParticipantId, AppError> }> {
  const places = await placesThatCount(at.tx, people, setId);
  const without = [...latecomers].filter((who) => !places.has(who));
  const refused = new Map(without.flatMap((who) => (people.present.has(who) ? [] : [[who, notThere()]])));
  const coming = without.filter((who) => !refused.has(who));
  const expected = unplacedAmong(people, places);
  const acquaintance = await acquaintanceOf(at, people, coming);
  const dealt = dealIn({ round: people.rules, seats: seatsOf(places), expected, acquaintance }, coming);
  const moved = coming.flatMap((who): Moved[] => {
    const roomId = dealt.get(who);
    if (roomId)
      return [{ participantId: who, from: null, to: { participantId: who, roomId, locked: false, joinedAt: null } }];
    refused.set(who, allFull());
    return [];
  });
  return { moved, refused };
}

/** Of those who come, whom alone it is asked of. */
async function acquaintanceOf(
  { tx, round }: RoundAt,
  { members }: RoundPeople,
  coming: readonly ParticipantId[],
): Promise<Acquaintance> {
  const met = new Map<string, ReadonlyMap<string, number>>();
  for (const who of coming) met.set(who, timesOf(await metBy(tx, round.eventId, who, round.id), who));
  return {
    met: (person) => met.get(person) ?? new Map(),
    organisationOf: (person) => members.get(person as ParticipantId)?.organisation ?? null,
  };
}

export function notOn(): AppError {
  return new AppError('state-not-right', 'Nobody is given a room of this round now.');
}

function notThere(): AppError {
  return new AppError('state-not-right', 'You are absent from this round. Say that you will be there first.');
}

function allFull(): AppError {
  return new AppError('room-full', 'All rooms in which you may be are full. Ask an organiser for a place.');
}
