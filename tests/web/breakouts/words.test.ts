import { expect, test } from 'vitest';
import { dealFaults } from '../../../web/breakouts/deal-faults.ts';
import { explanationText } from '../../../web/breakouts/explanation-words.ts';
import { foundIn } from '../../../web/breakouts/PersonField.tsx';
import { peopleSentence, personText, sizesText } from '../../../web/breakouts/round-words.ts';
import { room, round } from './rounds.ts';

const sized = (...sizes: readonly number[]) => sizes.map((size, at) => room(`${at}`, `Room ${at + 1}`, { size }));

test('who is where is a sentence, with those only who are somewhere else', () => {
  expect(peopleSentence(round({ rooms: sized(30, 29, 30), unplaced: 2, absent: 3 }))).toBe(
    '89 people in 3 rooms of 29 or 30; 2 without a place, 3 absent.',
  );
  expect(peopleSentence(round({ rooms: sized(1), unplaced: 0, absent: 0 }))).toBe('1 person in 1 room of 1.');
  expect(peopleSentence(round({ rooms: sized(30), set: null }))).toBe('Nobody has a place yet.');
  expect([sizesText([]), sizesText([4, 4]), sizesText([5, 4]), sizesText([4, 6])]).toEqual([
    '0',
    '4',
    '4 or 5',
    '4 to 6',
  ]);
});

test('what makes it impossible to deal is said once, with the rounds by name where it does not hold of all', () => {
  const apart = 'Ada and Ben must all be apart, and there are 1 rooms.';
  const faults = [
    { path: 'body.rounds.0', message: `Round 3: ${apart}` },
    { path: 'body.rounds.1', message: `Round 4: ${apart}` },
    { path: 'body.rounds.1', message: 'Round 4: Cem is pinned to room A and absent.' },
    { path: 'body.rounds', message: 'Dan (7) is there twice.' },
  ];
  expect(dealFaults(faults, ['Day 3, 10:00: First', 'Day 4, 11:00: Second'])).toEqual([
    { sentence: apart, rounds: [] },
    { sentence: 'Cem is pinned to room A and absent.', rounds: ['Day 4, 11:00: Second'] },
    { sentence: 'Dan (7) is there twice.', rounds: [] },
  ]);
});

test('somebody without an organisation is told by name alone', () => {
  const lists = [null, 'Norway'].map((organisation) => personText({ name: 'Adviser 2', organisation }));
  expect(lists).toEqual(['Adviser 2', 'Adviser 2 · Norway']);
});

test('why somebody is where they are is told without what is not so', () => {
  const plain = { round: 'r', room: 'h', newMet: 0, topicRank: null, forcedBy: null, bestSwap: null };
  expect(explanationText(plain)).toBe('Meets nobody new.');
  expect(explanationText({ ...plain, newMet: 1, topicRank: 0 })).toBe('Meets 1 new person. It has their first topic.');
  expect(explanationText({ ...plain, newMet: 7, topicRank: 5, forcedBy: 'A pin holds them here.' })).toBe(
    'Meets 7 new people. It has their 6th topic. A pin holds them here.',
  );
});

const PEOPLE = [
  { participant: '1', name: 'Zoë Ångström', organisation: 'Office of Data' },
  { participant: '2', name: 'Zoe Berg', organisation: null },
];
const found = (typed: string, without: readonly string[] = []) =>
  foundIn(PEOPLE, typed, without).map(({ participant }) => participant);

test('people are found by parts of their name and organisation, marks and case aside, but not those left out', () => {
  expect([found('zoe'), found('ANGSTROM data'), found('zoë berg'), found('berg data')]).toEqual([
    ['1', '2'],
    ['1'],
    ['2'],
    [],
  ]);
  expect(found('zoe', ['1'])).toEqual(['2']);
});
