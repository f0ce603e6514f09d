/** What may be done with a round in which state, and what it is afterwards. The states in words are in `README.md`. */
import { AppError } from '../../kernel/errors.ts';
import { addMinutes, type Instant, instant } from '../../kernel/time.ts';
import type { BreakoutRound, Report, RoundState } from '../round.ts';
import type { RoundCommand } from '../schema.ts';

type Change<Command> = (round: BreakoutRound, command: Command, at: Moment) => BreakoutRound;

/** When it is, and how long before closing people are warned. */
export interface Moment {
  readonly now: Instant;
  readonly warnSeconds: number;
}

/**
 * What a command makes of a round, its revision one higher. Of what is open the closing time is to be asked of the
 * agenda's hand afterwards; messages and nudges are stored beside it.
 * @throws AppError `state-not-right`, with the state in `extra`, where it makes no sense now; `bad-input` for a room
 * that the round has not.
 */
export function obey(round: BreakoutRound, command: RoundCommand, at: Moment): BreakoutRound {
  const obeyed = CHANGES[command.do](round, command as never, at);
  return { ...obeyed, revision: round.revision + 1, updatedAt: at.now };
}

/** Lets people in. */
export function opened(round: BreakoutRound, now: Instant, by: 'hand' | 'agenda'): BreakoutRound {
  return { ...round, state: 'open', openedAt: now, openedByAgenda: round.openedByAgenda || by === 'agenda' };
}

/** Rooms are left. @param closesAt when that was due. */
export function closed(round: BreakoutRound, closesAt: Instant | null, now: Instant): BreakoutRound {
  return { ...round, state: 'closed', closesAt, closedAt: now };
}

/** Everybody is where the set says. @throws AppError `state-not-right` once it has opened. */
export function inUse(round: BreakoutRound, set: string): BreakoutRound {
  demand(round, BEFORE, 'Who is in which room can be exchanged until the round opens.');
  return { ...round, state: 'assigned', setId: set, placesRevision: round.placesRevision + 1 };
}

const BEFORE: readonly RoundState[] = ['planned', 'assigned'];
const RUNNING: readonly RoundState[] = ['open', 'closing'];

const CHANGES: { readonly [Name in RoundCommand['do']]: Change<Extract<RoundCommand, { do: Name }>> } = {
  use: (round, { set }) => inUse(round, set),
  open: (round, _, { now }) => {
    demand(round, ['assigned'], openingAdvice(round.state));
    return opened(round, now, 'hand');
  },
  time: (round, { minutes }, { now }) => {
    demand(round, RUNNING, 'The time can be changed while the rooms are open.');
    return { ...round, closesByHand: minutes === null ? null : addMinutes(now, minutes) };
  },
  close: (round, _, { now, warnSeconds }) => {
    demand(round, RUNNING, 'Only rooms that are open can be closed.');
    return { ...round, closesByHand: earliest(now + warnSeconds * 1_000, round.closesAt, round.closesByHand) };
  },
  message: (round, { room }) => {
    demand(round, ['assigned', ...RUNNING], 'Rooms can be told something once they are assigned, until they close.');
    if (room !== null) refuseUnknown(round, [room], 'room');
    return round;
  },
  'take-back': (round) => round,
  nudge: (round, { room }) => {
    demand(
      round,
      ['assigned', ...RUNNING, 'closed'],
      'A room can be asked for its summary from when it is assigned until all rooms have reported.',
    );
    refuseUnknown(round, [room], 'room');
    return round;
  },
  order: (round, { rooms }) => {
    refuseUnknown(round, rooms, 'rooms');
    const order = [...new Set(rooms)];
    return reporting(round, { order });
  },
  present: (round, { room }) => {
    demand(round, ['closed'], presentingAdvice(round.state));
    refuseUnknown(round, [room], 'room');
    return reporting(round, { presenting: room, presented: presentedWith(round).filter((each) => each !== room) });
  },
  draft: (round, { room, presented }) => {
    refuseUnknown(round, [room], 'room');
    const others = round.report.drafts.filter((each) => each !== room);
    return reporting(round, { drafts: presented ? [...others, room] : others });
  },
  finish: (round) => {
    demand(round, ['closed'], presentingAdvice(round.state));
    if (round.report.presenting === null) throw notRight(round, 'No room is on the stage.');
    const presented = presentedWith(round);
    const isLast = round.content.rooms.every(({ id }) => presented.includes(id));
    return { ...reporting(round, { presenting: null, presented }), state: isLast ? 'reported' : 'closed' };
  },
  again: (round) => {
    demand(round, ['reported'], 'Only a round of which all rooms have reported can be presented once more.');
    return { ...round, state: 'closed' };
  },
};

function reporting(round: BreakoutRound, change: Partial<Report>): BreakoutRound {
  return { ...round, report: { ...round.report, ...change } };
}

/** What is on the stage has been presented as soon as it leaves it. */
function presentedWith({ report: { presenting, presented } }: BreakoutRound): string[] {
  const before = presented.filter((each) => each !== presenting);
  return presenting === null ? before : [...before, presenting];
}

function earliest(at: number, ...others: readonly (Instant | null)[]): Instant {
  return instant(Math.min(at, ...others.filter((other) => other !== null)));
}

function openingAdvice(state: RoundState): string {
  if (state === 'planned') return 'Nobody is in a room of this round yet: take a set into use, then open it.';
  if (state === 'open' || state === 'closing') return 'This round is open already.';
  return 'This round was open before, and is not opened again.';
}

function presentingAdvice(state: RoundState): string {
  if (state === 'reported') return 'All rooms have reported: have the round presented again first.';
  return 'Rooms report once they have closed.';
}

function refuseUnknown(round: BreakoutRound, rooms: readonly string[], path: string): void {
  const strange = rooms.find((room) => !round.content.rooms.some(({ id }) => id === room));
  if (strange === undefined) return;
  throw new AppError('bad-input', 'This round has no such room. Nothing was changed.', {
    errors: [{ path, message: `expected ids of rooms of this round, found ${strange}` }],
  });
}

function demand(round: BreakoutRound, states: readonly RoundState[], message: string): void {
  if (!states.includes(round.state)) throw notRight(round, message);
}

export function notRight({ state }: Pick<BreakoutRound, 'state'>, message: string): AppError {
  return new AppError('state-not-right', message, { extra: { state } });
}
