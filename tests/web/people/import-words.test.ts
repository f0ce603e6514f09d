import { expect, test } from 'vitest';
import { placeOfFault } from '../../../kernel/spreadsheet/cell-fault.ts';
import type { ImportRow } from '../../../people/view.ts';
import { faultText, firstOf, outcomeText, rowsFor, storedText, verdictOf } from '../../../web/people/import-words.ts';

const OUTCOMES = ['new', 'changed', 'same', 'warning', 'error'] as const;
const rows = OUTCOMES.map(
  (outcome, place): ImportRow => ({
    line: place + 2,
    outcome,
    name: `Guest ${place}`,
    email: `guest-${place}@example.org`,
    organisation: 'Estonia',
    changes: [],
    messages: [],
  }),
);
const counts = { new: 118, changed: 2, same: 3, warning: 1, error: 0 };

test('rows are shown by what would happen to them, problems being errors and warnings', () => {
  expect(rowsFor(rows, 'all')).toHaveLength(5);
  expect(rowsFor(rows, 'problems').map(({ outcome }) => outcome)).toEqual(['warning', 'error']);
  expect(rowsFor(rows, 'changed').map(({ outcome }) => outcome)).toEqual(['changed']);
});

test('a fault is told with its line and column', () => {
  const message = 'expected one mail address';
  const fault = { line: 7, column: 2, columnName: 'email', file: 'people.csv', found: '', expected: '', message };
  expect(faultText({ path: placeOfFault(fault), message })).toBe('line 7, email: expected one mail address');
  const nameless = placeOfFault({ ...fault, file: 'our people: final.csv', columnName: null });
  expect(faultText({ path: nameless, message })).toBe('line 7: expected one mail address');
  expect(faultText({ path: 'people', message })).toBe('people: expected one mail address');
  expect(faultText({ path: '', message })).toBe('expected one mail address');
});

test('what would happen is summed up without what does not occur', () => {
  expect(outcomeText({ counts })).toBe('118 new, 2 changed, 3 unchanged and 1 to look at.');
  expect(outcomeText({ counts: { new: 0, changed: 0, same: 0, warning: 0, error: 0 } })).toBe('The file has no rows.');
});

test('one error keeps the whole file out, and a file that changes nothing needs no storing', () => {
  expect(verdictOf({ counts })).toBe('ready');
  expect(verdictOf({ counts: { ...counts, error: 1 } })).toBe('refused');
  expect(verdictOf({ counts: { new: 0, changed: 0, same: 9, warning: 0, error: 0 } })).toBe('nothing');
});

test('what was stored is told without what did not happen', () => {
  expect(storedText({ new: 118, changed: 2 })).toBe('118 people were added and 2 changed.');
  expect(storedText({ new: 1, changed: 0 })).toBe('1 person was added.');
  expect(storedText({ new: 0, changed: 1 })).toBe('1 person was changed.');
});

test('of many organisations only the first are named', () => {
  const names = Array.from({ length: 1220 }, (_, place) => `Office ${place + 1}`);
  expect(firstOf(names.slice(0, 2))).toBe('Office 1 and Office 2');
  expect(firstOf(names.slice(0, 20)).endsWith('Office 19 and Office 20')).toBe(true);
  expect(firstOf(names).endsWith('Office 20 and 1,200 more')).toBe(true);
});
