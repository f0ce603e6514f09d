/**
 * What an organiser looks at on the people page, and the addresses that say so, so that a view can be
 * shared, reloaded and gone back to: `?state=waiting`, `?organisation=ID&search=tallinn`, `?part=import`.
 * What is not known is left out, so that every address shows something.
 */
import { PARTICIPANT_STATES, type ParticipantState, STAFF_ROLES, type StaffRole } from '../../kernel/actor.ts';

export const PARTS = ['list', 'organisations', 'import'] as const;
/** What of people the page shows. */
export type Part = (typeof PARTS)[number];

export interface PeopleQuery {
  readonly part: Part;
  /** Part of a name or address; empty for everybody. */
  readonly search: string;
  /** An organisation's id, `none` for those without one; null for all. */
  readonly organisation: string | null;
  readonly state: ParticipantState | null;
  readonly role: StaffRole | null;
  /** The participant whose panel is open. */
  readonly person: string | null;
}

export const EVERYBODY: PeopleQuery = {
  part: 'list',
  search: '',
  organisation: null,
  state: null,
  role: null,
  person: null,
};

const LONGEST_SEARCH = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param search the part of an address after its `?`. */
export function readPeopleQuery(search: URLSearchParams): PeopleQuery {
  return {
    part: oneOf(PARTS, search.get('part')) ?? 'list',
    search: (search.get('search') ?? '').slice(0, LONGEST_SEARCH),
    organisation: search.get('organisation') === 'none' ? 'none' : idIn(search.get('organisation')),
    state: oneOf(PARTICIPANT_STATES, search.get('state')),
    role: oneOf(STAFF_ROLES, search.get('role')),
    person: idIn(search.get('person')),
  };
}

function oneOf<Value extends string>(values: readonly Value[], given: string | null): Value | null {
  return values.find((value) => value === given) ?? null;
}

function idIn(given: string | null): string | null {
  return given !== null && UUID.test(given) ? given : null;
}

/** The address of the page with what is looked at, without a host; `changes` overrule `query`. */
export function peopleAddress(slug: string, query: PeopleQuery, changes: Partial<PeopleQuery> = {}): string {
  const { part, person, ...filter } = { ...query, ...changes };
  const search = filterParameters(filter);
  if (part !== 'list') search.set('part', part);
  if (person !== null) search.set('person', person);
  return withSearch(`/e/${slug}/organise/people`, search);
}

export type PeopleFilter = Pick<PeopleQuery, 'search' | 'organisation' | 'state' | 'role'>;

/** Where the list's part is asked for that begins after the cursor `after`; null for the beginning. */
export function listAddress(slug: string, filter: PeopleFilter, after: string | null, limit: number): string {
  const search = filterParameters(filter);
  search.set('limit', String(limit));
  if (after !== null) search.set('after', after);
  return withSearch(`/api/events/${slug}/people`, search);
}

export function isFiltered({ search, organisation, state, role }: PeopleFilter): boolean {
  return search.trim() !== '' || organisation !== null || state !== null || role !== null;
}

function filterParameters({ search, organisation, state, role }: PeopleFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  if (search.trim() !== '') parameters.set('search', search.trim());
  if (organisation !== null) parameters.set('organisation', organisation);
  if (state !== null) parameters.set('state', state);
  if (role !== null) parameters.set('role', role);
  return parameters;
}

function withSearch(path: string, search: URLSearchParams): string {
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
