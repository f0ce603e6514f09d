/** Rounds, rooms, rules, moves and summaries as they come from outside. */
import { z } from 'zod';
import { line, text, webLink } from '../kernel/text.ts';
import { MIXINGS, PRESETS } from './assigner/problem.ts';
import { SUMMARY_FIELDS } from './summary-fields.ts';

export const LEAST_ROOMS = 2;
export const MOST_ROOMS = 100;
/** Of one field, in characters. */
export const LONGEST_SUMMARY = 4_000;

/** In small letters, as pages name it. */
const id = z.uuid().toLowerCase();
const participant = id;

export const roomContent = z.strictObject({
  /** The same when it is changed; new rooms are given one. */
  id,
  name: line(80),
  topic: line(200).nullable().default(null),
  joinLink: webLink.nullable().default(null),
  /** The most people it takes, facilitator and rapporteur included; null for as many as come. */
  capacity: z.int().min(1).max(10_000).nullable().default(null),
  facilitator: participant.nullable().default(null),
  rapporteur: participant.nullable().default(null),
});
export type RoomContent = z.infer<typeof roomContent>;

const content = z.strictObject({
  /** The session on which it hangs, of the kind breakout, with its day's id. */
  entry: z.strictObject({ id, day: id }),
  opens: z.enum(['agenda', 'chair']).default('agenda'),
  rooms: z.array(roomContent).min(LEAST_ROOMS).max(MOST_ROOMS),
});

/** A round, whole. */
export const roundContent = content.superRefine(({ rooms }, context) => {
  rooms.forEach(({ id, name }, place) => {
    const before = rooms.slice(0, place);
    const path = ['rooms', place];
    if (before.some((room) => room.id === id))
      context.addIssue({
        code: 'custom',
        path: [...path, 'id'],
        message: 'expected another id than that of a room before it',
      });
    if (before.some((room) => sameName(room.name, name)))
      context.addIssue({
        code: 'custom',
        path: [...path, 'name'],
        message: `expected another name than "${name}", which a room before it has`,
      });
  });
});
export type RoundContent = z.infer<typeof content>;

/** Names differ only where they do so without regard to letters' case. */
export function sameName(one: string, other: string): boolean {
  return caseless(one) === caseless(other);
}

/** What names have in common that are the same. */
export function caseless(name: string): string {
  return name.toLocaleLowerCase('en');
}

const people = z.array(participant).min(2).max(1_000);
/** A session that is a breakout; null for all of them. */
const entry = id.nullable().default(null);

export const breakoutSettings = z.strictObject({
  /** From when on people see their room. */
  from: z.enum(['assigned', 'open']).default('assigned'),
  /** Whose names are seen: of everybody, of those in one's own room, or nobody's. */
  names: z.enum(['everybody', 'own-room', 'nobody']).default('own-room'),
  /** Whether the stage lists who goes where, or asks to look at one's own page. Names only if all may see them. */
  stage: z.enum(['names', 'own-page']).default('own-page'),
  selfMoves: z.boolean().default(false),
  /** How long before the rooms close they are warned. */
  warnSeconds: z.int().min(10).max(600).default(60),
  /** How long before the plenary begins a summary is due. */
  dueMinutes: z.int().min(0).max(120).default(0),
  /** Whether summaries are kept without the names of those who wrote them. */
  chathamHouse: z.boolean().default(true),
  rules: z
    .strictObject({
      /** Into the room of that name, letters' case aside. */
      pins: z
        .array(z.strictObject({ participant, room: line(80), entry }))
        .max(1_000)
        .default([]),
      together: z.array(z.strictObject({ people, entry })).max(500).default([]),
      apart: z.array(z.strictObject({ people, entry })).max(500).default([]),
    })
    .default({ pins: [], together: [], apart: [] }),
});
export type BreakoutSettings = z.infer<typeof breakoutSettings>;
export const DEFAULT_SETTINGS: BreakoutSettings = breakoutSettings.parse({});

const dial = z.int().min(0).max(10);

/** What a dealing is asked for. */
export const newDealing = z.strictObject({
  /** Rounds that have not opened; every other round counts as it was. */
  rounds: z.array(id).min(1).max(50),
  name: line(80).default('Dealt'),
  preset: z.enum(PRESETS).nullable().default('meet-everyone'),
  /** Instead of a preset. */
  aim: z
    .strictObject({
      mixing: z.enum(MIXINGS),
      dials: z.strictObject({ mixing: dial, organisations: dial, topics: dial }),
    })
    .nullable()
    .default(null),
  seed: z.int().min(0).max(2_147_483_647).default(1),
  /** A number of steps, 1 being about a second of one core. */
  effort: z.number().min(0.1).max(120).default(5),
  /** What moving somebody from the set in use costs, in thousandths of the way from ideal to chance; 0 for nothing. */
  costPerMove: z.int().min(0).max(1_000).default(0),
});
export type NewDealing = z.infer<typeof newDealing>;

/** People to other rooms of the set in one step; null takes the place away. */
export const moves = z.strictObject({
  moves: z
    .array(z.strictObject({ participant, room: id.nullable() }))
    .min(1)
    .max(1_000),
});
export type Moves = z.infer<typeof moves>;

export const newSet = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('copy'), set: id, name: line(80) }),
  /** From the set in use of another round: rooms by name, else by their order. */
  z.strictObject({ from: z.literal('round'), round: id, name: line(80) }),
  z.strictObject({ from: z.literal('empty'), name: line(80) }),
]);
export type NewSet = z.infer<typeof newSet>;

const room = id;

export const roundCommand = z.discriminatedUnion('do', [
  /** Takes a set into use, before the round opens. */
  z.strictObject({ do: z.literal('use'), set: id }),
  z.strictObject({ do: z.literal('open') }),
  /** Has the rooms close in so many minutes from now, at the latest when the agenda says; null: when the agenda says. */
  z.strictObject({ do: z.literal('time'), minutes: z.int().min(1).max(600).nullable() }),
  /** Closes after the warning. */
  z.strictObject({ do: z.literal('close') }),
  /** To all rooms where `room` is null. */
  z.strictObject({ do: z.literal('message'), text: line(300), room: room.nullable() }),
  z.strictObject({ do: z.literal('take-back'), message: id }),
  z.strictObject({ do: z.literal('nudge'), room }),
  z.strictObject({ do: z.literal('order'), rooms: z.array(room).max(MOST_ROOMS) }),
  /** Puts a room on the stage; the one before it has been presented then. */
  z.strictObject({ do: z.literal('present'), room }),
  /** Lets a draft be presented, or no more. */
  z.strictObject({ do: z.literal('draft'), room, presented: z.boolean() }),
  /** The one on the stage has been presented; with none left the round is reported. */
  z.strictObject({ do: z.literal('finish') }),
  /** Presents once more. */
  z.strictObject({ do: z.literal('again') }),
]);
export type RoundCommand = z.infer<typeof roundCommand>;

/** One or more fields with the versions that their writer saw; and whether the summary is in, where that changes. */
export const summaryChange = z
  .strictObject({
    fields: z
      .array(
        z.strictObject({
          field: z.enum(SUMMARY_FIELDS),
          text: text(LONGEST_SUMMARY),
          version: z.int().min(0),
        }),
      )
      .max(SUMMARY_FIELDS.length)
      .default([]),
    isIn: z.boolean().optional(),
  })
  .refine(({ fields }) => new Set(fields.map(({ field }) => field)).size === fields.length, {
    path: ['fields'],
    error: 'expected each field once',
  });
export type SummaryChange = z.infer<typeof summaryChange>;

export const ownWishes = z.strictObject({ topics: z.array(line(200)).max(20) });
export type OwnWishes = z.infer<typeof ownWishes>;
export const ownAbsence = z.strictObject({ absent: z.boolean() });
export const ownMove = z.strictObject({ room });
