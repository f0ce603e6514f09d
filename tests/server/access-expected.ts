/**
 * What everybody is answered at every address, written by hand from what the rooms' policies say in prose
 * and never from their code. A row says who gets in; how the others are refused follows from one table:
 *
 * - nobody, or a key that is not one of ours: 401;
 * - those who may not know of a private event: 404, as if there were none;
 * - everybody else: 403.
 */
import type { AskerKind } from '../faults/cast.ts';
import type { EventSlug } from '../faults/cast-rows.ts';

/** Gets in, whatever is then said of what they sent; or is refused. */
export type Answer = 'in' | 401 | 403 | 404;

/** Who asks for what. */
export interface Question {
  readonly kind: AskerKind;
  /** Whether they are what they are in the event that they ask about. */
  readonly own: boolean;
  readonly event: EventSlug;
  /** Whether it is the day that the chairs chair. */
  readonly ownDay: boolean;
}

/** What is sent, where a bare request to the address would not do. */
export interface Sending {
  /** What stands for the names in the address. `mine` is something of the event asked, `none` something that is not there. */
  readonly id?: 'participant' | 'session' | 'none';
  readonly body?: unknown;
  /** Whether those who get in change something, which is put back then. */
  readonly changes?: boolean;
  /** The statuses that say that they got in; of a GET 200 alone, else anything that is no refusal. */
  readonly status?: readonly number[];
}

export interface Row extends Sending {
  readonly answer: (question: Question) => Answer;
}

const INSIDE: readonly AskerKind[] = [
  'participant',
  'organiser',
  'chair',
  'deputy',
  'facilitator',
  'rapporteur',
  'helpdesk',
];
/** They know of a private event, and of its existence there is nothing to hide from them. */
const KNOWING: readonly AskerKind[] = [...INSIDE, 'invited', 'waiting', 'declined'];
const STAFF_OF_DRAFT: readonly AskerKind[] = ['organiser', 'chair', 'deputy', 'helpdesk', 'operator'];
const READERS_OF_PLAN: readonly AskerKind[] = ['key agenda:read', 'key agenda:write'];
const ORGANISERS: readonly AskerKind[] = ['organiser', 'operator'];
const EDITORS: readonly AskerKind[] = [...ORGANISERS, 'key agenda:write'];

const isWrongKey = (kind: AskerKind) => kind === 'revoked key' || kind === 'calendar token as key';
/** A calendar token opens calendars and nothing else; where it stands in a cookie it is nobody's. */
const isNobody = (kind: AskerKind) => kind === 'anonymous' || kind === 'calendar token as cookie';
const isKey = (kind: AskerKind) => kind.startsWith('key ');
const knows = ({ kind, own, event }: Question) =>
  event === 'public' || kind === 'operator' || (own && (KNOWING.includes(kind) || isKey(kind)));

function refusal(question: Question): Answer {
  if (isNobody(question.kind) || isWrongKey(question.kind)) return 401;
  return knows(question) ? 403 : 404;
}

/** For those of the event who are named, and for operators where they are. */
function only(kinds: readonly AskerKind[], sending: Sending = {}): Row {
  const answer = (question: Question): Answer => {
    const { kind, own } = question;
    return kinds.includes(kind) && (own || kind === 'operator') ? 'in' : refusal(question);
  };
  return { ...sending, answer };
}

function everybody(sending: Sending = {}): Row {
  return { ...sending, answer: () => 'in' };
}

/** Any person who is signed in, of whatever event. */
function anyPerson(sending: Sending = {}): Row {
  const isPerson = (kind: AskerKind) => kind === 'stranger' || kind === 'removed' || KNOWING.includes(kind);
  return { ...sending, answer: ({ kind }) => (isPerson(kind) ? 'in' : 401) };
}

/** Operators, who run the installation. */
function operators(sending: Sending = {}): Row {
  const answer = (question: Question): Answer =>
    question.kind === 'operator' ? 'in' : refusal({ ...question, event: 'public' });
  return { ...sending, answer };
}

const mayReadPrivate = ({ kind, own }: Question) =>
  kind === 'operator' ||
  (own && (INSIDE.includes(kind) || ['key agenda:read', 'key agenda:write', 'key export'].includes(kind)));

/** What is published: of a public event everybody's, of a private one theirs who are in it; the others see no event. */
function published(sending: Sending = {}): Row {
  const answer = (question: Question): Answer => {
    if (isWrongKey(question.kind)) return 401;
    return question.event === 'public' || mayReadPrivate(question) ? 'in' : 404;
  };
  return { ...sending, answer };
}

/** The same, but that nobody is asked for a key where it is public: hundreds of calendars come for it. */
function feed(sending: Sending = {}): Row {
  const { answer } = published();
  return { ...sending, answer: (question) => (question.event === 'public' ? 'in' : answer(question)) };
}

/** Proposals for a day: of the chairs only those of that day. */
function ofDay(kinds: readonly AskerKind[], sending: Sending = {}): Row {
  const all = only([...kinds, 'chair', 'deputy']);
  const others = only(kinds);
  return { ...sending, answer: (question) => (question.ownDay ? all : others).answer(question) };
}

/** A page: whoever is not signed in is led to the sign-in page, which stands for 401 here. */
function page(kinds: readonly AskerKind[], sending: Sending = {}): Row {
  const answer = (question: Question): Answer => {
    const { kind, own, event } = question;
    if (isNobody(kind) || isWrongKey(kind) || isKey(kind) || kind === 'operator') return 401;
    if (kinds.includes(kind) && own) return 'in';
    return event === 'public' || (own && KNOWING.includes(kind)) ? 403 : 404;
  };
  return { ...sending, answer };
}

/** Of something that is not there: whoever may open such pages is told so. */
function pageOfNothing(kinds: readonly AskerKind[]): Row {
  const { answer } = page(kinds);
  return { answer: (question) => (answer(question) === 'in' ? 404 : answer(question)) };
}

/** The registration of a public event is everybody's to see; of a private one theirs who stand in it in some way. */
function registration(): Row {
  const answer = (question: Question): Answer => {
    const { kind, own, event } = question;
    if (isWrongKey(kind)) return 401;
    if (event === 'public' || kind === 'operator' || (own && KNOWING.includes(kind))) return 'in';
    return isNobody(kind) ? 404 : refusal(question);
  };
  return { answer };
}

/** Whoever is not signed in is led to sign in where the event is private, or is none. */
function registrationPage(): Row {
  const signedIn = page(KNOWING);
  const answer = (question: Question): Answer => {
    if (isWrongKey(question.kind)) return 401;
    return question.event === 'public' ? 'in' : signedIn.answer(question);
  };
  return { answer };
}

const people: readonly AskerKind[] = [...ORGANISERS, 'key people'];
const unknown = { id: 'none' } as const;
const forParticipant = { id: 'participant' } as const;

/** Whose key it is does not matter: a program of the event may have a socket. */
const WITH_SOCKET: readonly AskerKind[] = [
  ...KNOWING,
  ...['key agenda:read', 'key agenda:write', 'key people', 'key export'].map((each) => each as AskerKind),
  'operator',
];

/** What may be followed over the socket by those who have one; the others are told that they may not. */
export const EXPECTED_TOPICS: Readonly<Record<string, Row>> = {
  me: only(KNOWING),
  now: only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  agenda: published(),
  'console:N': ofDay(ORGANISERS),
  'banners:organiser': only(['organiser']),
  'banners:chair': only(['chair']),
  'banners:deputy': only(['deputy']),
  'banners:facilitator': only(['facilitator']),
  'banners:rapporteur': only(['rapporteur']),
  'banners:helpdesk': only(['helpdesk']),
  presence: only([...INSIDE.filter((each) => each !== 'participant'), 'operator']),
  'my-help': only(INSIDE),
  help: only([...ORGANISERS, 'helpdesk']),
  polls: only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'poll:ID': only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'polls:staff': only([...ORGANISERS, 'chair', 'deputy']),
  'poll:ID:staff': only([...ORGANISERS, 'chair', 'deputy']),
  rounds: only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'rounds:staff': only([...ORGANISERS, 'chair', 'deputy']),
  'round:ID:room:ID': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], { status: [404] }),
  'round:ID:names': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], { status: [404] }),
  'questions:PLACE': only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'my-questions': only(INSIDE),
  'questions:PLACE:staff': only([...ORGANISERS, 'chair', 'deputy']),
};

export const EXPECTED: Readonly<Record<string, Row>> = {
  // The server itself.
  'GET /healthz': everybody(),
  'GET /readyz': everybody(),
  'GET /metrics': operators(),
  'GET /dev/mail': operators(),
  'GET /dev/mail/:id': operators({ status: [404] }),
  'GET /api/openapi.json': everybody(),
  'GET /': everybody({ status: [302] }),
  'GET /assets/*': everybody({ status: [404] }),

  // Events.
  'GET /api/events': { answer: ({ kind }) => (isWrongKey(kind) ? 401 : 'in') },
  'POST /api/events': operators(),
  'GET /api/events/:event': published(),
  'PATCH /api/events/:event': only(ORGANISERS),
  'DELETE /api/events/:event': only(['operator']),

  // The draft.
  'GET /api/events/:event/plan': only([...STAFF_OF_DRAFT, ...READERS_OF_PLAN]),
  'GET /api/events/:event/draft/changes': only([...STAFF_OF_DRAFT, ...READERS_OF_PLAN]),
  'GET /api/events/:event/days/:day/proposals': ofDay([...ORGANISERS, ...READERS_OF_PLAN]),
  'POST /api/events/:event/days': only(EDITORS),
  'PATCH /api/events/:event/days/:day': only(EDITORS),
  'DELETE /api/events/:event/days/:day': only(EDITORS),
  'PUT /api/events/:event/days/:day/order': only(EDITORS),
  'POST /api/events/:event/days/:day/proposals/:key': only(EDITORS),
  'POST /api/events/:event/sessions': only(EDITORS),
  'PATCH /api/events/:event/sessions/:session': only(EDITORS),
  'DELETE /api/events/:event/sessions/:session': only(EDITORS),
  'POST /api/events/:event/import': only(EDITORS),
  'POST /api/events/:event/versions': only(EDITORS),

  // The show: whoever is in follows it, a day is run by its own chairs and by organisers.
  'GET /api/events/:event/now': only([...INSIDE, 'operator', ...READERS_OF_PLAN]),
  'GET /api/events/:event/days/:day/show': ofDay(ORGANISERS),
  'POST /api/events/:event/days/:day/show/preview': ofDay(ORGANISERS),
  'POST /api/events/:event/days/:day/show/commands': ofDay(ORGANISERS),
  'POST /api/events/:event/days/:day/show/undo': ofDay(ORGANISERS),
  'POST /api/events/:event/days/:day/show/controls': ofDay(ORGANISERS),
  'GET /api/events/:event/days/:day/hand-over': ofDay(ORGANISERS),
  'POST /api/events/:event/banners': only(STAFF_OF_DRAFT),
  'DELETE /api/events/:event/banners/:id': only(STAFF_OF_DRAFT, unknown),

  // What is published.
  'GET /api/events/:event/agenda': published(),
  'GET /api/events/:event/versions': published(),
  'GET /api/events/:event/versions/:version': published(),
  'GET /api/events/:event/versions/:version/changes': published(),
  'GET /events/:event/calendar.ics': feed(),
  'GET /events/:event/day/:n(^[1-9]\\d?).ics': feed(),
  'GET /events/:event/tag/:tag.ics': feed(),
  'GET /events/:event/session/:id.ics': feed({ id: 'session' }),
  'GET /events/:event/schedule.json': feed(),
  'GET /events/:event/schedule.xml': feed(),

  'GET /e/:event': feed(),
  'GET /e/:event/agenda': feed(),
  'GET /e/:event/session/:id': feed({ id: 'session' }),
  // To where it meets, or while there is no link a page that says so.
  'GET /e/:event/session/:id/join': page(INSIDE, { id: 'session', status: [200, 303] }),

  // Signing in and out, and oneself.
  'GET /e/:event/register': registrationPage(),
  'GET /e/:event/ask': page(INSIDE),
  'GET /e/:event/me': page(KNOWING),
  'GET /e/:event/organise': page(['organiser']),
  'GET /e/:event/organise/plan': page(STAFF_OF_DRAFT),
  'GET /e/:event/chair': page(['organiser', 'chair', 'deputy']),
  'GET /e/:event/stage': page(INSIDE),
  'GET /e/:event/stage/qr.svg': only([...INSIDE, 'operator', ...READERS_OF_PLAN]),
  'GET /e/:event/helpdesk': page(['organiser', 'helpdesk']),
  'GET /e/:event/organise/people': page(['organiser', 'helpdesk']),
  'GET /e/:event/organise/registration': page(['organiser']),
  'GET /e/:event/organise/access': page(['organiser']),
  'GET /e/:event/organise/attendance': page(['organiser']),
  'GET /e/:event/organise/polls': page(['organiser']),
  'GET /e/:event/organise/breakouts': page(['organiser']),
  'GET /e/:event/rooms/:round/:roomId/summary': pageOfNothing(INSIDE),
  'POST /api/sign-in': everybody(),
  'POST /api/sign-in/code': everybody(),
  'GET /sign-in': { answer: ({ kind }) => (isWrongKey(kind) ? 401 : 'in') },
  'GET /sign-in/:token': everybody({ status: [200, 410] }),
  'POST /sign-in/:token': everybody({ status: [410] }),
  'GET /api/me': anyPerson(),
  'POST /api/sign-out': anyPerson({ changes: true, status: [204] }),
  'POST /api/sign-out-everywhere': anyPerson({ changes: true, status: [204] }),
  'GET /api/me/sign-ins': anyPerson(),
  'DELETE /api/me/sign-ins/:id': anyPerson(unknown),
  'GET /api/events/:event/me': only(KNOWING),
  'PATCH /api/events/:event/me': only(KNOWING),
  'GET /api/events/:event/me/data': only(KNOWING),
  'POST /api/events/:event/me/erasure': only(KNOWING),
  'POST /api/events/:event/me/withdrawal': only(KNOWING, { changes: true, status: [200, 409] }),
  'POST /api/events/:event/me/calendar': only(INSIDE, { changes: true, status: [201] }),
  'DELETE /api/events/:event/me/calendar': only(INSIDE, { changes: true, status: [204] }),
  'GET /api/events/:event/me/help': only(INSIDE),
  'POST /api/events/:event/me/help': only(INSIDE, { body: { text: 'No sound' }, changes: true, status: [201] }),
  'DELETE /api/events/:event/me/help': only(INSIDE, { changes: true, status: [200] }),
  'GET /calendars/:token.ics': everybody({ status: [404] }),

  // Voting: whoever is signed in asks, and the poll's event says whether they may.
  'POST /api/polls/:id/ballot': anyPerson({ ...unknown, body: { clientId: 'c1', options: ['a'] }, status: [404] }),

  // Polls: whoever is in sees those that are on, chairs of whatever day all of them, organisers make and take away.
  'GET /api/events/:event/polls/on': only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'GET /api/events/:event/polls/on/:poll': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], { status: [404] }),
  'GET /api/events/:event/me/ballots': only(INSIDE),
  'GET /api/events/:event/polls': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/polls/:poll': only([...ORGANISERS, 'chair', 'deputy'], { status: [404] }),
  'POST /api/events/:event/polls': only(ORGANISERS),
  'PUT /api/events/:event/polls/:poll': only(ORGANISERS),
  'DELETE /api/events/:event/polls/:poll': only(ORGANISERS),
  'POST /api/events/:event/polls/:poll/place': only(ORGANISERS),
  'POST /api/events/:event/polls/:poll/commands': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/polls/results.csv': only([...ORGANISERS, 'key export']),
  'GET /api/events/:event/polls/:poll/results.json': only([...ORGANISERS, 'key export'], { status: [404] }),
  'GET /api/events/:event/polls/:poll/results.csv': only([...ORGANISERS, 'key export'], { status: [404] }),
  'GET /api/events/:event/polls/:poll/results.svg': only([...ORGANISERS, 'key export'], { status: [404] }),

  'POST /api/events/:event/polls/import/zoom': only(ORGANISERS),
  'GET /api/events/:event/breakouts': only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'GET /api/events/:event/breakouts/staff': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/breakouts/rounds/:round/rooms/:roomId/summary': only([...INSIDE, 'operator'], {
    status: [404],
  }),
  'PUT /api/events/:event/breakouts/rounds/:round/rooms/:roomId/summary': only([...INSIDE, 'operator'], { body: {} }),
  'GET /api/events/:event/breakouts/summaries.md': only([...ORGANISERS, 'chair', 'deputy', 'key export']),
  'GET /api/events/:event/breakouts/summaries.csv': only([...ORGANISERS, 'chair', 'deputy', 'key export']),
  'GET /api/events/:event/breakouts/summaries.json': only([...ORGANISERS, 'chair', 'deputy', 'key export']),
  'GET /api/events/:event/breakouts/rounds/:round/zoom.csv': only(ORGANISERS, { status: [404] }),
  'GET /api/events/:event/breakouts/rounds/:round/zoom': only(ORGANISERS, { status: [404] }),
  'GET /api/events/:event/breakouts/settings': only(ORGANISERS),
  'PUT /api/events/:event/breakouts/settings': only(ORGANISERS),
  'POST /api/events/:event/breakouts/rounds': only(ORGANISERS),
  'POST /api/events/:event/breakouts/dealings': only(ORGANISERS),
  'GET /api/events/:event/breakouts/dealings': only(ORGANISERS),
  'GET /api/events/:event/breakouts/dealings/:dealing': only(ORGANISERS, { status: [404] }),
  'POST /api/events/:event/breakouts/dealings/:dealing/stop': only(ORGANISERS),
  'POST /api/events/:event/breakouts/dealings/:dealing/use': only(ORGANISERS),
  'DELETE /api/events/:event/breakouts/dealings/:dealing': only(ORGANISERS),
  'POST /api/events/:event/breakouts/rounds/:round/sets': only(ORGANISERS),
  'GET /api/events/:event/breakouts/rounds/:round/sets/:set': only(ORGANISERS, { status: [404] }),
  'DELETE /api/events/:event/breakouts/rounds/:round/sets/:set': only(ORGANISERS),
  'GET /api/events/:event/breakouts/rounds/:round/sets/:set/figures': only(ORGANISERS, { status: [404] }),
  'GET /api/events/:event/breakouts/rounds/:round/sets/:set/explanation': only(ORGANISERS, { status: [404] }),
  'GET /api/events/:event/breakouts/rounds/:round/sets/:set/proposal': only(ORGANISERS, { status: [404] }),
  'POST /api/events/:event/breakouts/rounds/:round/sets/:set/weigh': only(ORGANISERS),
  'POST /api/events/:event/breakouts/rounds/:round/sets/:set/moves': only(ORGANISERS),
  'POST /api/events/:event/breakouts/rounds/:round/sets/:set/undo': only(ORGANISERS),
  'PUT /api/events/:event/breakouts/rounds/:round/sets/:set/locks/:participant': only(ORGANISERS),
  'PUT /api/events/:event/breakouts/rounds/:round/absences/:participant': only(ORGANISERS),
  'GET /api/events/:event/me/breakouts': only(INSIDE),
  'POST /api/events/:event/me/breakouts/:round/deal-in': only(INSIDE),
  'POST /api/events/:event/me/breakouts/:round/move': only(INSIDE),
  'POST /api/events/:event/me/breakouts/:round/join': only(INSIDE),
  'PUT /api/events/:event/me/breakouts/:round/absence': only(INSIDE),
  'PUT /api/events/:event/me/breakouts/wishes': only(INSIDE),
  'PUT /api/events/:event/breakouts/rounds/:round': only(ORGANISERS),
  'DELETE /api/events/:event/breakouts/rounds/:round': only(ORGANISERS),
  'POST /api/events/:event/breakouts/rounds/:round/commands': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/breakouts/rounds/:round/rooms/:roomId': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], {
    status: [404],
  }),
  'GET /api/events/:event/breakouts/rounds/:round/names': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], {
    status: [404],
  }),
  'GET /api/events/:event/breakouts/rounds/:round/reports': only([...INSIDE, ...READERS_OF_PLAN, 'operator'], {
    status: [404],
  }),

  // Questions: whoever is in asks and votes, chairs of whatever day see the queue, organisers say how it is done.
  'GET /api/events/:event/questions': only([...INSIDE, ...READERS_OF_PLAN, 'operator']),
  'GET /api/events/:event/questions/queue': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/questions/overview': only([...ORGANISERS, 'chair', 'deputy']),
  'GET /api/events/:event/me/questions': only(INSIDE),
  'POST /api/events/:event/questions': only(INSIDE),
  'DELETE /api/events/:event/questions/:question': only(INSIDE),
  'PUT /api/events/:event/questions/:question/vote': only(INSIDE),
  'DELETE /api/events/:event/questions/:question/vote': only(INSIDE),
  'POST /api/events/:event/questions/:question/commands': only([...ORGANISERS, 'chair', 'deputy']),
  'PUT /api/events/:event/questions/settings': only(ORGANISERS),

  // The socket: a request for none gets past the door all the same.
  'GET /api/live': only(WITH_SOCKET, { status: [400] }),

  // Registration.
  'GET /api/events/:event/registration': registration(),
  // Whoever was not invited is told so where they may know of the event. The body agrees to nothing, on purpose.
  'POST /api/events/:event/registration': only(KNOWING, {
    body: { name: 'Somebody', consents: [] },
    changes: true,
    status: [422, 409],
  }),
  'GET /api/events/:event/registration/settings': only(ORGANISERS),
  'PUT /api/events/:event/registration/settings': only(ORGANISERS),

  // People.
  'GET /api/events/:event/people': only([...people, 'helpdesk']),
  'POST /api/events/:event/people': only(people),
  'GET /api/events/:event/people/:id': only([...people, 'helpdesk'], forParticipant),
  'PATCH /api/events/:event/people/:id': only(people, forParticipant),
  'POST /api/events/:event/people/:id/removal': only(people, unknown),
  'POST /api/events/:event/people/:id/approval': only(people, unknown),
  'POST /api/events/:event/people/:id/erasure': only(people, unknown),
  'POST /api/events/:event/people/:id/link': only([...ORGANISERS, 'helpdesk'], unknown),
  'PUT /api/events/:event/people/:id/roles': only(ORGANISERS, forParticipant),
  'POST /api/events/:event/people/invitations': only(people),
  'POST /api/events/:event/people/roles': only(ORGANISERS),
  'POST /api/events/:event/people/import': only(people),
  'GET /api/events/:event/people/export.csv': only([...people, 'key export']),
  'GET /api/events/:event/organisations': only([...people, 'helpdesk']),
  'POST /api/events/:event/organisations': only(people),
  'PATCH /api/events/:event/organisations/:id': only(people, unknown),
  'DELETE /api/events/:event/organisations/:id': only(people, unknown),

  // Who asks for help, and who came.
  'GET /api/events/:event/help': only([...ORGANISERS, 'helpdesk']),
  'POST /api/events/:event/help/:id/taking': only([...ORGANISERS, 'helpdesk'], unknown),
  'POST /api/events/:event/help/:id/solution': only([...ORGANISERS, 'helpdesk'], unknown),
  'GET /api/events/:event/attendance': only(ORGANISERS),
  'GET /api/events/:event/attendance.csv': only(ORGANISERS),

  // Keys and the log.
  'GET /api/events/:event/keys': only(ORGANISERS),
  'POST /api/events/:event/keys': only(ORGANISERS),
  'DELETE /api/events/:event/keys/:id': only(ORGANISERS, unknown),
  'GET /api/events/:event/audit': only(ORGANISERS),
};
