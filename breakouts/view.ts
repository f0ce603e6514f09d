/**
 * What each audience sees of breakouts.
 *
 * - **Everybody who is in** (`rounds`): every round that has been set up, with its state and times; its rooms from the
 *   moment at which people may see theirs, with what the chair says to all rooms; and of summaries that which is on the
 *   stage. No sizes: these change with each person, and the list is sent only when a round does.
 * - **Who reads on** (`GET …/rounds/:round/reports`): what is or was on the stage, which would be much to send to
 *   everybody each time.
 * - **Who is in a room** (`round:ID:room:ROOM`): what is said to it, and three counters by which a page knows when to
 *   ask again where its person is, and who else is there. Nobody is named in it, so everybody who is in may follow it,
 *   from when people may see their rooms; before, there is none but for its writers, who may be asked for their
 *   summary, and those who run rounds.
 * - **Each person about themselves** (`GET …/me/breakouts`): their rooms, with links, and the others as far as
 *   `names` lets them.
 * - **Where all may see all names** (`round:ID:names`): who is in which room. Else there is no such topic.
 * - **Organisers, and chairs and deputies of whatever day** (`rounds:staff`): all rounds with sizes, who joined, who
 *   has no place, the writers' names and how far each summary is.
 * - **Organisers** see who is where in every set, with locks (`GET …/rounds/:round/sets/:set`), and dealings.
 * - **Writers of a room** see its summary as it is now.
 *
 * Times are RFC 3339 in UTC. These are zod shapes because they leave over the socket too.
 */
import { z } from 'zod';
import { PRESETS } from './assigner/problem.ts';
import { DEALING_STATES, ROUND_STATES, SET_SOURCES } from './round.ts';

const time = z.string();
const count = z.int();
const room = z.strictObject({ id: z.string(), name: z.string(), topic: z.string().nullable() });

/** How a room stands in the report-back. */
export const REPORT_STATES = ['ahead', 'presenting', 'presented'] as const;
const summaryTexts = z.strictObject({ outcomes: z.string(), decisions: z.string(), questions: z.string() });
export type SummaryTexts = z.infer<typeof summaryTexts>;

const reported = z.strictObject({
  room: z.string(),
  state: z.enum(REPORT_STATES),
  /** Whether there is nothing to present, as far as it may be. */
  missing: z.boolean(),
  /** While it is presented, where it is not missing; else null: of those before it `reportsView` tells. */
  texts: summaryTexts.nullable(),
});

const message = z.strictObject({ id: z.string(), text: z.string(), at: time });

export const roundView = z.strictObject({
  id: z.string(),
  /** Id of the session on which it hangs, and of its day. */
  entry: z.string(),
  day: z.string(),
  state: z.enum(ROUND_STATES),
  openedAt: time.nullable(),
  /** When the rooms close, as expected now; null before it was opened. */
  closesAt: time.nullable(),
  warnSeconds: count,
  /** Whether people may see their rooms; the rooms are empty before. */
  visible: z.boolean(),
  rooms: z.array(room),
  /** Rises when everybody has to ask again where they are. */
  placesRevision: count,
  selfMoves: z.boolean(),
  messages: z.array(message),
  stage: z.enum(['names', 'own-page']),
  /** In the order in which rooms are presented. */
  report: z.array(reported),
});
export type RoundView = z.infer<typeof roundView>;

/** The topic `rounds`, and `GET /api/events/:event/breakouts`. In the order of the agenda. */
export const roundsView = z.strictObject({ rounds: z.array(roundView) });
export type RoundsView = z.infer<typeof roundsView>;

/** `GET …/breakouts/rounds/:round/reports`: of the rooms that the plenary hears or has heard, as they are presented. */
export const reportsView = z.strictObject({
  round: z.string(),
  /** `texts` null where a room reported without having written anything. */
  rooms: z.array(z.strictObject({ room: z.string(), texts: summaryTexts.nullable() })),
});
export type ReportsView = z.infer<typeof reportsView>;

/** The topic `round:ID:room:ROOM`. */
export const roomView = z.strictObject({
  round: z.string(),
  room: z.string(),
  /** How many have come into the room since it was set up, and how many have been taken out. */
  came: count,
  left: count,
  /** Rises with each saved change of its summary. */
  summaryRevision: count,
  messages: z.array(message),
  /** When its writers were asked last for their summary; null for never. */
  nudgedAt: time.nullable(),
});
export type RoomView = z.infer<typeof roomView>;

const person = z.strictObject({ name: z.string(), organisation: z.string().nullable() });

/** The topic `round:ID:names`. */
export const namesView = z.strictObject({
  round: z.string(),
  rooms: z.array(z.strictObject({ ...room.shape, people: z.array(person) })),
});
export type NamesView = z.infer<typeof namesView>;

const ownRoom = z.strictObject({
  ...room.shape,
  joinLink: z.string().nullable(),
  facilitator: z.string().nullable(),
  rapporteur: z.string().nullable(),
  /** The others and oneself; null where names are not shown. */
  people: z.array(person).nullable(),
  size: count,
  /** Whether one writes its summary. */
  writes: z.boolean(),
});

export const ownRoundView = z.strictObject({
  round: z.string(),
  entry: z.string(),
  day: z.string(),
  /** Null where one has none, or may not see it yet. */
  room: ownRoom.nullable(),
  joinedAt: time.nullable(),
  absent: z.boolean(),
  /** Rooms into which one may move oneself now. */
  mayMoveTo: z.array(z.string()),
  /** Whether one may be dealt in now. */
  mayBeDealtIn: z.boolean(),
});
export type OwnRoundView = z.infer<typeof ownRoundView>;

/** `GET /api/events/:event/me/breakouts`. */
export const ownBreakoutsView = z.strictObject({
  rounds: z.array(ownRoundView),
  /** Rooms of other rounds or of rounds one is not in whose summary one writes. */
  writes: z.array(z.strictObject({ round: z.string(), entry: z.string(), room })),
  /** Topics on offer, and one's own ranking, the dearest first. */
  topics: z.array(z.string()),
  wishes: z.array(z.string()),
});
export type OwnBreakoutsView = z.infer<typeof ownBreakoutsView>;

/** How far a summary is. */
export const SUMMARY_STATES = ['none', 'draft', 'in'] as const;

const named = z.strictObject({ participant: z.string(), name: z.string(), organisation: z.string().nullable() });
/** Who leads a room; `byRole` where the round names nobody, and a role for a room of that name says so. */
const leader = z.strictObject({ ...named.shape, byRole: z.boolean() });

const staffRoom = z.strictObject({
  ...room.shape,
  joinLink: z.string().nullable(),
  capacity: count.nullable(),
  /** Null where there is none, or none any more. */
  facilitator: leader.nullable(),
  rapporteur: leader.nullable(),
  size: count,
  joined: count,
  summary: z.enum(SUMMARY_STATES),
  late: z.boolean(),
  nudgedAt: time.nullable(),
  messages: z.array(message),
});

const setLine = z.strictObject({
  id: z.string(),
  name: z.string(),
  source: z.enum(SET_SOURCES),
  places: count,
  revision: count,
  createdAt: time,
});

export const staffRoundView = z.strictObject({
  ...roundView.omit({ rooms: true }).shape,
  opens: z.enum(['agenda', 'chair']),
  closesByHand: time.nullable(),
  rooms: z.array(staffRoom),
  set: z.string().nullable(),
  sets: z.array(setLine),
  /** Registered people without a place who are not absent; and those absent. */
  unplaced: count,
  absent: count,
  /** When summaries are due; null while the plenary that hears the rooms is not known. */
  dueAt: time.nullable(),
  /** Rooms whose drafts may be presented. */
  drafts: z.array(z.string()),
  revision: count,
});
export type StaffRoundView = z.infer<typeof staffRoundView>;

/** The topic `rounds:staff`, and `GET /api/events/:event/breakouts/staff`. */
export const staffRoundsView = z.strictObject({ rounds: z.array(staffRoundView) });
export type StaffRoundsView = z.infer<typeof staffRoundsView>;

/** `GET …/breakouts/rounds/:round/sets/:set`. */
export const setView = z.strictObject({
  ...setLine.omit({ places: true }).shape,
  places: z.array(z.strictObject({ ...named.shape, room: z.string(), locked: z.boolean(), joined: z.boolean() })),
  unplaced: z.array(named),
  absent: z.array(named),
  /** How many steps can be undone. */
  undoable: count,
});
export type SetView = z.infer<typeof setView>;

const numbers = z.array(z.number());

/** What a plan comes to, with what is the best that can be and what chance gives beside it. */
export const figuresView = z.strictObject({
  distinctMet: count,
  distinctCeiling: count,
  repeats: count,
  repeatBound: count,
  forcedRepeats: count,
  maxMeetings: count,
  /** Pairs by times met, from 0. */
  meetings: numbers,
  worstOff: count,
  worstOffName: z.string().nullable(),
  organisationPairs: count,
  organisationIdeal: count,
  /** Times that somebody got their first, second … topic; the last entry: none of theirs. */
  topics: numbers,
  topicsAsked: count,
  /** Sum of ranks given, 0 for a first topic, and the least that it can be. */
  topicCost: z.number(),
  topicIdeal: z.number(),
  sizes: z.array(numbers),
  moved: count,
  random: z.strictObject({
    distinctMet: z.number(),
    repeats: z.number(),
    organisationPairs: z.number(),
    topicCost: z.number(),
  }),
});
export type FiguresView = z.infer<typeof figuresView>;

/** `GET …/breakouts/dealings/:dealing`, and the list of them. */
export const dealingView = z.strictObject({
  id: z.string(),
  name: z.string(),
  state: z.enum(DEALING_STATES),
  rounds: z.array(z.string()),
  preset: z.enum(PRESETS).nullable(),
  /** From 0 to 1. */
  progress: z.number(),
  /** Of the best so far; null before there is one. */
  figures: figuresView.nullable(),
  /** Why it failed, in a sentence; null otherwise. */
  fault: z.string().nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
});
export type DealingView = z.infer<typeof dealingView>;
export const dealingsView = z.strictObject({ dealings: z.array(dealingView) });
export type DealingsView = z.infer<typeof dealingsView>;

/** Why somebody is where they are, in one dealing or set. */
export const explanationView = z.strictObject({
  participant: z.string(),
  name: z.string(),
  rounds: z.array(
    z.strictObject({
      round: z.string(),
      room: z.string().nullable(),
      newMet: count,
      /** 0 the first; null where they have no wishes or the room no topic. */
      topicRank: count.nullable(),
      /** What forced it, in a sentence; null where nothing did. */
      forcedBy: z.string().nullable(),
      /** The best swap that was not made, in a sentence, and what it would have cost; null for none. */
      bestSwap: z.strictObject({ sentence: z.string(), cost: z.number() }).nullable(),
    }),
  ),
});
export type ExplanationView = z.infer<typeof explanationView>;

/** What moves come to, before they are made. */
export const moveCostView = z.strictObject({
  /** In each figure: as it is, and as it would be. */
  before: figuresView,
  after: figuresView,
  /** Rules that would be broken, in sentences; moves that break one are refused. */
  broken: z.array(z.string()),
});
export type MoveCostView = z.infer<typeof moveCostView>;

/** `GET …/breakouts/rounds/:round/rooms/:room/summary`. */
export const summaryView = z.strictObject({
  round: z.string(),
  entry: z.string(),
  room,
  state: z.enum(SUMMARY_STATES),
  texts: summaryTexts,
  versions: z.strictObject({ outcomes: count, decisions: count, questions: count }),
  late: z.boolean(),
  dueAt: time.nullable(),
  /** Who wrote last; null under the Chatham House rule. */
  writer: z.string().nullable(),
  presented: z.boolean(),
  updatedAt: time.nullable(),
  nudgedAt: time.nullable(),
});
export type SummaryView = z.infer<typeof summaryView>;

/** `GET …/breakouts/settings`, with the revision in the etag. */
export const settingsView = z.strictObject({ settings: z.record(z.string(), z.unknown()), revision: count });
export type SettingsView = z.infer<typeof settingsView>;
