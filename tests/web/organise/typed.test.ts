import { expect, test } from 'vitest';
import { begin, rebase, takeStored, touched, type } from '../../../web/organise/typed.ts';

const STORED = { title: 'Keynote', minutes: '25', speakers: ['Customs of Estonia'] };

test('only what was typed is to be saved', () => {
  expect(touched(begin(STORED))).toEqual([]);
  expect(touched(type(begin(STORED), { minutes: '20', speakers: ['Customs of Estonia'] }))).toEqual(['minutes']);
});

test('a field that was not touched follows what is stored', () => {
  const typed = rebase(type(begin(STORED), { minutes: '20' }), { ...STORED, title: 'Opening keynote' });
  expect(typed.values).toEqual({ ...STORED, title: 'Opening keynote', minutes: '20' });
  expect(typed.elsewhere).toEqual({});
  expect(touched(typed)).toEqual(['minutes']);
});

test('what was typed is kept beside what somebody else stored in the same field', () => {
  const typed = rebase(type(begin(STORED), { minutes: '20' }), { ...STORED, minutes: '30' });
  expect(typed.values.minutes).toBe('20');
  expect(typed.elsewhere).toEqual({ minutes: '30' });
});

test('the notice of another value stays until it is settled, whatever else changes', () => {
  const once = rebase(type(begin(STORED), { minutes: '20' }), { ...STORED, minutes: '30' });
  const twice = rebase(once, { ...STORED, minutes: '30', title: 'Opening keynote' });
  expect(twice.elsewhere).toEqual({ minutes: '30' });
  expect(takeStored(twice, 'minutes')).toEqual(begin({ ...STORED, minutes: '30', title: 'Opening keynote' }));
});

test('when both typed the same there is nothing to say', () => {
  const typed = rebase(type(begin(STORED), { minutes: '20' }), { ...STORED, minutes: '20' });
  expect(typed).toEqual(begin({ ...STORED, minutes: '20' }));
});
