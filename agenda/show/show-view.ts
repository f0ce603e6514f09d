/**
 * What each audience sees of the show.
 *
 * - **Everybody who is in** (`now`): the day that is on or comes next, its steps as planned and as they went, so
 *   that their page works out by itself what is expected (`read-run.ts`, `expected.ts`), and the banners for all.
 *   Of a join link only that there is one.
 * - **Staff of a role** (`banners:ROLE`): the banners for that role.
 * - **The chair, the deputy and organisers** (`console:DAY`): the same day with who has the controls, what can be
 *   undone, all banners, and who asked for help in numbers.
 * - **Anybody** sees in the published agenda what is expected of the running day (`expectedStart`, `expectedEnd`),
 *   as it was told last.
 *
 * Times are RFC 3339 with the offset of the day's zone. These are zod shapes because they leave over the socket too.
 */
import { z } from 'zod';
import { ADVANCES, SESSION_KINDS } from '../schema.ts';
import { BANNER_AUDIENCES } from './command-schema.ts';
import { STEP_STATUSES } from './run.ts';

const time = z.string();
const kind = z.enum(SESSION_KINDS);

export const partView = z.strictObject({
  /** The entry's id in the published agenda. */
  id: z.string(),
  kind,
  title: z.string(),
  track: z.string().nullable(),
  audience: z.array(z.string()),
  /** `Name, Organisation`, in one line each. */
  speakers: z.array(z.string()),
  /** Whether there is somewhere to join; the link is given by `/e/EVENT/session/ID/join`. */
  joinable: z.boolean(),
  offset: z.int(),
  minutes: z.int(),
  plannedStart: time,
  plannedEnd: time,
  hears: z.string().nullable(),
});
export type PartView = z.infer<typeof partView>;

export const stepView = z.strictObject({
  id: z.string(),
  kind,
  parts: z.array(partView).min(1),
  floor: time,
  plannedMinutes: z.int(),
  minutes: z.int(),
  leastMinutes: z.int(),
  pinned: z.boolean(),
  status: z.enum(STEP_STATUSES),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  heldMinutes: z.int(),
});
export type StepView = z.infer<typeof stepView>;

export const runView = z.strictObject({
  opensAt: time,
  endsBy: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  heldSince: time.nullable(),
  changedAt: time.nullable(),
  steps: z.array(stepView),
});
export type RunView = z.infer<typeof runView>;

export const dayView = z.strictObject({
  number: z.int(),
  date: z.string(),
  timeZone: z.string(),
  /** `Name, Organisation`. */
  chairs: z.array(z.string()),
  run: runView,
});
export type ShowDayView = z.infer<typeof dayView>;

export const bannerView = z.strictObject({
  id: z.string(),
  text: z.string(),
  audience: z.enum(BANNER_AUDIENCES),
  createdAt: time,
  endsAt: time,
});
export type BannerView = z.infer<typeof bannerView>;

/** `GET /api/events/:event/now` and the topic `now`. */
export const nowView = z.strictObject({
  /** The first day that is not over, the last where all are; null while nothing is published. */
  day: dayView.nullable(),
  /** The numbers of all published days, rising; organisers may leave some out. */
  days: z.array(z.int()),
  /** Those for all, newest first; clients leave out what has ended. */
  banners: z.array(bannerView),
});
export type NowView = z.infer<typeof nowView>;

/** The topic `banners:ROLE`. */
export const bannersView = z.strictObject({ banners: z.array(bannerView) });
export type BannersView = z.infer<typeof bannersView>;

/** Who has the controls. */
export const controlView = z.strictObject({
  /** `participant:ID` or `operator:KEY`. */
  by: z.string(),
  /** As they are called today; `An operator` for those without a name. */
  name: z.string(),
  since: time,
});
export type ControlView = z.infer<typeof controlView>;

/** `GET /api/events/:event/days/:day/show` and the topic `console:DAY`. */
export const consoleView = z.strictObject({
  day: dayView,
  /** What the next command has to name in `If-Match`. */
  version: z.int(),
  advance: z.enum(ADVANCES),
  control: controlView.nullable(),
  /** What undo would take back, in words: `+5 min for Keynote 2`; null for nothing. */
  undo: z.string().nullable(),
  /** Of every audience, newest first, those that have not ended. */
  banners: z.array(bannerView),
  help: z.strictObject({ waiting: z.int(), taken: z.int() }),
});
export type ConsoleView = z.infer<typeof consoleView>;

/** The topic `presence`: how many people of the event have a page open. */
export const presenceView = z.strictObject({ here: z.int() });
export type PresenceView = z.infer<typeof presenceView>;

/** `POST …/show/preview`: every time that a command would change. */
export interface RippleView {
  readonly moved: readonly {
    readonly id: string;
    readonly title: string;
    readonly before: { readonly start: string; readonly end: string } | null;
    readonly after: { readonly start: string; readonly end: string } | null;
  }[];
  readonly conflicts: readonly {
    readonly id: string;
    readonly title: string;
    readonly minutes: number;
    /** Commands that would give some of those minutes back. */
    readonly choices: readonly { readonly command: unknown; readonly words: string; readonly gives: number }[];
  }[];
  readonly lateMinutes: number;
  readonly endsAt: string;
  readonly overMinutes: number;
  /** What was changed in the meantime is told apart by it. */
  readonly version: number;
}

/** `GET /api/events/:event/days/:day/hand-over`: what the next day's chair has to know. */
export interface HandOverView {
  readonly day: number;
  readonly phase: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Later than planned; negative for earlier. Null while the day is not over. */
  readonly overMinutes: number | null;
  /** What took longer than it had been planned, or was skipped, in running order. */
  readonly entries: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: 'over' | 'skipped';
    readonly overMinutes: number;
  }[];
  readonly nextDay: {
    readonly number: number;
    readonly date: string;
    readonly chairs: readonly string[];
    /** Sessions of the next day with a speaker who is still to be confirmed. */
    readonly unconfirmed: readonly { readonly id: string; readonly title: string; readonly start: string }[];
  } | null;
  /** Requests for help that nobody has solved. */
  readonly openHelp: number;
  /** Handed in by the rooms that keep them; null while there is none. */
  readonly openQuestions: number | null;
  readonly missingSummaries: number | null;
}
