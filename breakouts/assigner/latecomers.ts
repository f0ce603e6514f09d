/** Small changes to a plan that people know: those who come late are dealt in, and nobody else is moved. */

import { meetsFoe } from './anneal.ts';
import { Arrangement } from './arrangement.ts';
import { boundsOf } from './bounds.ts';
import { planOf, randomBaseline, roomsOf } from './figures.ts';
import { type Objective, objectiveOf, rangesOf } from './objective.ts';
import type { Plan, Problem } from './problem.ts';
import { type RoundSetting, type Setting, settingOf } from './setting.ts';

/** What someone dealt in got, or why they could not be. Rounds and rooms by place. */
export interface Dealt {
  readonly person: string;
  readonly round: number;
  /** Null where every room is full or a rule forbids it. */
  readonly room: number | null;
}

export interface Move {
  readonly person: string;
  readonly round: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Puts everyone who is there and in no room into the smallest room that their rules and its capacity allow, of equal
 * ones the one that costs least. Who is pinned goes there; who must be together with somebody goes to them, and those
 * who must be together and all come late go into a room with places for all of them, while there is one.
 * Whoever is in the plan and not there leaves it.
 */
export function dealIn(problem: Problem, plan: Plan): { readonly plan: Plan; readonly dealt: readonly Dealt[] } {
  const setting = settingOf(problem);
  const rooms = withoutAbsent(setting, roomsOf(setting, plan));
  const met = new Meetings(setting, rooms);
  const dealt: Dealt[] = [];
  setting.rounds.forEach((round, at) => {
    if (round.frozen !== null) return;
    for (const person of round.present) {
      if ((rooms[at]?.[person] as number) >= 0) continue;
      const room = met.roomFor(round, at, person);
      dealt.push({ person: setting.people[person]?.id ?? '', round: at, room });
      if (room !== null) met.seat(at, person, room);
    }
  });
  return { plan: planOf(setting, rooms), dealt };
}

/**
 * The fewest moves after which rooms are within one of each other again, at least cost; never applied here. Each takes
 * someone whom no rule binds out of a room that is too full.
 */
export function proposeMoves(problem: Problem, plan: Plan): Move[] {
  const setting = settingOf(problem);
  const rooms = withoutAbsent(setting, roomsOf(setting, plan));
  const objective = objectiveFor(setting);
  const arrangement = new Arrangement(setting, objective, rooms);
  return setting.rounds.flatMap((round, at) => (round.sizes === null ? [] : movesOf(setting, round, at, arrangement)));
}

function movesOf(setting: Setting, round: RoundSetting, at: number, arrangement: Arrangement): Move[] {
  const moves: Move[] = [];
  const { roomOf, sizes } = arrangement.seatings[at] as Arrangement['seatings'][number];
  const { least, most } = round.sizes as NonNullable<RoundSetting['sizes']>;
  for (;;) {
    const room = [...sizes.keys()];
    const low = room.some((each) => (sizes[each] as number) < (least[each] as number));
    const high = room.some((each) => (sizes[each] as number) > (most[each] as number));
    if (!low && !high) return moves;
    let best: { person: number; to: number; delta: number } | null = null;
    for (const person of round.present) {
      const from = roomOf[person] as number;
      const unit = round.units[round.unitOf[person] as number];
      if (from < 0 || unit === undefined || unit.pin >= 0 || unit.people.length > 1) continue;
      if ((sizes[from] as number) <= ((high ? most : least)[from] as number)) continue;
      for (const to of room) {
        if ((sizes[to] as number) >= ((low ? least : most)[to] as number)) continue;
        if (to === from || meetsFoe(round, roomOf, person, to, -1)) continue;
        const delta = arrangement.moveDelta(at, person, to);
        if (best === null || delta < best.delta) best = { person, to, delta };
      }
    }
    if (best === null) return moves;
    moves.push({
      person: setting.people[best.person]?.id ?? '',
      round: at,
      from: roomOf[best.person] as number,
      to: best.to,
    });
    arrangement.move(at, best.person, best.to, best.delta);
  }
}

function withoutAbsent(setting: Setting, rooms: readonly Int32Array[]): Int32Array[] {
  return rooms.map((roomOf, at) => {
    const round = setting.rounds[at];
    if (round?.frozen) return round.frozen.slice();
    return roomOf.map((room, person) => ((round?.unitOf[person] ?? -1) < 0 ? -1 : room));
  });
}

/** Weights as a whole search would set them. */
function objectiveFor(setting: Setting): Objective {
  return objectiveOf(setting, rangesOf(randomBaseline(setting), boundsOf(setting)));
}

/** Rooms as they fill up, and what another in each would cost. Who met whom is looked up for the few who come alone. */
class Meetings {
  private readonly members: number[][][];
  private readonly objective: Objective;
  private readonly setting: Setting;
  private readonly rooms: readonly Int32Array[];

  constructor(setting: Setting, rooms: readonly Int32Array[]) {
    this.setting = setting;
    this.rooms = rooms;
    this.members = setting.rounds.map((round, at) => {
      const people: number[][] = round.rooms.map(() => []);
      rooms[at]?.forEach((room, person) => {
        people[room]?.push(person);
      });
      return people;
    });
    // Ranges near what chance gives: a pair met anew, a colleague and a topic count as the dials say.
    const few = Math.max(1, setting.people.length);
    this.objective = objectiveOf(setting, { mixing: few, organisations: few, topics: few });
  }

  seat(at: number, person: number, room: number): void {
    (this.rooms[at] as Int32Array)[person] = room;
    this.members[at]?.[room]?.push(person);
  }

  roomFor(round: RoundSetting, at: number, person: number): number | null {
    const roomOf = this.rooms[at] as Int32Array;
    const unit = round.units[round.unitOf[person] as number] as RoundSetting['units'][number];
    const friend = unit.people.find((each) => (roomOf[each] as number) >= 0);
    const bound = unit.pin >= 0 ? unit.pin : friend === undefined ? -1 : (roomOf[friend] as number);
    const coming = bound >= 0 ? [person] : unit.people.filter((each) => (roomOf[each] as number) < 0);
    const rooms = bound >= 0 ? [bound] : [...round.rooms.keys()];
    const forAll = rooms.filter((room) => this.takes(round, at, room, coming));
    const allowed = forAll.length > 0 ? forAll : rooms.filter((room) => this.takes(round, at, room, [person]));
    const smallest = Math.min(...allowed.map((room) => this.size(at, room)));
    let best: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const room of allowed) {
      if (this.size(at, room) > smallest) continue;
      const cost = this.costOf(at, person, room);
      if (cost < least) [best, least] = [room, cost];
    }
    return best;
  }

  private takes(round: RoundSetting, at: number, room: number, people: readonly number[]): boolean {
    const roomOf = this.rooms[at] as Int32Array;
    return (
      this.size(at, room) + people.length <= (round.rooms[room]?.capacity ?? Number.POSITIVE_INFINITY) &&
      !people.some((person) => meetsFoe(round, roomOf, person, room, -1))
    );
  }

  private size(at: number, room: number): number {
    return this.members[at]?.[room]?.length ?? 0;
  }

  private costOf(at: number, person: number, room: number): number {
    const { up, together, organisations, linear } = this.objective;
    let cost = linear[at]?.[person * (this.setting.rounds[at]?.rooms.length ?? 0) + room] ?? 0;
    for (const other of this.members[at]?.[room] ?? []) {
      let met = 0;
      for (const roomOf of this.rooms) {
        const own = roomOf[person] as number;
        if (own >= 0 && own === roomOf[other]) met++;
      }
      cost += up[met] as number;
      if ((organisations[person] as number) >= 0 && organisations[person] === organisations[other]) cost += together;
    }
    return cost;
  }
}
