import { expect, test } from 'vitest';
import { idOf, optionIds } from '../../../web/polls/option-ids.ts';

test.each([
  ['Customs laboratories', 'customs-laboratories'],
  ['  Straße & Łódź!', 'strasse-lodz'],
  ['Таможня', 'option'],
  ['x'.repeat(60), 'x'.repeat(40)],
])('the id of “%s” is %s', (text, id) => {
  expect(idOf(text)).toBe(id);
});

test('an option keeps its id when its text is mended, and none has the id of another', () => {
  const long = 'y'.repeat(50);
  const given = [
    { kept: null, text: 'Data' },
    { kept: 'data', text: 'Parcels' },
    { kept: null, text: 'data!' },
    { kept: null, text: long },
    { kept: null, text: `${long}z` },
  ];
  expect(optionIds(given)).toEqual(['data-2', 'data', 'data-3', 'y'.repeat(40), `${'y'.repeat(38)}-2`]);
});
