import { describe, expect, test } from 'vitest';
import {
  EVERYBODY,
  isFiltered,
  listAddress,
  type PeopleQuery,
  peopleAddress,
  readPeopleQuery,
} from '../../../web/people/people-query.ts';

const ID = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const read = (search: string) => readPeopleQuery(new URLSearchParams(search));

test('an address that was written is read as what was looked at', () => {
  const query: PeopleQuery = {
    part: 'list',
    search: 'müller & co',
    organisation: ID,
    state: 'waiting',
    role: 'chair',
    person: ID,
  };
  const address = peopleAddress('annual-event', query);
  expect(address).toBe(
    `/e/annual-event/organise/people?search=m%C3%BCller+%26+co&organisation=${ID}&state=waiting&role=chair&person=${ID}`,
  );
  expect(read(address.split('?')[1] ?? '')).toEqual(query);
});

test('everybody is the bare address', () => {
  expect(peopleAddress('annual-event', EVERYBODY)).toBe('/e/annual-event/organise/people');
  expect(read('')).toEqual(EVERYBODY);
});

test('what is not known is left out', () => {
  expect(read('part=secrets&organisation=estonia&state=lost&role=king&person=1')).toEqual(EVERYBODY);
});

test('those without an organisation are looked for by a word of their own', () => {
  expect(read('organisation=none').organisation).toBe('none');
});

test('a change overrules what was looked at', () => {
  const query = { ...EVERYBODY, state: 'invited' } as const;
  expect(peopleAddress('e', query, { state: null, part: 'import' })).toBe('/e/e/organise/people?part=import');
});

describe('the list', () => {
  test('is asked for with the filter, a length and a cursor, and never with the open panel', () => {
    const query = { ...EVERYBODY, search: ' anna ', state: 'invited', person: ID } as const;
    expect(listAddress('annual-event', query, 'c1', 50)).toBe(
      '/api/events/annual-event/people?search=anna&state=invited&limit=50&after=c1',
    );
  });

  test('is filtered by whatever narrows it, but not by spaces', () => {
    expect(isFiltered(EVERYBODY)).toBe(false);
    expect(isFiltered({ ...EVERYBODY, search: '  ' })).toBe(false);
    expect(isFiltered({ ...EVERYBODY, role: 'chair' })).toBe(true);
  });
});
