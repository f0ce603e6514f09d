import { expect, test } from 'vitest';
import { costsOf, People } from '../../../breakouts/assigner/acquaintance.ts';

test('who moves on counts as a colleague in the room where they are, and no more in the one that they left', () => {
  const acquaintance = { met: () => new Map(), organisationOf: () => 'Customs' };
  const people = new People(new Map([['a', 'r1']]), acquaintance);
  people.seat('a', 'r2');
  expect(costsOf('b', acquaintance, people)).toEqual(new Map([['r2', 1]]));
  people.seat('b', 'r2');
  expect(costsOf('b', acquaintance, people)).toEqual(new Map([['r2', 1]]));
});
