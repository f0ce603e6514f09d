/** Sets of places, prepared, changed and taken back by organisers. */
import type { Kysely } from 'kysely';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { formatRfc3339 } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { AuditAction } from '../../people/audit/audit.ts';
import type { RoundOf, SetOf, SetService } from '../breakout-service.ts';
import { byName } from '../name-order.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { Member } from '../neighbours.ts';
import { demand, noSuchRound } from '../rights.ts';
import type { BreakoutSet, Place, SetSource } from '../round.ts';
import { changeRound, type RoundAt } from '../rounds/change-service.ts';
import { findRound } from '../rounds/round-store.ts';
import type { Moves, NewSet } from '../schema.ts';
import { ROUNDS_STAFF_TOPIC } from '../topics.ts';
import type { SetView } from '../view.ts';
import { placesAsIn, roomsAsIn } from './as-last-time.ts';
import { explain } from './explaining-service.ts';
import { type Moved, moveAll, movedBack, movedBy, type Places, seatsOf } from './moves.ts';
import { isAhead, storeMoved } from './moving-service.ts';
import { placesOf, savePlace } from './place-store.ts';
import { type Broken, brokenBy } from './room-rules.ts';
import { peopleOf, placesThatCount, type RoundPeople, unplacedAmong } from './round-people-service.ts';
import { setIn } from './set-in-service.ts';
import { countSteps, deleteSet, deleteStep, insertSet, insertStep, lastStep, raiseSet } from './set-store.ts';
import { figures, proposeMoves, weigh } from './weighing-service.ts';

export function createSets(needs: BreakoutNeeds): SetService {
  return {
    readSet: async (of) => {
      demand(of.actor, 'edit-breakouts', of.event);
      return await inTransaction(needs.db, async (tx) => {
        const round = await findRound(tx, of.event.id, of.round);
        if (!round) throw noSuchRound();
        return await setView(needs, tx, round, of.set);
      });
    },
    figures: (of) => figures(needs, of),
    explain: (of, participant) => explain(needs, of, participant),
    weigh: (of, moves) => weigh(needs, of, moves),
    proposeMoves: (of) => proposeMoves(needs, of),
    create: (of, made) => create(needs, of, made),
    remove: (of) => remove(needs, of),
    move: (of, moves) => changeSet(needs, of, (at) => move(at, moves)),
    undo: (of) => changeSet(needs, of, undo),
    lock: (of, participant, locked) => changeSet(needs, of, (at) => lock(at, participant, locked)),
  };
}

async function create(needs: BreakoutNeeds, of: RoundOf, made: NewSet): Promise<SetView> {
  demand(of.actor, 'edit-breakouts', of.event);
  return await changeRound(needs, of, async (at, touched) => {
    const { tx, round, now } = at;
    refuseClosed(at);
    const people = await peopleOf(needs, tx, round);
    const { source, places } = await placesFor(at, people, made);
    const id = newId<string>();
    const set: BreakoutSet = {
      ...{ id, roundId: round.id, name: made.name, source },
      ...{ dealingId: null, revision: 1, createdAt: now },
    };
    await insertSet(tx, round.eventId, set, places);
    await note(needs, at, of, 'breakout-changed', { set: id, from: made.from });
    touched([ROUNDS_STAFF_TOPIC]);
    return await setView(needs, tx, round, id);
  });
}

async function placesFor(
  { tx, round }: RoundAt,
  people: RoundPeople,
  made: NewSet,
): Promise<{ readonly source: SetSource; readonly places: readonly Place[] }> {
  if (made.from === 'empty') return { source: 'by-hand', places: [] };
  if (made.from === 'copy') {
    const places = await placesThatCount(tx, people, (await setIn(tx, round, made.set)).id);
    return { source: 'copied', places: [...places.values()].map((place) => ({ ...place, joinedAt: null })) };
  }
  const earlier = await findRound(tx, round.eventId, made.round);
  if (!earlier || earlier.id === round.id) throw noSuchRound();
  if (earlier.setId === null) throw new AppError('state-not-right', 'Nobody has a place in the other round yet.');
  const as = roomsAsIn(earlier.content.rooms, round.content.rooms);
  if (!as)
    throw new AppError('bad-input', 'The rooms of the other round have other names, and are more or fewer.', {
      errors: [{ path: 'round', message: 'expected a round with rooms of the same names, or with as many' }],
    });
  const before = await placesOf(tx, round.eventId, earlier.setId);
  return { source: 'as-last-time', places: placesAsIn(before, as, people.rules, people.present) };
}

async function remove(needs: BreakoutNeeds, of: SetOf): Promise<void> {
  demand(of.actor, 'edit-breakouts', of.event);
  await changeRound(needs, of, async (at, touched) => {
    const set = await setIn(at.tx, at.round, of.set);
    refuseStaleSet(of, set);
    if (at.round.setId === set.id) throw new AppError('state-not-right', 'This set is in use: take another one first.');
    await deleteSet(at.tx, at.round.eventId, set.id);
    await note(needs, at, of, 'breakout-changed', { set: set.id, removed: true });
    touched([ROUNDS_STAFF_TOPIC]);
  });
}

/** A set in a transaction that holds its round. */
interface SetAt extends RoundAt {
  readonly set: BreakoutSet;
  readonly people: RoundPeople;
  readonly places: Places;
}

/** What a change of a set comes to: topics to be raised, and what is written down; null where nothing changes. */
type SetChange = { readonly topics: readonly string[]; readonly details: Record<string, string | number | boolean> };

async function changeSet(
  needs: BreakoutNeeds,
  of: SetOf,
  work: (at: SetAt) => Promise<SetChange | null>,
): Promise<SetView> {
  demand(of.actor, 'edit-breakouts', of.event);
  return await changeRound(needs, of, async (at, touched) => {
    const set = await setIn(at.tx, at.round, of.set);
    refuseStaleSet(of, set);
    refuseClosed(at);
    const people = await peopleOf(needs, at.tx, at.round);
    const change = await work({ ...at, set, people, places: await placesThatCount(at.tx, people, set.id) });
    if (change) {
      await note(needs, at, of, 'breakout-moved', { set: set.id, ...change.details });
      touched(change.topics);
    }
    return await setView(needs, at.tx, at.round, set.id);
  });
}

async function move(at: SetAt, moves: Moves): Promise<SetChange | null> {
  const moved = movedBy(at.places, moves, at.people);
  refuse(brokenIn(at, moved));
  return moved.length === 0 ? null : await step(at, moved);
}

async function step(at: SetAt, moved: readonly Moved[]): Promise<SetChange> {
  await insertStep(at.tx, at.set.id, moved);
  const topics = await storeMoved(at, at.set.id, moved, 'organiser');
  return { topics, details: { moved: moved.length } };
}

async function undo(at: SetAt): Promise<SetChange | null> {
  const last = await lastStep(at.tx, at.set.id);
  if (!last) throw new AppError('nothing-to-undo', 'Nobody was moved in this set, or it was all undone.');
  const moved = movedBack(at.places, last.moved, at.people);
  refuse(brokenIn(at, moved).filter(({ what }) => what === 'full'));
  await deleteStep(at.tx, at.set.id, last.number);
  return { topics: await storeMoved(at, at.set.id, moved, 'organiser'), details: { undone: moved.length } };
}

async function lock(
  { tx, round, set, places }: SetAt,
  participant: string,
  locked: boolean,
): Promise<SetChange | null> {
  const place = places.get(participant as ParticipantId);
  if (!place) throw new AppError('not-found', 'This person has no place in this set.');
  if (place.locked === locked) return null;
  await savePlace(tx, round.eventId, set.id, { ...place, locked });
  await raiseSet(tx, round.eventId, set.id);
  return { topics: [ROUNDS_STAFF_TOPIC], details: { participant, locked } };
}

function brokenIn({ people, places }: Pick<SetAt, 'people' | 'places'>, moved: readonly Moved[]): Broken[] {
  const nameOf = (id: ParticipantId) => people.members.get(id)?.name ?? 'Somebody';
  return brokenBy(seatsOf(places), seatsOf(moveAll(places, moved)), people.rules, nameOf);
}

/** @throws AppError `room-full`, `bad-input`: in sentences, each rule that would be broken. */
function refuse(broken: readonly Broken[]): void {
  if (broken.length === 0) return;
  const errors = broken.map(({ sentence }) => ({ path: 'moves', message: sentence }));
  const full = broken.some(({ what }) => what === 'full');
  throw new AppError(
    full ? 'room-full' : 'bad-input',
    `${broken.map(({ sentence }) => sentence).join(' ')} Nobody was moved.`,
    {
      errors,
    },
  );
}

function refuseStaleSet({ revision: seen }: SetOf, { revision }: BreakoutSet): void {
  if (seen === null || seen === revision) return;
  throw new AppError('revision-stale', 'Somebody else has changed this set since you saw it. Nothing was changed.', {
    extra: { revision },
  });
}

function refuseClosed({ round }: RoundAt): void {
  if (!isAhead(round)) throw new AppError('state-not-right', 'The round has closed: places are kept as they were.');
}

async function note(
  needs: BreakoutNeeds,
  { tx, round }: RoundAt,
  { actor }: RoundOf | SetOf,
  action: AuditAction,
  details: Record<string, string | number | boolean>,
): Promise<void> {
  await needs.record(tx, { eventId: round.eventId, actor, action, subject: `breakout:${round.id}`, details });
}

async function setView(
  needs: BreakoutNeeds,
  tx: Kysely<Tables>,
  round: RoundAt['round'],
  id: string,
): Promise<SetView> {
  const { name, source, revision, createdAt } = await setIn(tx, round, id);
  const people = await peopleOf(needs, tx, round);
  const places = await placesThatCount(tx, people, id);
  const named = (who: ParticipantId) => namedAs(people.members.get(who), who);
  const absent = [...people.absent].filter((who) => people.members.has(who));
  return {
    ...{ id, name, source, revision, createdAt: formatRfc3339(createdAt, 'UTC') },
    places: [...places.values()]
      .map(({ participantId, roomId, locked, joinedAt }) => {
        return { ...named(participantId), room: roomId, locked, joined: joinedAt !== null };
      })
      .sort(inOrder),
    unplaced: unplacedAmong(people, places).map(named).sort(inOrder),
    absent: absent.map(named).sort(inOrder),
    undoable: await countSteps(tx, id),
  };
}

type Named = SetView['unplaced'][number];

function namedAs(member: Member | undefined, participant: ParticipantId): Named {
  return { participant, name: member?.name ?? '', organisation: member?.organisation ?? null };
}

function inOrder(one: Named, other: Named): number {
  return byName(one, other) || (one.participant < other.participant ? -1 : 1);
}
