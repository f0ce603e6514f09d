import { expect, test } from 'vitest';
import { type OpenQuestion, openPoints } from '../../../web/organise/open-points.ts';
import { fiveDays } from '../../agenda/five-days.ts';
import { aDay, aPlan, aSession } from '../../agenda/plans.ts';
import { draftOf } from './drafts.ts';

const NOBODY = { invited: 0, registered: 0, waiting: 0, declined: 0, removed: 0 };
const CALM: OpenQuestion = {
  draft: draftOf(aPlan(aDay([aSession('Welcome', 60)], { end: '13:00' }))),
  unpublished: { changes: 0, differs: false },
  registration: { phase: 'open', opensAt: null },
  people: { states: { ...NOBODY, registered: 87 }, waitingForApproval: 0 },
  help: { waiting: 0, taken: 0 },
  breaks: { all: 20, without: 0 },
  now: Date.parse('2020-12-01T09:00:00Z'),
};
const PLAN = '/e/annual-event/organise/plan';

test('an event in which all is settled has nothing open', () => {
  expect(openPoints(CALM)).toEqual([]);
});

test('of the five-day event the days that run over come first, then the speakers, each with its way there', () => {
  const points = openPoints({ ...CALM, draft: draftOf(fiveDays()) });
  expect(points.slice(0, 5).map(({ urgency, href }) => [urgency, href])).toEqual(
    [1, 2, 3, 4, 5].map((day) => ['now', `${PLAN}?day=${day}`]),
  );
  expect(points.slice(5).map(({ urgency }) => urgency)).toEqual(['soon', 'soon']);
  expect(points[4]?.text).toMatch(/^Day 5 runs over by 25 min: /);
  expect(points.map(({ text }) => text)).toContain(
    '4 sessions have a speaker who is still to be confirmed: days 2, 3, 4 and 5.',
  );
});

test('a warning that stands alone is told in its own words and leads to its session', () => {
  const keynote = aSession('Keynote', 60, { speakers: [{ name: null, organisation: null, confirmed: false }] });
  expect(openPoints({ ...CALM, draft: draftOf(aPlan(aDay([keynote], { end: '13:00' }))) })).toEqual([
    {
      urgency: 'soon',
      text: 'A speaker of “Keynote” is still to be confirmed.',
      href: `${PLAN}?day=1&session=${keynote.id}`,
    },
  ]);
});

test('within three days of the day, what was to be done soon is to be done now', () => {
  const draft = draftOf(aPlan(aDay([aSession('Welcome', 60)], { end: '13:00', chairs: [] })));
  const urgencyAt = (now: string) => openPoints({ ...CALM, draft, now: Date.parse(now) })[0]?.urgency;
  expect(urgencyAt('2021-01-08T10:59:00Z')).toBe('soon');
  expect(urgencyAt('2021-01-08T11:01:00Z')).toBe('now');
});

test('a day that is over has nothing open any more', () => {
  expect(openPoints({ ...CALM, draft: draftOf(fiveDays()), now: Date.parse('2021-01-16T00:00:00Z') })).toEqual([]);
});

test('an event without days leads to its first', () => {
  expect(openPoints({ ...CALM, draft: draftOf(aPlan()), unpublished: { changes: 0, differs: true } })).toEqual([
    {
      urgency: 'now',
      text: 'The event has no days yet: add the first, or import a plan.',
      href: `${PLAN}?show=new-day`,
    },
  ]);
});

test.each([
  [3, 4, '4 changes have not been published since version 3.'],
  [3, 1, '1 change has not been published since version 3.'],
  [3, 0, 'Details have not been published since version 3.'],
  [null, 5, 'The agenda has not been published yet.'],
])('what is not published since version %s, %i changes, says so', (publishedVersion, changes, text) => {
  const draft = { ...CALM.draft, publishedVersion };
  expect(openPoints({ ...CALM, draft, unpublished: { changes, differs: true } })).toEqual([
    { urgency: 'soon', text, href: '/e/annual-event/organise#publish' },
  ]);
});

test('who waits for a word comes before everything, and who has not answered comes last', () => {
  const points = openPoints({
    ...CALM,
    draft: draftOf(fiveDays()),
    people: { states: { ...NOBODY, registered: 12, invited: 1, waiting: 5 }, waitingForApproval: 2 },
  });
  expect(points[0]).toEqual({
    urgency: 'now',
    text: '2 people wait for your approval.',
    href: '/e/annual-event/organise/people?state=waiting',
  });
  expect(points.at(-1)).toEqual({
    urgency: 'later',
    text: '1 person is in the list as invited and has not registered.',
    href: '/e/annual-event/organise/people?state=invited',
  });
});

test('whoever asks for help comes first, and leads to the helpdesk; who is being helped is good to know', () => {
  const href = '/e/annual-event/helpdesk';
  const waiting = { states: { ...NOBODY, registered: 12 }, waitingForApproval: 2 };
  const points = openPoints({ ...CALM, people: waiting, help: { waiting: 3, taken: 1 } });
  expect(points[0]).toEqual({ urgency: 'now', text: '3 people wait for help.', href });
  expect(points.at(-1)).toEqual({ urgency: 'later', text: '1 person is being helped.', href });
  const one = openPoints({ ...CALM, help: { waiting: 1, taken: 0 } });
  expect(one.map(({ text }) => text)).toEqual(['1 person waits for help.']);
});

test('an event of which only the organiser knows asks for people', () => {
  const people = { states: { ...NOBODY, registered: 1 }, waitingForApproval: 0 };
  expect(openPoints({ ...CALM, people }).map(({ text }) => text)).toEqual(['Nobody has been invited yet.']);
});

test('registration that was never set is to be decided; one that is set says when it opens', () => {
  const textsFor = (registration: OpenQuestion['registration']) =>
    openPoints({ ...CALM, registration }).map(({ urgency, text }) => [urgency, text]);
  expect(textsFor({ phase: 'not-set', opensAt: null })).toEqual([
    ['soon', 'Nobody has said yet when registration opens.'],
  ]);
  expect(textsFor({ phase: 'not-open', opensAt: '2020-12-29T08:00:00+01:00' })).toEqual([
    ['later', 'Registration opens on Tuesday 29 December 2020 at 08:00 (Zurich).'],
  ]);
  expect(textsFor(null)).toEqual([]);
});

test('breaks without a quick poll are told in one line that leads to the polls', () => {
  const href = '/e/annual-event/organise/polls';
  const points = openPoints({ ...CALM, breaks: { all: 20, without: 4 } });
  expect(points).toEqual([{ urgency: 'later', text: '4 of 20 breaks have no quick poll.', href }]);
  const one = openPoints({ ...CALM, breaks: { all: 20, without: 1 } });
  expect(one.map(({ text }) => text)).toEqual(['1 of 20 breaks has no quick poll.']);
});
