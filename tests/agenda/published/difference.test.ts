import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { differenceBetween } from '../../../agenda/published/difference.ts';
import { takeSnapshot } from '../../../agenda/published/snapshot.ts';
import { type Event, NO_HELPDESK, type Plan } from '../../../agenda/schema.ts';
import type { EventId } from '../../../kernel/ids.ts';
import { instant } from '../../../kernel/time.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

function agendaOf(plan: Plan) {
  const event: Event = {
    id: randomUUID() as unknown as EventId,
    slug: 'event',
    name: 'Event',
    timeZone: 'Europe/Zurich',
    isPublic: true,
    helpdesk: NO_HELPDESK,
    advance: 'chair',
    showVersion: 0,
    revision: 1,
    publishedVersion: null,
  };
  return takeSnapshot(event, plan, { version: 1, at: instant(0), previous: null }).agenda;
}

const [first, second] = [aSession('First', 30), aSession('Second', 30)];
const day = aDay([first, second]);

function changes(...sessions: readonly (typeof first)[]) {
  return differenceBetween(agendaOf(aPlan(day)), agendaOf(aPlan({ ...day, sessions })));
}

test('a plan and itself do not differ', () => {
  expect(changes(first, second)).toEqual([]);
});

test('a longer session is told with its lengths, and what it pushes with its starts', () => {
  expect(changes({ ...first, minutes: 45 }, second)).toEqual([
    { kind: 'length-changed', id: first.id, title: 'First', before: 30, after: 45 },
    {
      kind: 'moved',
      id: second.id,
      title: 'Second',
      before: '2021-01-11T12:30:00+01:00',
      after: '2021-01-11T12:45:00+01:00',
    },
  ]);
});

test('another title is a renaming, under the new title', () => {
  expect(changes(first, { ...second, title: 'Second, renamed' })).toEqual([
    { kind: 'renamed', id: second.id, title: 'Second, renamed', before: 'Second', after: 'Second, renamed' },
  ]);
});

test('another session in the same place is one removed and one added', () => {
  const third = aSession('Third', 30);
  expect(changes(first, third)).toEqual([
    { kind: 'removed', id: second.id, title: 'Second', before: '2021-01-11T12:30:00+01:00', after: null },
    { kind: 'added', id: third.id, title: 'Third', before: null, after: '2021-01-11T12:30:00+01:00' },
  ]);
});

test('one session may be moved, renamed and of another length at once', () => {
  const changed = { ...second, title: 'Changed', minutes: 20 };
  expect(changes(changed, first).map(({ kind, id }) => [kind, id])).toEqual([
    ['moved', second.id],
    ['renamed', second.id],
    ['length-changed', second.id],
    ['moved', first.id],
  ]);
});

test('all is in order of time over the days, the earliest first', () => {
  const tuesday = aDay([aSession('Third', 30)], { number: 2, date: '2021-01-12' });
  const before = agendaOf(aPlan(day, tuesday));
  const after = agendaOf(
    aPlan({ ...day, sessions: [{ ...first, title: 'First, renamed' }] }, { ...tuesday, start: '13:00' }),
  );
  expect(differenceBetween(before, after).map(({ kind, title }) => [kind, title])).toEqual([
    ['renamed', 'First, renamed'],
    ['removed', 'Second'],
    ['moved', 'Third'],
  ]);
});

test('the same instants in another zone are no move', () => {
  const london = { ...day, timeZone: 'Europe/London', start: '11:00', end: '15:00' };
  expect(differenceBetween(agendaOf(aPlan(day)), agendaOf(aPlan(london)))).toEqual([]);
});

test('breaks are not told, only what they push', () => {
  const rested = { ...day, breakMinutes: 10, breakSlots: 1 };
  const found = differenceBetween(agendaOf(aPlan(day)), agendaOf(aPlan(rested)));
  expect(found.map(({ kind, title }) => [kind, title])).toEqual([['moved', 'Second']]);
});
