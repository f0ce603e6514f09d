import { expect, test } from 'vitest';
import type { SummaryView } from '../../../breakouts/view.ts';
import { dueText, isNudged, statusOf } from '../../../web/summary/summary-words.ts';
import type { FieldState, Shown } from '../../../web/summary/writing.ts';
import { summaryView } from './summaries.ts';

const ZONE = 'Europe/Zurich';
const DUE = Date.parse('2026-01-06T12:52:00Z');

function shown(view: Partial<SummaryView>, field: Partial<FieldState> = {}, more: Partial<Shown> = {}): Shown {
  const plain: FieldState = { text: '', base: '', version: 0, sent: [], theirs: null, aside: [] };
  const fields = { outcomes: { ...plain, ...field }, decisions: plain, questions: plain };
  return { fields, view: summaryView({}, view), isSaving: false, trouble: null, ...more };
}

test.each([
  ['Nothing is written yet.', shown({})],
  ['Saved 13:52', shown({ updatedAt: new Date(DUE).toISOString() })],
  ['Not saved yet: it saves itself in a moment.', shown({ updatedAt: new Date(DUE).toISOString() }, { text: 'a' })],
  ['Not saved yet: it saves itself in a moment.', shown({}, {}, { isSaving: true })],
  [
    'Not saved yet: the server cannot be reached. Keep this page open; it tries again by itself.',
    shown({}, { text: 'a' }, { trouble: { is: 'unreachable' } }),
  ],
  [
    'Not saved yet: somebody else has changed Key outcomes. Choose below what stays.',
    shown({}, { text: 'a', theirs: { text: 'b', version: 1 } }),
  ],
  ['Not saved yet: No.', shown({}, { text: 'a' }, { trouble: { is: 'refused', message: 'No.' } })],
] as const)('it is said: %s', (text, of) => {
  expect(statusOf(of, ZONE).text).toBe(text);
});

test('the deadline is said before and after, kindly, and not once it is in', () => {
  const dueAt = new Date(DUE).toISOString();
  const said = (more: Partial<SummaryView>, now: number) => dueText(summaryView({}, { dueAt, ...more }), now, ZONE);
  expect(said({}, DUE - 1)).toBe('Due at 13:52, before the plenary.');
  expect(said({}, DUE)).toBe('It was due at 13:52. It is still taken: hand it in as soon as you can.');
  expect(said({ state: 'in' }, DUE)).toBe('It is in. Thank you. It can be changed until the plenary sees it.');
  expect(said({ state: 'in', late: true }, DUE)).toContain('the plenary hears it all the same');
  expect(said({ dueAt: null }, DUE)).toBeNull();
});

test('the chair asks those whose summary is not in', () => {
  const nudgedAt = new Date(DUE).toISOString();
  const asked = (more: Partial<SummaryView>) => isNudged(summaryView({}, { nudgedAt, ...more }));
  expect([asked({}), asked({ state: 'draft' }), asked({ state: 'in' }), asked({ presented: true })]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isNudged(summaryView())).toBe(false);
});
