/**
 * What each audience sees of polls.
 *
 * - **Everybody who is in** (`polls`): the polls that are open, closing, closed or shown, as ballot papers, newest
 *   opened first, with no figures in them: so the list is sent only when a poll opens, closes or is shown. And
 *   (`poll:ID`) one of these with its turnout, and with its counts as far as they are shown. The correct answer is null
 *   until it is shown, whatever the state. Closed and not yet shown, a poll shows its turnout alone.
 * - **Organisers, and chairs and deputies of whatever day**: all polls with state, turnout and times (`polls:staff`);
 *   and one whole (`poll:ID:staff`), with the correct answer, its interim counts unless it is secret, and its rounds.
 * - **Each person about themselves** (`GET …/me/ballots`): what they chose, but of a secret poll only that they voted.
 * - **Organisers** of a named poll also see who chose what (`results.json`, `results.csv`).
 *
 * Times are RFC 3339 in UTC. These are zod shapes because they leave over the socket too.
 */
import { z } from 'zod';
import { POLL_STATES } from './poll.ts';
import { POLL_KINDS, SECRECIES } from './schema.ts';

const time = z.string();
const option = z.strictObject({ id: z.string(), text: z.string() });
const optionCount = z.strictObject({ id: z.string(), people: z.int(), points: z.int() });

export const tallyView = z.strictObject({
  people: z.int(),
  answers: z.int(),
  options: z.array(optionCount),
  /** Those given most often: at most 200. */
  texts: z.array(z.strictObject({ text: z.string(), people: z.int() })),
  mean: z.number().nullable(),
  breakdown: z
    .strictObject({
      by: z.enum(['organisation', 'country']),
      groups: z.array(z.strictObject({ name: z.string().nullable(), people: z.int(), options: z.array(optionCount) })),
    })
    .nullable(),
});

/** What is on the ballot paper. */
export const paperView = z.strictObject({
  id: z.string(),
  round: z.int(),
  state: z.enum(POLL_STATES),
  kind: z.enum(POLL_KINDS),
  question: z.string(),
  explanation: z.string(),
  options: z.array(option),
  least: z.int(),
  most: z.int(),
  picture: z.strictObject({ url: z.string(), alt: z.string() }).nullable(),
  secrecy: z.enum(SECRECIES),
  mayChange: z.boolean(),
  quiz: z.string().nullable(),
  /** The entry of the agenda on which it hangs. */
  entry: z.string().nullable(),
  openedAt: time,
  /** When ballots are due; null while nothing says. */
  closesAt: time.nullable(),
  /** Whether its counts are there to be seen, on `poll:ID`. */
  countsShown: z.boolean(),
  /** When they were put before everybody; null before. */
  shownAt: time.nullable(),
});
export type PaperView = z.infer<typeof paperView>;

/** The topic `polls`, and `GET /api/events/:event/polls/on`. */
export const pollsView = z.strictObject({ polls: z.array(paperView) });
export type PollsView = z.infer<typeof pollsView>;

const board = z.strictObject({
  quiz: z.string(),
  of: z.enum(['people', 'organisations']),
  /** Most points first; the same points have the same place. At most 20. */
  places: z.array(z.strictObject({ place: z.int(), name: z.string(), points: z.int() })),
});

/** The topic `poll:ID`, and `GET /api/events/:event/polls/on/:poll`. */
export const pollView = z.strictObject({
  paper: paperView,
  turnout: z.int(),
  /** Null until it is closed. */
  entitled: z.int().nullable(),
  present: z.int().nullable(),
  /** Null unless shown. */
  tally: tallyView.nullable(),
  /** The correct option; null unless shown. */
  answer: z.string().nullable(),
  /** Of the quiz that it belongs to, so far; null unless its answer is shown. */
  board: board.nullable(),
});
export type PollView = z.infer<typeof pollView>;

const contentView = z.record(z.string(), z.unknown());

/** A line in the staff's list. */
export const pollLineView = z.strictObject({
  id: z.string(),
  state: z.enum(POLL_STATES),
  kind: z.enum(POLL_KINDS),
  question: z.string(),
  secrecy: z.enum(SECRECIES),
  entry: z.string().nullable(),
  day: z.string().nullable(),
  position: z.int(),
  round: z.int(),
  quiz: z.string().nullable(),
  opens: z.enum(['agenda', 'chair']),
  shows: z.enum(['agenda', 'chair']),
  turnout: z.int(),
  entitled: z.int().nullable(),
  openedAt: time.nullable(),
  closesAt: time.nullable(),
  shownAt: time.nullable(),
  answerShownAt: time.nullable(),
  /** Read from a report of another tool. */
  imported: z.boolean(),
  fault: z.string().nullable(),
  revision: z.int(),
});
export type PollLineView = z.infer<typeof pollLineView>;

/** The topic `polls:staff`, and `GET /api/events/:event/polls`. By day and entry as stored, then `position`. */
export const pollLinesView = z.strictObject({ polls: z.array(pollLineView) });
export type PollLinesView = z.infer<typeof pollLinesView>;

const roundView = z.strictObject({
  number: z.int(),
  openedAt: time,
  closesAt: time.nullable(),
  closedAt: time.nullable(),
  shownAt: time.nullable(),
  answerShownAt: time.nullable(),
  turnout: z.int(),
  entitled: z.int().nullable(),
  present: z.int().nullable(),
  /** Of an open round that is not secret what it has come to so far. */
  tally: tallyView.nullable(),
  keyGone: z.boolean(),
  fault: z.string().nullable(),
});
export type RoundView = z.infer<typeof roundView>;

/** The topic `poll:ID:staff`, and `GET /api/events/:event/polls/:poll`. */
export const pollStaffView = z.strictObject({
  id: z.string(),
  state: z.enum(POLL_STATES),
  revision: z.int(),
  position: z.int(),
  imported: z.boolean(),
  /** `PollContent`, as it can be sent back. */
  content: contentView,
  /** Newest first. */
  rounds: z.array(roundView),
});
export type PollStaffView = z.infer<typeof pollStaffView>;

/** `GET /api/events/:event/me/ballots`: of the newest round of each poll that is on. */
export const ownBallotsView = z.strictObject({
  ballots: z.array(
    z.strictObject({
      poll: z.string(),
      round: z.int(),
      /** Null for a secret poll. */
      options: z.array(z.string()).nullable(),
      text: z.string().nullable(),
    }),
  ),
});
export type OwnBallotsView = z.infer<typeof ownBallotsView>;
