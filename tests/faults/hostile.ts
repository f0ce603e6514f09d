/**
 * Requests as attackers and careless integrators send them, made from the routes of the app itself: mostly
 * near to what a route takes, so that they get far, with something hostile in one place or another.
 *
 * What only a running app knows stands in braces, `{session:3}`, and is filled in just before sending: see
 * `siege.ts`.
 */
import fc from 'fast-check';
import type { HTTPMethods, RouteOptions } from 'fastify';
import { z } from 'zod';
import { SAMPLE_PLAN } from './sample-plan.ts';

export interface HostileRequest {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string | Buffer | null;
  /** Who sends it: somebody of the cast, by kind or by place. */
  readonly by: 'operator' | 'organiser' | number;
  /** The token against forgery that goes with it. */
  readonly csrf: 'right' | 'wrong' | 'of another' | 'none';
}

/** What every join link of these requests holds. It may leave the server for those alone who read drafts, and in calendars of one's own. */
export const JOIN_LINK = 'https://meet.example.org/let-in-9f2c';

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'a\udc00b',
  'a\r\nX-Injected: 1\r\nBEGIN:VEVENT',
  '\u2028\u2029\u0085\u202e',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '..\\..\\package.json',
  '%00%2F%0d%0a',
  '</script><script>alert(1)</script>',
  ']]><!--&amp;&#0;',
  `'; drop table agenda_event; --`,
  '=HYPERLINK("https://example.org")',
  '","\\,;:\n ',
  '\u{1f469}\u200d\u{1f4bb}\ufe0f\u0301 \u05e9\u05dc\u05d5\u05dd',
  'NaN',
  '-1',
  '1e309',
  '0x10',
  '9'.repeat(40),
  'a'.repeat(10_000),
];
const hostileText = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));
const hostileValue = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, -1, 0.5, 1e21, -0, 2 ** 53, [], {}, [[]], { toString: 1 }, ['\u0000', null]),
  fc.jsonValue({ maxDepth: 3 }),
);

const SLUGS = ['public', 'public', 'public', 'private', 'private', 'other', 'nowhere'];
const DATES = ['2026-03-09', '2026-03-10', '2026-03-29', '1970-01-01', '2999-12-31', '9999-12-31', '2026-02-30'];
const ZONES = ['Europe/Zurich', 'Asia/Tokyo', 'UTC', 'Pacific/Apia', 'europe/zurich', 'Mars/Base', '+01:00'];
const TIMES = ['09:00', '12:00', '15:00', '02:30', '02:30+01:00', '23:59', '00:00', '24:00'];
const { days, sessions } = SAMPLE_PLAN;

/** Of ten participants at most: about half of them are of the other event. */
const PARTICIPANT = fc.integer({ min: 0, max: 25 }).map((place) => `{participant:${place}}`);
const ADDRESSES = [
  'anna@example.org',
  'Anna@Example.ORG',
  'ändrew@example.org',
  'аnna@example.org',
  '"Organiser" <anna@example.org>',
  'anna@example.org\r\nBcc: all@example.org',
  'anna@example.org, bert@example.org',
  'ａnna@ｅxample.org',
  'anna@müller.example',
  'a'.repeat(300),
];
const INSTANTS = ['2026-01-01T08:00:00+01:00', '2099-01-01T08:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z'];
const PEOPLE_FILE = 'name,email,organisation,country,role,tags\nAnna,anna@example.org,Customs,EE,chair:1,risk\n';

/** What a value of that name is mostly like. Names stand in paths, queries and bodies alike. */
const BY_NAME = new Map<string, fc.Arbitrary<unknown>>(
  Object.entries({
    event: fc.constantFrom(...SLUGS),
    slug: fc.constantFrom('other', 'another', 'public'),
    date: fc.constantFrom(...DATES),
    timeZone: fc.constantFrom(...ZONES),
    start: fc.constantFrom(...TIMES),
    end: fc.constantFrom(...TIMES),
    announcedStart: fc.constantFrom(...TIMES, null),
    announcedEnd: fc.constantFrom(...TIMES, null),
    number: fc.integer({ min: 1, max: 7 }),
    day: fc.integer({ min: 1, max: 7 }),
    n: fc.integer({ min: 0, max: 8 }),
    version: fc.integer({ min: 0, max: 5 }),
    from: fc.integer({ min: 0, max: 5 }),
    session: fc.constantFrom('{session:0}', '{session:7}', '{session:30}'),
    sessions: fc.oneof(
      fc.constant('{running order}'),
      fc.array(fc.constantFrom('{session:0}', '{session:1}'), { maxLength: 4 }),
    ),
    id: fc.constantFrom('{session:0}', '{session:1}', '{session:30}'),
    participant: PARTICIPANT,
    ids: fc.oneof(fc.array(PARTICIPANT, { maxLength: 4 }), fc.constantFrom(['{participant:0}', '{participant:0}'])),
    organisation: fc.constantFrom('{organisation:0}', '{organisation:1}', 'none'),
    organisationId: fc.constantFrom('{organisation:0}', '{organisation:1}', null),
    after: fc.constantFrom('{participant:0}', 'a', ''),
    before: fc.constantFrom('{participant:0}', '{session:3}', 'a', '1'),
    limit: fc.integer({ min: 0, max: 201 }),
    search: fc.constantFrom('anna', '%', '_', 'chair', '\\'),
    state: fc.constantFrom('invited', 'registered', 'waiting', 'declined', 'removed'),
    role: fc.constantFrom('organiser', 'chair', 'deputy', 'facilitator', 'rapporteur', 'helpdesk'),
    apiKey: fc.constantFrom('{apiKey:0}', '{apiKey:5}'),
    signIn: fc.integer({ min: 0, max: 25 }).map((place) => `{signIn:${place}}`),
    preview: fc.constantFrom('0'.repeat(64), 'a'),
    token: fc.constantFrom('{link:0}', '{link:1}', '{calendar:0}', '{calendar:1}'),
    request: fc.constantFrom('{link:0}', '{link:1}'),
    code: fc.constantFrom('000000', '123456', '12 34 56'),
    confirm: fc.constant(true),
    help: fc.constantFrom('{help:0}', '{help:0}', '{help:1}'),
    banner: fc.constantFrom('{banner:0}', '{banner:1}'),
    entry: fc.constantFrom('{session:0}', '{session:1}', '{session:3}', '{session:30}'),
    advance: fc.constantFrom('chair', 'clock'),
    opensAt: fc.constantFrom(...INSTANTS, null),
    closesAt: fc.constantFrom(...INSTANTS, null),
    domains: fc.constantFrom([], ['example.net'], ['@example.net', 'EXAMPLE.NET']),
    reportsBack: fc.constantFrom(null, null, '{session:0}', '{session:3}'),
    proposal: fc.constantFrom('proposal-0', 'proposal-1'),
    key: fc.constantFrom('terms', 'photographs'),
    tag: fc.constantFrom('new-members', 'everyone', 'risk'),
    dryRun: fc.constantFrom('true', 'false'),
    zone: fc.constantFrom('own', 'event'),
    email: fc.constantFrom(...ADDRESSES, null, 'help@example.org', 'help@example.org'),
    chat: fc.constantFrom(null, 'https://chat.example.org/a,b;c'),
    joinLink: fc.constant(JOIN_LINK),
    '*': fc.constantFrom('manifest.json', 'index.html', '../server/main.js', 'agenda.js'),
  }),
);

function mostly(usual: fc.Arbitrary<unknown>, odd: fc.Arbitrary<unknown>, weight = 25): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: usual, weight }, { arbitrary: odd, weight: 1 });
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Values of a shape, now and then with something else in a place. @param name under which the value stands. */
function like(schema: JsonSchema, name = ''): fc.Arbitrary<unknown> {
  return mostly(BY_NAME.get(name) ?? usual(schema), hostileValue);
}

function usual(schema: JsonSchema): fc.Arbitrary<unknown> {
  const choices = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map((each) => like(each)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.type === 'object') return objectLike(schema);
  if (schema.type === 'array') return fc.array(like((schema.items ?? {}) as JsonSchema), { maxLength: 3 });
  if (schema.type === 'integer') return fc.integer({ min: 1, max: 120 });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  return mostly(fc.constantFrom('Opening', 'New members', 'Größe; 2 "x"', 'Everyone'), hostileText, 4);
}

function objectLike({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties).map(([name, each]) => [name, like(each as JsonSchema, name)] as const);
  const shape: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members);
  const known = fc.record(shape, { requiredKeys: [...required] });
  const odd = fc.constantFrom('__proto__', 'constructor', 'id', 'revision', 'roles', 'state', 'eventId', 'personId');
  const more = fc.tuple(known, odd, hostileValue).map(([object, name, value]) => ({ ...object, [name]: value }));
  return mostly(known, more);
}

const json = { 'content-type': 'application/json' };
type Body = Pick<HostileRequest, 'payload' | 'headers'>;

const oddBody: fc.Arbitrary<Body> = fc.record({
  payload: fc.constantFrom(
    '',
    'null',
    '[]',
    '{"a":',
    '\ufeff{}',
    '{"__proto__":{"isPublic":true}}',
    '{"constructor":{"prototype":{"isPublic":true}}}',
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    `"${'a'.repeat(70_000)}"`,
    Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]),
  ),
  headers: fc.constantFrom<Record<string, string>>(
    json,
    {},
    { 'content-type': 'application/json; charset=utf-16' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data' },
    { 'content-type': 'multipart/form-data; boundary=edge' },
    { 'content-type': ';=,' },
  ),
});

const FILES: readonly Uint8Array[] = [
  days.bytes,
  sessions.bytes,
  ...[days.bytes, sessions.bytes].map((bytes) => Buffer.from(Buffer.from(bytes).toString(), 'utf16le')),
  Buffer.from('PK\u0003\u0004 a workbook'),
  Buffer.from('day,order,kind,title,minutes\n1,1,opening,"=cmd|/c calc",15\n1,2,closure,"a\u0000b",1e9\n'),
  Buffer.from(PEOPLE_FILE),
  Buffer.from(`\ufeff${PEOPLE_FILE.replaceAll(',', ';')}`),
  Buffer.from(`${PEOPLE_FILE}=cmd,ANNA@example.org,+x,ZZ,emperor,"${'t;'.repeat(50)}"\n`),
  Buffer.from(`name,email,organisation\n${'Anna,anna@example.org,Customs\n'.repeat(2_000)}`),
  Buffer.from(`day,date\n${'1,9\n'.repeat(10_001)}`),
  Buffer.alloc(0),
  Buffer.from([0x80, 0x81, 0xff, 0xfe, 0x00, 0xd8]),
];

interface Part {
  readonly name: string;
  /** What follows the name in the part's head. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

const oddPart: fc.Arbitrary<Part> = fc.record({
  name: fc.constantFrom('days', 'sessions', 'people', 'people', 'more', '__proto__', '', 'a"b'),
  file: fc.constantFrom(
    '; filename="days.csv"',
    '; filename="../../x\u202e.csv"',
    `; filename="${'x'.repeat(300)}"`,
    '',
  ),
  bytes: fc.constantFrom(...FILES),
});
const wholeForm = fc.constant<Part[]>([
  { name: 'days', file: '; filename="days.csv"', bytes: days.bytes },
  { name: 'sessions', file: '; filename="sessions.csv"', bytes: sessions.bytes },
]);
const peopleForm = fc
  .constantFrom(...FILES)
  .map((bytes): Part[] => [{ name: 'people', file: '; filename="people.csv"', bytes }]);

const form: fc.Arbitrary<Body> = fc
  .record({
    parts: fc.oneof(wholeForm, peopleForm, fc.array(oddPart, { maxLength: 4 })),
    end: fc.constantFrom('--edge--\r\n', '--edge--\r\n', '--edge--\r\n', '', '--ed'),
  })
  .map(({ parts, end }) => ({
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload: Buffer.concat([...parts.map(partOfForm), Buffer.from(end)]),
  }));

function partOfForm({ name, file, bytes }: Part): Buffer {
  const head = `--edge\r\ncontent-disposition: form-data; name="${name}"${file}\r\ncontent-type: text/csv\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n')]);
}

function bodyFor(route: RouteOptions): fc.Arbitrary<Body> {
  const { body, consumes } = (route.schema ?? {}) as { body?: z.ZodType; consumes?: readonly string[] };
  const none = fc.constant<Body>({ payload: null, headers: {} });
  if (consumes?.includes('multipart/form-data')) {
    return fc.oneof({ arbitrary: form, weight: 15 }, { arbitrary: fc.oneof(oddBody, none), weight: 1 });
  }
  if (!body) return fc.oneof({ arbitrary: none, weight: 15 }, { arbitrary: oddBody, weight: 1 });
  const shape = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const right = like(shape).map((value) => ({ payload: JSON.stringify(value), headers: json }));
  return fc.oneof({ arbitrary: right, weight: 15 }, { arbitrary: fc.oneof(oddBody, none), weight: 1 });
}

const ODD_SEGMENTS = ['%00', '%2F', 'a%2Fb', '%2e%2e%2f', '%', '%zz', '%ED%A0%80', '*', ':event', ';a=b', '%0d%0aX:1'];

function segment(name: string): fc.Arbitrary<string> {
  const usual = (BY_NAME.get(name) ?? fc.constantFrom('a', 'b')).map(String);
  const odd = fc.oneof(fc.constantFrom(...ODD_SEGMENTS), hostileText.map(encoded));
  return fc.oneof({ arbitrary: usual, weight: 12 }, { arbitrary: odd, weight: 1 });
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

const PARAMETER = /:(\w+)(?:\([^)]*\))?|(\*)/;

/** What the names in a path stand for, where that hangs on what comes before them. */
const IN_PATHS: readonly (readonly [before: string, name: string])[] = [
  ['/people/:id', ':participant'],
  ['/organisations/:id', ':organisation'],
  ['/keys/:id', ':apiKey'],
  ['/sign-ins/:id', ':signIn'],
  ['/proposals/:key', ':proposal'],
  ['/help/:id', ':help'],
  ['/banners/:id', ':banner'],
];

/** A path of the route's pattern. */
function pathOf(pattern: string): fc.Arbitrary<string> {
  const named = IN_PATHS.reduce((path, [before, name]) => path.replace(before, before.replace(/:\w+$/, name)), pattern);
  const pieces = named.split(PARAMETER);
  // Of each parameter `split` leaves two pieces, of which one is undefined: the name, or the asterisk.
  const parts = pieces.flatMap((piece, index) => {
    if (index % 3 === 0) return [fc.constant(piece ?? '')];
    return piece === undefined ? [] : [segment(piece)];
  });
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

const QUERIED = [
  ...['dryRun', 'from', 'day', 'tag', 'zone', '__proto__', 'a[b]', ''],
  ...['search', 'organisation', 'state', 'role', 'after', 'before', 'limit', 'preview', 'event', 'next'],
];
const query = fc
  .array(
    fc.constantFrom(...QUERIED).chain((name) => fc.tuple(fc.constant(encoded(name)), segment(name))),
    { maxLength: 2 },
  )
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));

const TAGS = [
  '"{revision}"',
  '"{revision}0"',
  '*',
  'W/"{revision}"',
  '"1", "2"',
  '"',
  '""',
  '{revision}',
  '"999999999999"',
  '"-1"',
  '{etag}',
];
const ODD_HEADERS = ['', ',', '"', ';;;', '\u00ff\u00fe', 'a'.repeat(4_000), '__proto__', '-1', '0', '*'];
const odd = fc.constantFrom(...ODD_HEADERS);
/** Most requests have few of these, or hardly any would get past the door. */
const sometimes = (values: fc.Arbitrary<string>) => fc.oneof({ arbitrary: fc.constant(undefined), weight: 20 }, values);
/** Answers that say that nothing has changed are worth as much as those that say it all. */
const often = (values: fc.Arbitrary<string>) => fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, values);
const headers = fc
  .record({
    'if-match': fc.oneof(
      { arbitrary: fc.constantFrom(...Array<string>(9).fill('"{revision}"'), '"{revision}0"'), weight: 12 },
      fc.constantFrom(...TAGS),
      odd,
    ),
    authorization: sometimes(fc.oneof(fc.constantFrom('', 'Bearer', 'Bearer plenum_op_wrong', 'Basic YTpi'), odd)),
    cookie: sometimes(fc.oneof(fc.constantFrom('plenum_session=', 'plenum_session=a; plenum_session="'), odd)),
    origin: sometimes(fc.oneof(fc.constantFrom('http://127.0.0.1:3000', 'https://example.net', 'null'), odd)),
    'sec-fetch-site': sometimes(fc.constantFrom('same-origin', 'cross-site', 'none', 'x')),
    'if-none-match': often(fc.oneof(fc.constantFrom(...TAGS), odd)),
    'if-modified-since': sometimes(
      fc.oneof(fc.constantFrom('Mon, 02 Mar 2099 09:00:00 GMT', 'yesterday', '1e99'), odd),
    ),
    accept: sometimes(fc.oneof(fc.constantFrom('text/html', 'text/calendar', '*/*;q=0'), odd)),
    'accept-encoding': sometimes(
      fc.oneof(fc.constantFrom('gzip', 'gzip;q=0', 'br, gzip;q=1.000', 'identity;q=0'), odd),
    ),
    range: sometimes(fc.oneof(fc.constantFrom('bytes=0-3', 'bytes=5-1', 'bytes=-1', 'bytes=0-,0-,0-'), odd)),
    'user-agent': sometimes(odd),
    'x-request-id': sometimes(odd),
    'x-forwarded-for': sometimes(fc.oneof(fc.constantFrom('127.0.0.1', '::1'), odd)),
    'x-http-method-override': sometimes(fc.constant('DELETE')),
  })
  .map((all) =>
    Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  );

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'] as const;

const mostlyRight = fc.oneof(
  { arbitrary: fc.constant('right' as const), weight: 12 },
  fc.constantFrom('wrong' as const, 'of another' as const, 'none' as const),
);

/** Requests to one route. */
function requestTo(route: RouteOptions): fc.Arbitrary<HostileRequest> {
  const method = [route.method].flat().at(-1) as HTTPMethods;
  const request = fc.record({
    method: fc.oneof({ arbitrary: fc.constant(method), weight: 15 }, fc.constantFrom(...METHODS)),
    path: pathOf(route.url),
    query,
    headers,
    body: bodyFor(route),
    by: fc.oneof(fc.constantFrom('operator' as const, 'organiser' as const, 'organiser' as const), fc.nat(60)),
    csrf: mostlyRight,
  });
  return request.map(({ method, path, query, headers, body, by, csrf }) => ({
    by,
    csrf,
    method,
    url: query === '' ? path : `${path}?${query}`,
    headers: { ...headers, ...body.headers },
    payload: body.payload,
  }));
}

/** Requests to any of the routes. Those that change something are asked more often than those that read. */
export function hostileRequests(routes: readonly RouteOptions[]): fc.Arbitrary<HostileRequest> {
  return fc.oneof(
    ...routes.map((route) => ({
      arbitrary: requestTo(route),
      weight: ['POST', 'PUT', 'PATCH'].includes(String(route.method)) ? 6 : route.method === 'GET' ? 2 : 1,
    })),
  );
}
