/** Why a plan is as it is, person by person. */
import { meetsFoe } from './anneal.ts';
import { Arrangement } from './arrangement.ts';
import { boundsOf } from './bounds.ts';
import { randomBaseline, roomsOf } from './figures.ts';
import { objectiveOf, rangesOf, topicRank } from './objective.ts';
import type { Person, Plan, Problem } from './problem.ts';
import { type RoundSetting, type Setting, settingOf } from './setting.ts';

/** A rule that left no choice. */
export type Force = 'absent' | 'frozen' | 'pinned' | 'together' | 'apart';

export interface RoundExplained {
  /** Place of the room, null for who is not there. */
  readonly room: number | null;
  /** Others met for the first time in this round. */
  readonly newPeople: number;
  /** 0 for the dearest topic on offer; null where the person minds none. */
  readonly topicRank: number | null;
  readonly forcedBy: readonly Force[];
  /** The change of places that would have cost least, and what it costs more; null where none is allowed. */
  readonly bestSwap: { readonly with: string; readonly room: number; readonly cost: number } | null;
}

export interface PersonExplained {
  readonly person: string;
  readonly distinctMet: number;
  readonly rounds: readonly RoundExplained[];
}

/**
 * Of one person, or of several.
 *
 * @returns costs in parts of the way from ideal to chance; a swap below 0 would have been better
 */
export function explain(problem: Problem, plan: Plan, people: readonly string[]): PersonExplained[] {
  const setting = settingOf(problem);
  const objective = objectiveOf(setting, rangesOf(randomBaseline(setting), boundsOf(setting)));
  const arrangement = new Arrangement(setting, objective, roomsOf(setting, plan));
  return people.flatMap((id) => {
    const person = setting.indexOf.get(id);
    return person === undefined ? [] : [explainOne(setting, arrangement, person)];
  });
}

function explainOne(setting: Setting, arrangement: Arrangement, person: number): PersonExplained {
  const known = new Set<number>();
  const rounds = setting.rounds.map((round, at): RoundExplained => {
    const { roomOf } = arrangement.seatings[at] as Arrangement['seatings'][number];
    const room = roomOf[person] as number;
    let newPeople = 0;
    roomOf.forEach((other, index) => {
      if (room < 0 || other !== room || index === person || known.has(index)) return;
      known.add(index);
      newPeople++;
    });
    const forcedBy = forcesOn(round, roomOf, person);
    return {
      room: room < 0 ? null : room,
      newPeople,
      topicRank: room < 0 ? null : topicRank(setting.people[person] as Person, round, room),
      forcedBy,
      bestSwap: isLoose(round, person) ? bestSwap(setting, arrangement, at, person) : null,
    };
  });
  return { person: setting.people[person]?.id ?? '', distinctMet: known.size, rounds };
}

function forcesOn(round: RoundSetting, roomOf: Int32Array, person: number): Force[] {
  if (round.frozen !== null) return ['frozen'];
  const unit = round.units[round.unitOf[person] as number];
  if (unit === undefined) return ['absent'];
  const forces: Force[] = [];
  if (unit.pin >= 0) forces.push('pinned');
  if (unit.people.length > 1) forces.push('together');
  if (round.foes[person]?.some((foe) => (roomOf[foe] as number) >= 0)) forces.push('apart');
  return forces;
}

function isLoose(round: RoundSetting, person: number): boolean {
  const unit = round.units[round.unitOf[person] as number];
  return round.frozen === null && unit !== undefined && unit.pin < 0 && unit.people.length === 1;
}

function bestSwap(setting: Setting, arrangement: Arrangement, at: number, person: number) {
  const round = setting.rounds[at] as RoundSetting;
  const { roomOf } = arrangement.seatings[at] as Arrangement['seatings'][number];
  const own = roomOf[person] as number;
  let best: { with: string; room: number; cost: number } | null = null;
  for (const other of own < 0 ? [] : round.present) {
    const room = roomOf[other] as number;
    if (room < 0 || room === own || !isLoose(round, other)) continue;
    if (meetsFoe(round, roomOf, person, room, other) || meetsFoe(round, roomOf, other, own, person)) continue;
    const cost = arrangement.swapDelta(at, person, other) / 1e9;
    if (best === null || cost < best.cost) best = { with: setting.people[other]?.id ?? '', room, cost };
  }
  return best;
}
