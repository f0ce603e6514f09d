/**
 * What is still open in an event, each point a line that leads to where it is settled, most urgent first.
 *
 * - `now`: people would be misled, or somebody waits for an answer.
 * - `soon`: somebody has to decide or do something before the event.
 * - `later`: good to know; it may settle itself.
 *
 * A day that is over has nothing open any more. Within three days of a day, what was to be done soon is
 * to be done now.
 */
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import type { ParticipantState } from '../../kernel/actor.ts';
import type { RegistrationPhase } from '../../people/view.ts';
import { countOf } from '../agenda/wording.ts';
import { longDate, zoneCity } from '../clock-face.ts';
import {
  helpdeskAddress,
  peopleAddress,
  planAddress,
  pollsAddress,
  publishAddress,
  registrationAddress,
} from './addresses.ts';

export type Urgency = 'now' | 'soon' | 'later';

export interface OpenPoint {
  readonly urgency: Urgency;
  /** A whole sentence. */
  readonly text: string;
  readonly href: string;
}

/** Breaks of days that are not over, and those of them without a quick poll. */
export interface BreakCounts {
  readonly all: number;
  readonly without: number;
}

export interface OpenQuestion {
  readonly draft: Pick<DraftView, 'event' | 'publishedVersion' | 'days'>;
  /** How many times, titles and lengths publishing would change, and whether it would change anything at all. */
  readonly unpublished: { readonly changes: number; readonly differs: boolean };
  /** Null where it could not be read. */
  readonly registration: { readonly phase: RegistrationPhase; readonly opensAt: string | null } | null;
  readonly people: {
    readonly states: Readonly<Record<ParticipantState, number>>;
    /** Of those who wait, how many wait for an organiser's word. */
    readonly waitingForApproval: number;
  } | null;
  /** Who asks for help. */
  readonly help: { readonly waiting: number; readonly taken: number };
  readonly breaks: BreakCounts;
  /** UTC milliseconds. */
  readonly now: number;
}

const GRAVITY: Readonly<Record<Urgency, number>> = { now: 0, soon: 1, later: 2 };
const NEAR = 3 * 86_400_000;

export function openPoints(question: OpenQuestion): OpenPoint[] {
  const ahead = question.draft.days.filter((day) => endOf(day) > question.now);
  const points = [
    ...helpPoints(question),
    ...waitingPoints(question),
    ...ahead.flatMap((day) => errorPoints(question, day)),
    ...emptyPoints(question),
    ...publishPoints(question),
    ...registrationPoints(question),
    ...warningPoints(question, ahead),
    ...pollPoints(question),
    ...invitedPoints(question),
  ];
  return points.sort((a, b) => GRAVITY[a.urgency] - GRAVITY[b.urgency]);
}

/** Of a day that runs over, its last entry. */
function endOf({ timeline, date }: DraftDay): number {
  const ends = timeline.map(({ end }) => Date.parse(end));
  return Math.max(Date.parse(`${date}T23:59:59Z`), ...ends);
}

function soonOrNow(day: DraftDay, now: number): Urgency {
  return Date.parse(day.timeline[0]?.start ?? `${day.date}T00:00:00Z`) - now < NEAR ? 'now' : 'soon';
}

function errorPoints({ draft }: OpenQuestion, day: DraftDay): OpenPoint[] {
  return day.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ message, session }) => ({
      urgency: 'now',
      text: message,
      href: planAddress(draft.event.slug, day.number, session),
    }));
}

function emptyPoints({ draft }: OpenQuestion): OpenPoint[] {
  if (draft.days.length > 0) return [];
  const text = 'The event has no days yet: add the first, or import a plan.';
  return [{ urgency: 'now', text, href: planAddress(draft.event.slug, 'new-day') }];
}

function publishPoints({ draft, unpublished, now }: OpenQuestion): OpenPoint[] {
  const { event, publishedVersion, days } = draft;
  const href = publishAddress(event.slug);
  if (days.length === 0 || !unpublished.differs) return [];
  if (publishedVersion === null) return [{ urgency: 'soon', text: 'The agenda has not been published yet.', href }];
  const began = days.some((day) => soonOrNow(day, now) === 'now' && endOf(day) > now);
  const { changes } = unpublished;
  const what = changes === 0 ? 'Details have' : `${countOf(changes, 'change')} ${changes === 1 ? 'has' : 'have'}`;
  return [
    { urgency: began ? 'now' : 'soon', text: `${what} not been published since version ${publishedVersion}.`, href },
  ];
}

/** Warnings of one kind make one line, which leads to the first of them. */
function warningPoints({ draft, now }: OpenQuestion, days: readonly DraftDay[]): OpenPoint[] {
  const warnings = days.flatMap((day) =>
    day.findings.filter(({ severity }) => severity === 'warning').map((finding) => ({ day, finding })),
  );
  const codes = [...new Set(warnings.map(({ finding }) => finding.code))];
  return codes.flatMap((code): OpenPoint[] => {
    const alike = warnings.filter(({ finding }) => finding.code === code);
    const [first] = alike;
    if (!first) return [];
    const href = planAddress(draft.event.slug, first.day.number, first.finding.session);
    return [{ urgency: soonOrNow(first.day, now), text: wording(code, alike), href }];
  });
}

type Warning = { readonly day: DraftDay; readonly finding: DraftDay['findings'][number] };

const SUMS: Readonly<Record<string, (count: number) => string>> = {
  'speaker-unconfirmed': (count) => `${count} sessions have a speaker who is still to be confirmed`,
  'announced-missed': (count) => `${count} announced times would not be kept`,
  'title-duplicate': (count) => `${count} titles stand twice in one day`,
  'breakout-unheard': (count) => `${count} breakouts are heard by no plenary`,
  'stretch-long': (count) => `${count} long stretches have no break`,
  'break-unplaced': (count) => `Break time finds no place on ${count} days`,
  'chair-missing': (count) => `${count} days have no chair`,
  'day-empty': (count) => `${count} days have no sessions`,
};

/** `3 days have no chair: days 2, 3 and 5.`; a single one is told in its own words. */
function wording(code: string, alike: readonly Warning[]): string {
  const numbers = [...new Set(alike.map(({ day }) => day.number))];
  const [only] = alike;
  if (alike.length === 1 && only) return only.finding.message;
  const sum = SUMS[code]?.(alike.length) ?? `${alike.length} things to decide`;
  return `${sum}: ${numbers.length === 1 ? 'day' : 'days'} ${inWords(numbers)}.`;
}

function inWords(numbers: readonly number[]): string {
  const last = numbers.at(-1);
  return numbers.length < 2 ? String(last) : `${numbers.slice(0, -1).join(', ')} and ${last}`;
}

function registrationPoints({ draft, registration }: OpenQuestion): OpenPoint[] {
  const { slug, timeZone } = draft.event;
  const href = registrationAddress(slug);
  if (registration?.phase === 'not-set') {
    return [{ urgency: 'soon', text: 'Nobody has said yet when registration opens.', href }];
  }
  if (registration?.phase !== 'not-open' || registration.opensAt === null) return [];
  return [{ urgency: 'later', text: `Registration opens on ${whenText(registration.opensAt, timeZone)}.`, href }];
}

/** `Tuesday 29 December 2020 at 08:00 (Zurich)`. @param at RFC 3339 in the event's zone. */
function whenText(at: string, zone: string): string {
  return `${longDate(at.slice(0, 10))} at ${at.slice(11, 16)} (${zoneCity(zone)})`;
}

function helpPoints({ draft, help: { waiting, taken } }: OpenQuestion): OpenPoint[] {
  const href = helpdeskAddress(draft.event.slug);
  const wait = waiting === 1 ? '1 person waits for help.' : `${waiting} people wait for help.`;
  const look = taken === 1 ? '1 person is being helped.' : `${taken} people are being helped.`;
  return [
    ...(waiting === 0 ? [] : [{ urgency: 'now', text: wait, href } as const]),
    ...(taken === 0 ? [] : [{ urgency: 'later', text: look, href } as const]),
  ];
}

function waitingPoints({ draft, people }: OpenQuestion): OpenPoint[] {
  const count = people?.waitingForApproval ?? 0;
  if (count === 0) return [];
  const text = count === 1 ? '1 person waits for your approval.' : `${count} people wait for your approval.`;
  return [{ urgency: 'now', text, href: peopleAddress(draft.event.slug, '?state=waiting') }];
}

function pollPoints({ draft, breaks: { all, without } }: OpenQuestion): OpenPoint[] {
  if (without === 0) return [];
  const text = `${without} of ${countOf(all, 'break')} ${without === 1 ? 'has' : 'have'} no quick poll.`;
  return [{ urgency: 'later', text, href: pollsAddress(draft.event.slug) }];
}

function invitedPoints({ draft, people }: OpenQuestion): OpenPoint[] {
  if (!people) return [];
  const { slug } = draft.event;
  const { invited, registered, waiting } = people.states;
  // Whoever looks is registered: one person is the organiser alone.
  if (invited + waiting === 0 && registered <= 1) {
    return [{ urgency: 'soon', text: 'Nobody has been invited yet.', href: peopleAddress(slug) }];
  }
  if (invited === 0) return [];
  const who = invited === 1 ? '1 person is' : `${invited} people are`;
  const text = `${who} in the list as invited and ${invited === 1 ? 'has' : 'have'} not registered.`;
  return [{ urgency: 'later', text, href: peopleAddress(slug, '?state=invited') }];
}
