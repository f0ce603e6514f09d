/** What organisers and chairs do with rounds by hand. */
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import { formatDate, type Instant } from '../../kernel/time.ts';
import type { AuditAction } from '../../people/audit/audit.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { RoundOf } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { findSet } from '../places/set-store.ts';
import { demand, demandRunning } from '../rights.ts';
import type { BreakoutRound } from '../round.ts';
import type { RoundCommand } from '../schema.ts';
import { holdSummary } from '../summaries/summary-store.ts';
import { roomTopic } from '../topics.ts';
import type { StaffRoundView } from '../view.ts';
import type { OfDay } from './agenda-hand.ts';
import { changeRound, ofDay, type RoundAt, refuseStale, storeRound } from './change-service.ts';
import { notRight, obey } from './life.ts';
import { deleteMessage, insertMessage } from './message-store.ts';
import { staffView } from './viewing-service.ts';

const ACTIONS: Readonly<Partial<Record<RoundCommand['do'], AuditAction>>> = {
  open: 'breakout-opened',
  close: 'breakout-closed',
  present: 'breakout-reported',
  finish: 'breakout-reported',
};

/** @throws AppError as `RoundService.command`. */
export async function command(needs: BreakoutNeeds, of: RoundOf, wanted: RoundCommand): Promise<StaffRoundView> {
  const { actor, event } = of;
  demand(actor, wanted.do === 'use' ? 'edit-breakouts' : 'run-breakouts', event);
  return await changeRound(needs, of, async (at, touched) => {
    const { round, tx, now } = at;
    demandRunning(actor, event, round.content.entry.day);
    refuseStale(of, round);
    const day = await ofDay(needs, tx, round, now);
    if (wanted.do === 'open' && round.state === 'assigned') refuseOtherDay(event, round, now, day);
    await prepare(at, wanted);
    const obeyed = obey(round, wanted, { now, warnSeconds: day.warnSeconds });
    const rooms = await say(at, wanted);
    const action = ACTIONS[wanted.do] ?? 'breakout-changed';
    const next = wanted.do === 'close' ? { ...obeyed, state: 'closing' as const } : obeyed;
    const stored = await storeRound(needs, at, next, { actor, action, details: { command: wanted.do } });
    touched([...stored.topics, ...rooms.map((room) => roomTopic(round.id, room))]);
    return await staffView(needs, tx, stored.round);
  });
}

/** What else has to be there or to be held. @throws AppError `not-found` for a set of another round. */
async function prepare({ tx, round, now }: RoundAt, wanted: RoundCommand): Promise<void> {
  const { eventId, id, content } = round;
  if (wanted.do === 'use' && (await findSet(tx, eventId, wanted.set))?.roundId !== id)
    throw new AppError('not-found', 'This round has no such set.');
  // Its writers are still at it: they save before it is on the stage, or not at all.
  const isRoom = 'room' in wanted && content.rooms.some((room) => room.id === wanted.room);
  if (wanted.do === 'present' && isRoom) await holdSummary(tx, eventId, id, wanted.room, now);
}

/** Stores what is said to rooms. @returns the rooms to which alone it is said. */
async function say({ tx, round, now }: RoundAt, wanted: RoundCommand): Promise<readonly string[]> {
  const { eventId, id: roundId } = round;
  if (wanted.do === 'message' || wanted.do === 'nudge') {
    const { do: kind, room: roomId } = wanted;
    const text = wanted.do === 'message' ? wanted.text : '';
    await insertMessage(tx, eventId, { id: newId(), roundId, roomId, kind, text, at: now });
    return roomId === null ? [] : [roomId];
  }
  if (wanted.do !== 'take-back') return [];
  const gone = await deleteMessage(tx, eventId, roundId, wanted.message);
  if (!gone) throw new AppError('not-found', 'There is no such message.');
  return gone.roomId === null ? [] : [gone.roomId];
}

/** A round that was opened is not opened again: not by mistake on another day, either. */
function refuseOtherDay({ days, timeZone }: EventRef, round: BreakoutRound, now: Instant, of: OfDay): void {
  if (!of.anchor) throw notRight(round, 'The session of this round is not in the published agenda any more.');
  if (of.minutes === null) throw notRight(round, 'The session of this round is no breakout any more.');
  const day = days.find(({ id }) => id === round.content.entry.day);
  if (!day || formatDate(day.startsAt, timeZone) === formatDate(now, timeZone)) return;
  throw notRight(round, `This round can be opened on its own day, day ${day.number}.`);
}
