import { expect, test } from 'vitest';
import { agoText, type DeskRequest, isTakenBy, newlyWaiting, titleWith } from '../../../web/helpdesk/desk.ts';
import { lateText } from '../../../web/helpdesk/use-desk.ts';

const request = (id: string): DeskRequest => ({
  ...{ id, participantId: 'p', name: 'The asker', email: null, organisation: null, text: '', state: 'waiting' },
  ...{ createdAt: '2021-01-11T12:00:00Z', takenAt: null, takenBy: null, takenById: null, solvedAt: null, revision: 1 },
});

test('how long somebody waits is said in whole minutes', () => {
  const at = (time: string) => agoText('2021-01-11T12:00:00Z', Date.parse(`2021-01-11T${time}Z`));
  expect(['11:59:58', '12:00:59', '12:01:00', '12:59:59', '13:05:00'].map(at)).toEqual([
    'just now',
    'just now',
    '1 min',
    '59 min',
    '1 h 5 min',
  ]);
});

test('the title says how many wait', () => {
  expect(titleWith(3, 'Annual event')).toBe('(3) Helpdesk: Annual event');
  expect(titleWith(0, 'Annual event')).toBe('Helpdesk: Annual event');
});

test('only those who did not wait before ring', () => {
  const [one, two] = [request('1'), request('2')];
  expect(newlyWaiting([one], [one, two])).toEqual([two]);
  expect(newlyWaiting([one, two], [two])).toEqual([]);
});

test('one’s own are told from those of a helper of the same name', () => {
  const taken = { takenBy: 'A helper', takenById: 'one' };
  expect(['one', 'other', null].map((reader) => isTakenBy(taken, reader))).toEqual([true, false, false]);
  expect(isTakenBy({ takenById: null }, null)).toBe(false);
});

test.each([
  [{ state: 'taken', takenBy: 'A helper' }, 'A helper was faster and looks after The asker already.'],
  [{ state: 'solved', takenBy: 'A helper' }, 'A helper has solved it for The asker already.'],
  [{ state: 'solved', takenBy: null }, 'Somebody else has solved it for The asker already.'],
  [{ state: 'withdrawn' }, 'The asker has withdrawn the request.'],
  [{}, 'The request of The asker has changed in the meantime. Look at it and try again.'],
])('whoever is too late is told what has become of it: %o', (document, text) => {
  expect(lateText({ document }, request('1'))).toBe(text);
});
