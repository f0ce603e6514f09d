/** `plenum assign`: deals the people of a file into rooms; without a database. */
import { faultsOf } from '../../breakouts/assigner/faults.ts';
import { figuresOf, randomBaseline } from '../../breakouts/assigner/figures.ts';
import { aimOf, type Fault, type Plan, PRESETS, type Preset, type Problem } from '../../breakouts/assigner/problem.ts';
import { Search, STEPS_PER_SECOND } from '../../breakouts/assigner/search.ts';
import { settingOf } from '../../breakouts/assigner/setting.ts';
import { asWritten, topicsByName } from '../../breakouts/dealings/problem-building.ts';
import { type AssignAnswer, assignmentTable, scoreOf } from './assign-answer.ts';
import { type PeopleInput, pinsOfLeading, readPeople, roomsFor } from './assign-input.ts';
import { asJson, type OptionValues, optional, required, shown, type Terminal, UsageError, type Verb } from './verb.ts';

const NOT_FOUND = 'No arrangement was found that keeps every rule, although no rule contradicts another.';

export const assign: Verb = {
  summary: 'deals the people of a file into rooms',
  usage: [
    '--people FILE --rooms N --rounds B [--capacity K] [--preset PRESET] [--seed S] [--effort E] [--json]',
    '',
    '  --people FILE    the people, as CSV with a header row: name, email, organisation, and where wanted',
    '                   country, role, tags, prefers (topics, the dearest first), together, apart',
    '  --rooms N        how many rooms each round has',
    '  --rounds B       how many rounds there are',
    '  --capacity K     the most people a room takes',
    `  --preset PRESET  ${PRESETS.join(', ')}; ${PRESETS[0]} unless given`,
    '  --seed S         a whole number; 1 unless given',
    '  --effort E       1 is about a second of one core; 5 unless given',
    '  --json           prints one JSON document',
    '',
    'Nothing is stored. The same file, seed and effort give the same answer to the byte. Exit status 1 says that',
    'the rules of the file cannot be kept.',
  ].join('\n'),
  options: {
    ...{ people: { type: 'string' }, rooms: { type: 'string' }, rounds: { type: 'string' }, json: { type: 'boolean' } },
    ...{
      capacity: { type: 'string' },
      preset: { type: 'string' },
      seed: { type: 'string' },
      effort: { type: 'string' },
    },
  },
  run: async (values, terminal) => {
    const wanted = readWanted(values);
    const input = readPeople(wanted.people);
    const notes = [...input.notes];
    const problem = problemOf(input, wanted, notes);
    const found = planOf(problem, wanted);
    if ('faults' in found) return refuse(found.faults, wanted, notes, terminal);
    const { plan } = found;
    const score = scoreOf(figuresOf(problem, plan), randomBaseline(settingOf(problem)));
    const rounds = plan.rounds.map((deal) => ({ rooms: deal }));
    const answer: AssignAnswer = { seed: wanted.seed, rounds, score, unplaced: [], notes };
    terminal.out(wanted.json ? asJson(answer) : assignmentTable(problem, plan, answer));
    return 0;
  },
};

interface Wanted {
  readonly people: string;
  readonly rooms: number;
  readonly rounds: number;
  readonly capacity: number | null;
  readonly preset: Preset;
  readonly seed: number;
  readonly effort: number;
  readonly json: boolean;
}

/** @throws UsageError */
function readWanted(values: OptionValues): Wanted {
  const people = required(values, 'people', 'FILE');
  const preset = optional(values, 'preset') ?? PRESETS[0];
  const known = PRESETS.find((each) => each === preset);
  if (!known) throw new UsageError(`--preset: found ${shown(JSON.stringify(preset))}, expected ${PRESETS.join(', ')}`);
  required(values, 'rooms', 'N');
  required(values, 'rounds', 'B');
  const capacity = optional(values, 'capacity') === undefined ? null : whole(values, 'capacity', 1, 1, 10_000);
  return {
    ...{ people, preset: known, capacity, json: values.json === true },
    rooms: whole(values, 'rooms', 1, 1, 1_000),
    rounds: whole(values, 'rounds', 1, 1, 50),
    seed: whole(values, 'seed', 1, 0, 2_147_483_647),
    effort: effortOf(values),
  };
}

/** @throws UsageError */
function whole(values: OptionValues, option: string, standard: number, least: number, most: number): number {
  const given = optional(values, option);
  if (given === undefined) return standard;
  const number = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  const found = shown(JSON.stringify(given));
  throw new UsageError(`--${option}: found ${found}, expected a whole number from ${least} to ${most}`);
}

/** @throws UsageError */
function effortOf(values: OptionValues): number {
  const given = optional(values, 'effort');
  if (given === undefined) return 5;
  const effort = /^\d{1,4}(\.\d{1,6})?$/.test(given) ? Number(given) : Number.NaN;
  if (effort > 0 && effort <= 3_600) return effort;
  throw new UsageError(`--effort: found ${shown(JSON.stringify(given))}, expected a number above 0, at most 3600`);
}

function problemOf(input: PeopleInput, wanted: Wanted, notes: string[]): Problem {
  const rooms = roomsFor(input, { count: wanted.rooms, capacity: wanted.capacity }, notes);
  const topics = topicsByName(rooms.flatMap(({ topic }) => topic ?? []));
  return {
    people: input.people.map((person) => ({ ...person, prefers: asWritten(person.prefers, topics) })),
    rounds: Array.from({ length: wanted.rounds }, () => ({ rooms, frozen: null })),
    rules: { ...input.rules, pins: pinsOfLeading(input, rooms) },
    aim: aimOf(wanted.preset),
    before: null,
  };
}

function planOf(
  problem: Problem,
  { seed, effort }: Wanted,
): { readonly plan: Plan } | { readonly faults: readonly Fault[] } {
  const faults = faultsOf(problem);
  if (faults.length > 0) return { faults };
  try {
    return { plan: new Search(problem, { seed, steps: Math.round(effort * STEPS_PER_SECOND) }).finish() };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { faults: [{ code: 'no-arrangement', message: NOT_FOUND, people: [], rooms: [], round: null }] };
  }
}

/** The answer is no, with the names that make it so. */
function refuse(faults: readonly Fault[], wanted: Wanted, notes: readonly string[], terminal: Terminal): 1 {
  const { people: file, seed } = wanted;
  const messages = [...new Set(faults.map(({ message }) => shown(message)))];
  for (const message of messages) terminal.err(`${shown(file)}: ${message}\n`);
  const unplaced = [...new Set(faults.flatMap(({ people }) => people))].sort();
  const answer: AssignAnswer = { seed, rounds: [], score: null, unplaced, notes: [...notes, ...messages] };
  if (wanted.json) terminal.out(asJson(answer));
  return 1;
}
