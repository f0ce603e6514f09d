/** Made-up days of a show, at noon of the second day in Zurich unless said otherwise. */
import type { NowView, PartView, StepView } from '../../../agenda/show/show-view.ts';
import type { ParticipantState } from '../../../web/participant/ParticipantPage.tsx';

const MINUTE = 60_000;
/** `2026-01-06T12:00:00+01:00` */
export const NOON = Date.parse('2026-01-06T11:00:00Z');

/** An instant of the day, minutes from noon. */
export const at = (minutes: number, seconds = 0): number => NOON + minutes * MINUTE + seconds * 1000;

export const zurich = (instant: number): string =>
  `${new Date(instant + 60 * MINUTE).toISOString().slice(0, 19)}+01:00`;

export function part(
  id: string,
  title: string,
  start: number,
  minutes: number,
  more: Partial<PartView> = {},
): PartView {
  return {
    id,
    kind: 'presentation',
    title,
    track: null,
    audience: [],
    speakers: [],
    joinable: true,
    offset: 0,
    minutes,
    plannedStart: zurich(at(start)),
    plannedEnd: zurich(at(start + minutes)),
    hears: null,
    ...more,
  };
}

/** A step of one entry. @param start minutes from noon. */
export function step(
  id: string,
  title: string,
  start: number,
  minutes: number,
  more: Partial<StepView> = {},
  ofPart: Partial<PartView> = {},
): StepView {
  const kind = more.kind ?? 'presentation';
  return {
    id,
    kind,
    parts: [part(id, title, start, minutes, { kind, ...ofPart })],
    floor: zurich(at(start)),
    plannedMinutes: minutes,
    minutes,
    leastMinutes: kind === 'break' ? 5 : minutes,
    pinned: false,
    status: 'ahead',
    startedAt: null,
    endedAt: null,
    heldMinutes: 0,
    ...more,
  };
}

const running = (start: number): Partial<StepView> => ({ status: 'running', startedAt: zurich(at(start)) });
const done = (start: number, end: number): Partial<StepView> => ({
  status: 'done',
  startedAt: zurich(at(start)),
  endedAt: zurich(at(end)),
});

export interface DayParts {
  readonly number?: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly heldSince?: number;
}

/** A day of those steps. Instants in minutes from noon. */
export function nowView(
  steps: readonly StepView[],
  { number = 2, startedAt, endedAt, heldSince }: DayParts = {},
): NowView {
  const maybe = (minutes: number | undefined) => (minutes === undefined ? null : zurich(at(minutes)));
  return {
    day: {
      number,
      date: '2026-01-06',
      timeZone: 'Europe/Zurich',
      chairs: ['Belgian Ministry of Finance'],
      run: {
        opensAt: zurich(at(-45)),
        endsBy: zurich(at(120)),
        startedAt: maybe(startedAt),
        endedAt: maybe(endedAt),
        heldSince: maybe(heldSince),
        changedAt: maybe(heldSince ?? startedAt),
        steps: [...steps],
      },
    },
    days: [1, 2, 3, 4, 5],
    banners: [],
  };
}

/** Welcome 0-15, keynote 15-45, break 45-60, rooms 60-85, plenary 85-110, closure 110-115. */
export function plainDay(
  ...changes: readonly [welcome?: Partial<StepView>, keynote?: Partial<StepView>, pause?: Partial<StepView>]
): StepView[] {
  const [welcome = {}, keynote = {}, pause = {}] = changes;
  return [
    step('welcome', 'Welcome and roundtable of participants', 0, 15, { kind: 'opening', ...welcome }),
    step(
      'keynote',
      'Keynote 2: what laboratories can expect',
      15,
      30,
      { kind: 'keynote', ...keynote },
      {
        speakers: ['A partner university'],
      },
    ),
    step('pause', 'Break', 45, 15, { kind: 'break', ...pause }, { joinable: false }),
    step('plenary', 'Plenary 2: reports from rooms', 60, 50, { kind: 'plenary' }),
    step('closure', 'Closure of day 2', 110, 5, { kind: 'closure' }, { joinable: false }),
  ];
}

/** Each with what it shows, and when. */
export const SHOWS = {
  'not published': { view: { day: null, days: [], banners: [] }, at: at(0) },
  closed: { view: nowView(plainDay()), at: at(-20 * 60) },
  lobby: { view: nowView(plainDay()), at: at(-12, 20) },
  'not begun though due': { view: nowView(plainDay()), at: at(4, 10) },
  running: { view: nowView(plainDay(running(0)), { startedAt: 0 }), at: at(2, 26) },
  late: { view: nowView(plainDay(done(0, 21), running(21)), { startedAt: 0 }), at: at(38, 26) },
  'over its time': { view: nowView(plainDay(done(0, 15), running(15)), { startedAt: 0 }), at: at(47, 12) },
  held: { view: nowView(plainDay(done(0, 15), running(15)), { startedAt: 0, heldSince: 22 }), at: at(25, 3) },
  break: { view: nowView(plainDay(done(0, 15), done(15, 46), running(46)), { startedAt: 0 }), at: at(50, 3) },
  between: { view: nowView(plainDay(done(0, 15), done(15, 40)), { startedAt: 0 }), at: at(42) },
  'side by side': {
    view: nowView(
      [
        step('welcome', 'Welcome', 0, 15, done(0, 15)),
        {
          ...step('lab', 'x', 15, 40, running(15)),
          parts: [
            part('risk', 'Risk indicators for parcels', 15, 20, {
              track: 'Risk management',
              audience: ['Risk management'],
            }),
            part('risk2', 'Data that is shared', 15, 20, {
              track: 'Risk management',
              audience: ['Risk management'],
              offset: 20,
            }),
            part('lab', 'Training materials of the laboratories', 15, 40, {
              track: 'Customs laboratories',
              audience: ['Customs laboratories'],
            }),
            part('law', 'Questions of law', 15, 40, { track: 'Policies', audience: ['Policies'], joinable: false }),
          ],
        },
        step('plenary', 'Plenary 2: reports from rooms', 60, 50, { kind: 'plenary' }),
      ],
      { startedAt: 0 },
    ),
    at: at(38),
  },
  over: {
    view: nowView(plainDay(done(0, 15), done(15, 45), { status: 'skipped' }), {
      number: 5,
      startedAt: 0,
      endedAt: 118,
    }),
    at: at(125),
  },
  long: {
    view: {
      ...nowView(
        [
          step('a', LONG(), 0, 30, running(0), { speakers: [LONG(), 'A university'] }),
          step('b', LONG(), 30, 30),
          step('c', 'جلسة عامة عن المختبرات', 60, 30),
          step('d', 'Closure', 90, 30),
        ],
        { startedAt: 0 },
      ),
      banners: [
        { id: 'x', text: 'We resume at 14:05.', audience: 'all', createdAt: zurich(at(0)), endsAt: zurich(at(600)) },
        { id: 'y', text: LONG(), audience: 'all', createdAt: zurich(at(0)), endsAt: zurich(at(600)) },
      ],
    },
    at: at(2),
  },
} satisfies Record<string, { readonly view: NowView; readonly at: number }>;

/** 140 characters, some of them in one word. */
function LONG(): string {
  return `Zollverwaltungszusammenarbeitsvereinbarungsentwurfsfassung and what follows from it ${'for all of us '.repeat(9)}`.slice(
    0,
    140,
  );
}

export function pageState(
  { view, at: now }: { readonly view: NowView; readonly at: number },
  more: Partial<ParticipantState> = {},
): ParticipantState {
  const base = '/e/annual';
  return {
    session: {
      email: 'customs.estonia@example.org',
      csrfToken: 'token',
      event: {
        slug: 'annual',
        name: 'Annual event',
        timeZone: 'Europe/Zurich',
        pages: [
          { href: base, name: 'Now' },
          { href: `${base}/agenda`, name: 'Agenda' },
          { href: `${base}/me`, name: 'Me' },
        ],
      },
      me: { participantId: 'p', roles: [] },
    },
    at: now,
    now: view,
    polls: { on: { polls: [] }, results: [], own: { ballots: [] } },
    rooms: { rounds: { rounds: [] }, own: { rounds: [], writes: [], topics: [], wishes: [] }, rooms: [], sessions: [] },
    help: { request: null },
    helpdesk: { email: 'help@example.org', phone: '+41 44 000 00 00', chat: 'https://chat.example.org/help' },
    own: { timeZone: null, tags: ['Customs laboratories'] },
    ...more,
  };
}
