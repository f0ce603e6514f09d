/** What the rules of one round forbid altogether. */
import { namesOf } from './names.ts';
import type { Fault, FaultCode, GroupRule } from './problem.ts';
import { holdsIn, pinsOf, type RoundSetting, type Setting } from './setting.ts';

export function roundFaults(setting: Setting, round: RoundSetting, at: number): Fault[] {
  if (round.frozen !== null) return [];
  const report: Report = (code, people, rooms, say) => {
    const named = (ids: readonly string[]) => namesOf(setting.people, ids);
    const message = `Round ${at + 1}: ${say(named(people))}`;
    return { code, message, people, rooms: rooms.map((room) => round.rooms[room]?.id ?? ''), round: at };
  };
  if (round.sizes === null) return [overCapacity(setting, round, report)];
  const pins = [...absentPins(setting, round, at, report), ...doublePins(setting, at, report)];
  if (pins.length > 0) return pins;
  const groups = togetherFaults(setting, round, at, report);
  if (groups.length > 0) return groups;
  return [...crowdedPins(setting, round, report), ...apartFaults(setting, round, at, report)];
}

type Report = (
  code: FaultCode,
  people: readonly string[],
  rooms: readonly number[],
  say: (names: string) => string,
) => Fault;

function overCapacity(setting: Setting, round: RoundSetting, report: Report): Fault {
  const places = round.rooms.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0);
  const people = round.present.map((person) => idOf(setting, person));
  const say = () => `${people.length} people are there, and the rooms hold ${places}.`;
  return report('over-capacity', people, [...round.rooms.keys()], say);
}

/** Someone pinned in a round by name, or in all of them, who is never there where the room is. */
function absentPins(setting: Setting, round: RoundSetting, at: number, report: Report): Fault[] {
  return setting.problem.rules.pins.flatMap(({ person, room, rounds }) => {
    const where = round.rooms.findIndex(({ id }) => id === room);
    const index = setting.indexOf.get(person) ?? -1;
    if (where < 0 || !holdsIn(rounds, at) || (round.unitOf[index] ?? -1) >= 0) return [];
    const comes = setting.rounds.some(
      (other) => (other.unitOf[index] ?? -1) >= 0 && other.rooms.some(({ id }) => id === room),
    );
    if (rounds === null && comes) return [];
    const say = (names: string) => `${names} is pinned to ${round.rooms[where]?.name} and absent.`;
    return [report('pinned-and-absent', [person], [where], say)];
  });
}

function doublePins(setting: Setting, at: number, report: Report): Fault[] {
  const rooms = new Map<string, Set<number>>();
  for (const { person, room } of pinsOf(setting.problem, at)) {
    if (setting.rounds[at]?.unitOf[setting.indexOf.get(person) ?? -1] === undefined) continue;
    if ((setting.rounds[at]?.unitOf[setting.indexOf.get(person) ?? -1] ?? -1) < 0) continue;
    rooms.set(person, (rooms.get(person) ?? new Set()).add(room));
  }
  return [...rooms]
    .filter(([, places]) => places.size > 1)
    .map(([person, places]) =>
      report('pinned-twice', [person], [...places], (names) => {
        const called = [...places].map((room) => setting.rounds[at]?.rooms[room]?.name);
        return `${names} is pinned to ${called.join(' and ')}.`;
      }),
    );
}

function togetherFaults(setting: Setting, round: RoundSetting, at: number, report: Report): Fault[] {
  const pinned = new Map(pinsOf(setting.problem, at).map(({ person, room }) => [person, room]));
  const largest = Math.max(0, ...(round.sizes?.most ?? []));
  return round.units.flatMap((unit) => {
    if (unit.people.length < 2) return [];
    const ids = unit.people.map((person) => idOf(setting, person));
    const rooms = [...new Set(ids.flatMap((id) => pinned.get(id) ?? []))];
    const called = (room: number) => round.rooms[room]?.name ?? '';
    if (rooms.length > 1)
      return [
        report('together-pinned-apart', ids, rooms, (names) => {
          return `${names} must be together, and are pinned to ${rooms.map(called).join(' and ')}.`;
        }),
      ];
    const members = new Set(unit.people);
    const foes = unit.people.filter((person) => round.foes[person]?.some((foe) => members.has(foe)));
    if (foes.length > 0) {
      const apart = namesOf(
        setting.people,
        foes.map((person) => idOf(setting, person)),
      );
      return [
        report('together-and-apart', ids, [], (names) => `${names} must be together, and ${apart} must be apart.`),
      ];
    }
    const room = rooms[0];
    const most = room === undefined ? largest : (round.sizes?.most[room] ?? 0);
    if (unit.people.length <= most) return [];
    const where = room === undefined ? 'no room holds' : `${called(room)} does not hold`;
    return [
      report('together-too-large', ids, rooms, (names) => {
        return `${names} must be together: ${where} ${unit.people.length} people, the most is ${most}.`;
      }),
    ];
  });
}

function crowdedPins(setting: Setting, round: RoundSetting, report: Report): Fault[] {
  return round.rooms.flatMap(({ name }, room) => {
    const ids = round.units
      .filter(({ pin }) => pin === room)
      .flatMap(({ people }) => people.map((person) => idOf(setting, person)));
    const most = round.sizes?.most[room] ?? 0;
    if (ids.length <= most) return [];
    const say = (names: string) => `${names} belong in ${name}: ${ids.length} people, and it holds ${most}.`;
    return [report('pins-over-capacity', ids, [room], say)];
  });
}

function apartFaults(setting: Setting, round: RoundSetting, at: number, report: Report): Fault[] {
  const faults: Fault[] = [];
  const here = (rule: GroupRule) =>
    [...new Set(rule.people)].filter((id) => (round.unitOf[setting.indexOf.get(id) ?? -1] ?? -1) >= 0);
  const groups = setting.problem.rules.apart.filter(({ rounds }) => holdsIn(rounds, at)).map(here);
  for (const ids of [...groups, greedyClique(setting, round)]) {
    if (ids.length <= round.rooms.length) continue;
    if (faults.some(({ people }) => people.length === ids.length)) continue;
    const say = (names: string) => `${names} must all be apart, and there are ${round.rooms.length} rooms.`;
    faults.push(report('apart-too-large', ids, [], say));
  }
  for (const ids of groups) faults.push(...pinnedTogether(setting, round, ids, report));
  return faults;
}

function pinnedTogether(setting: Setting, round: RoundSetting, ids: readonly string[], report: Report): Fault[] {
  return round.rooms.flatMap(({ name }, room) => {
    const inRoom = ids.filter((id) => {
      const unit = round.units[round.unitOf[setting.indexOf.get(id) ?? -1] ?? -1];
      return unit?.pin === room;
    });
    if (inRoom.length < 2) return [];
    const say = (names: string) => `${names} must be apart, and belong in ${name}.`;
    return [report('apart-pinned-together', inRoom, [room], say)];
  });
}

/** Units of which every two hold foes, gathered from pairs: those with most foes first. */
function greedyClique(setting: Setting, round: RoundSetting): string[] {
  const foesOf = round.units.map(
    ({ people }) => new Set(people.flatMap((person) => (round.foes[person] ?? []).map((foe) => round.unitOf[foe]))),
  );
  const order = [...round.units.keys()].filter((unit) => (foesOf[unit]?.size ?? 0) >= round.rooms.length);
  order.sort((a, b) => (foesOf[b]?.size ?? 0) - (foesOf[a]?.size ?? 0) || a - b);
  for (const first of order.slice(0, 200)) {
    const clique = [first];
    for (const unit of order) {
      if (unit !== first && clique.every((each) => foesOf[unit]?.has(each))) clique.push(unit);
    }
    if (clique.length > round.rooms.length)
      return clique.map((unit) => idOf(setting, round.units[unit]?.people[0] as number));
  }
  return [];
}

function idOf(setting: Setting, person: number): string {
  return setting.people[person]?.id ?? '';
}
