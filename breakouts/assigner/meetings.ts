/** Who meets whom how often, counted person by person from their rooms, without a table of all pairs. */

export interface Meetings {
  /** Pairs by times met: the first entry is of those who never meet, the last one is not 0. */
  readonly meetings: readonly number[];
  /** How many others each person meets. */
  readonly others: Int32Array;
}

/**
 * @param rounds of each, groups of people who share a room; nobody is in two groups of a round
 * @param count of all people, who are numbered from 0
 */
export function meetingsIn(rounds: readonly (readonly (readonly number[])[])[], count: number): Meetings {
  const groups = groupsOf(rounds, count);
  const twice: number[] = [0, ...rounds.map(() => 0)];
  const others = new Int32Array(count);
  const times = new Uint16Array(count);
  const known = new Int32Array(count);
  for (let person = 0; person < count; person++) {
    let found = 0;
    for (const group of groups[person] ?? []) {
      for (const other of group) {
        if (times[other] === 0) known[found++] = other;
        times[other] = (times[other] as number) + 1;
      }
    }
    others[person] = Math.max(0, found - 1);
    for (let at = 0; at < found; at++) {
      const other = known[at] as number;
      const met = times[other] as number;
      if (other !== person) twice[met] = (twice[met] as number) + 1;
      times[other] = 0;
    }
  }
  return { meetings: histogram(twice, count), others };
}

function groupsOf(rounds: readonly (readonly (readonly number[])[])[], count: number) {
  const groups: (readonly number[])[][] = Array.from({ length: count }, () => []);
  for (const group of rounds.flat()) for (const person of group) groups[person]?.push(group);
  return groups;
}

/** @param twice each pair counted from both sides */
function histogram(twice: readonly number[], count: number): number[] {
  const meetings = twice.map((pairs) => pairs / 2);
  meetings[0] = (count * (count - 1)) / 2 - meetings.reduce((sum, pairs) => sum + pairs, 0);
  while (meetings.length > 1 && meetings.at(-1) === 0) meetings.pop();
  return meetings;
}
