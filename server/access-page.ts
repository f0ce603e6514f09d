import { type Actor, ANONYMOUS, type Place, type RoleGrant, type Rule, SCOPES, STAFF_ROLES } from '../kernel/actor.ts';
import type { EventId, ParticipantId, PersonId, SignInId } from '../kernel/ids.ts';
import { type Policy, ROOM_RULES, type RoomPolicy } from './access.ts';

/** A route with what it declares in its `config`. */
export interface DeclaredRoute {
  /** As `GET /api/events/:event/people`. */
  readonly name: string;
  readonly policy: Policy;
  /** Of a page that answers refusals with pages: who may open it. */
  readonly opensTo: RoomPolicy | undefined;
}

/** A topic of the socket. */
export interface DeclaredTopic {
  readonly name: string;
  readonly rule: Rule;
  readonly prose: string;
}

export interface AccessPageParts {
  readonly routes: readonly DeclaredRoute[];
  readonly topics: readonly DeclaredTopic[];
  /** The source files whose first comment says in prose who may do what. */
  readonly policies: readonly { readonly title: string; readonly source: string }[];
}

const TITLE = `# Access

Who may do what, in prose as the policies of the rooms say it, and then for every address and every topic of the
socket. This page is made from the policies that the routes declare and from the rules themselves; that the running
server keeps to it is tested against a table written by hand, \`tests/server/access-expected.ts\`.`;

const LEGEND = `| mark | means |
|---|---|
| ● | yes, in one's own event |
| public | only where the event is public |
| day | only for a day that one chairs |
| room | only for a room that one looks after |
| | no |

Where everybody may in a public event, so may people and programs of other events; else nobody has a right in an
event by what they are in another. A removed person is a stranger. "Asked" is who was invited, waits or has declined.
Pages lead whoever is not signed in as a person to the sign-in page. \`read-registration\` and \`register\` let every
person past the door; the service then knows only those who stand in the event or whose address may register there.`;

const SOCKET = `A socket, \`/api/live?event=…\`, opens to everybody who stands in the event in some way, to programs with a key
of it, and to operators.`;

const EVENT = '1' as EventId;
const DAYS = { own: 'own', other: 'other' } as const;

function person(state: 'registered' | 'invited' | null, ...roles: readonly RoleGrant[]): Actor {
  const standing = { eventId: EVENT, participantId: '1' as ParticipantId, roles };
  const standings = state === null ? [] : [{ ...standing, state }];
  return { kind: 'person', personId: '1' as PersonId, signInId: '1' as SignInId, standings };
}

/** One of each kind of those who ask, by the head of their column. */
const ASKERS: ReadonlyMap<string, Actor> = new Map([
  ['anybody', ANONYMOUS],
  ['stranger', person(null)],
  ['asked', person('invited')],
  ['participant', person('registered')],
  ...STAFF_ROLES.map((role): [string, Actor] => {
    const ofDay = role === 'chair' || role === 'deputy';
    const ofRoom = role === 'facilitator' || role === 'rapporteur';
    return [role, person('registered', { role, dayId: ofDay ? DAYS.own : null, room: ofRoom ? DAYS.own : null })];
  }),
  ...SCOPES.map((scope): [string, Actor] => [
    `key \`${scope}\``,
    { kind: 'api-key', keyId: '1', eventId: EVENT, scopes: [scope] },
  ]),
  ['operator', { kind: 'operator', keyId: '1' }],
]);

/** The text of `docs/access.md`. */
export function accessPage({ routes, topics, policies }: AccessPageParts): string {
  const prose = policies.map(({ title, source }) => `## ${title}\n\n${proseOf(source)}`);
  return `${[
    TITLE,
    ...prose,
    '## Every address',
    LEGEND,
    routeTable(routes),
    '## Every topic of the socket',
    SOCKET,
    topicTable(topics),
  ].join('\n\n')}\n`;
}

/** The first comment of a file, as text. */
function proseOf(source: string): string {
  const comment = /\/\*\*\n([\s\S]*?)\n \*\//.exec(source)?.[1];
  if (comment === undefined) throw new Error('A policy begins with a comment that says it in prose.');
  return comment
    .split('\n')
    .map((line) => line.replace(/^ \* ?/, ''))
    .join('\n');
}

function routeTable(routes: readonly DeclaredRoute[]): string {
  const rows = routes
    .toSorted((a, b) => compare(a.name.replace(/^\S+ /, ''), b.name.replace(/^\S+ /, '')) || compare(a.name, b.name))
    .map((route) => [
      `\`${route.name}\``,
      `\`${route.opensTo ?? route.policy}\``,
      ...marks((each) => markOf(route, each)),
    ]);
  return table(['address', 'policy'], rows);
}

function topicTable(topics: readonly DeclaredTopic[]): string {
  const rows = topics.map(({ name, rule, prose }) => [
    `\`${name}\``,
    prose,
    ...marks((each) => markOfRule(rule, each)),
  ]);
  return table(['topic', 'shows'], rows);
}

function marks(mark: (actor: Actor) => string): string[] {
  return [...ASKERS.values()].map(mark);
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = [...heads, ...ASKERS.keys()];
  return [row(columns), `|${'---|'.repeat(columns.length)}`, ...rows.map(row)].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function markOf({ policy, opensTo }: DeclaredRoute, actor: Actor): string {
  if (opensTo) return markOfRule(ROOM_RULES[opensTo], actor.kind === 'person' ? actor : ANONYMOUS);
  if (policy === 'public') return '●';
  if (policy === 'signed-in') return actor.kind === 'person' ? '●' : '';
  if (policy === 'operator' || policy === 'operator-or-loopback') return actor.kind === 'operator' ? '●' : '';
  return markOfRule(ROOM_RULES[policy as RoomPolicy], actor);
}

/** What the rule says in a private event and a public one, of one's own day or room and of others. */
function markOfRule(rule: Rule, actor: Actor): string {
  const place: Place = { eventId: EVENT, isPublic: false, dayId: DAYS.other, room: DAYS.other };
  if (rule(actor, place)) return '●';
  if (rule(actor, { ...place, dayId: DAYS.own })) return 'day';
  if (rule(actor, { ...place, room: DAYS.own })) return 'room';
  return rule(actor, { ...place, isPublic: true }) ? 'public' : '';
}
