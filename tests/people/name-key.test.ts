import { expect, it } from 'vitest';
import { nameKey } from '../../people/name-key.ts';

it.each([
  ['Müller', 'muller'],
  ['  Customs   Board ', 'customs board'],
  ['ＥＳＴＯＮＩＡ', 'estonia'],
  ['Ελλάδα', 'ελλαδα'],
  ['Łódź', 'łodz'],
])('%j is compared as %j', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

it('is the same however the accents were typed', () => {
  expect(nameKey('Re\u0301publique')).toBe(nameKey('R\u00e9publique'));
});
