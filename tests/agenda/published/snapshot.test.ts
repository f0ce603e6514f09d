import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { takeSnapshot, unpublished } from '../../../agenda/published/snapshot.ts';
import { type Event, NO_HELPDESK, type Plan } from '../../../agenda/schema.ts';
import type { Agenda } from '../../../agenda/view.ts';
import type { EventId } from '../../../kernel/ids.ts';
import { instant } from '../../../kernel/time.ts';
import { fiveDays } from '../five-days.ts';
import { aDay, aPlan, aSession } from '../plans.ts';

const event: Event = {
  id: randomUUID() as unknown as EventId,
  slug: 'five-days',
  name: 'Five days',
  timeZone: 'Europe/Zurich',
  isPublic: true,
  helpdesk: NO_HELPDESK,
  advance: 'chair',
  showVersion: 0,
  revision: 7,
  publishedVersion: 1,
};
const at = instant(Date.UTC(2020, 11, 29, 8, 0));

function publish(plan: Plan, previous: Agenda | null = null) {
  return takeSnapshot(event, plan, { version: (previous?.version ?? 0) + 1, at, previous });
}

function entriesOf({ days }: Agenda) {
  return days.flatMap((day) => day.entries);
}

test('a snapshot is the laid-out plan, with times in the zone of the day', () => {
  const talk = aSession('Talk', 60, { abstract: 'About it.', audience: ['Laboratories'], track: null });
  const keynote = aSession('Keynote', 30, { kind: 'keynote' });
  const day = aDay([talk, keynote], { timeZone: 'Europe/London', breakMinutes: 15, breakSlots: 1 });
  const { agenda } = publish(aPlan(day));
  const common = { speakers: [], chair: null, reportsBack: null, previousStart: null, track: null };
  expect(agenda).toEqual({
    event: {
      id: event.id,
      slug: 'five-days',
      name: 'Five days',
      timeZone: 'Europe/Zurich',
      isPublic: true,
      helpdesk: NO_HELPDESK,
      advance: 'chair',
    },
    version: 1,
    publishedAt: '2020-12-29T08:00:00+00:00',
    days: [
      {
        number: 1,
        date: '2021-01-11',
        timeZone: 'Europe/London',
        start: '2021-01-11T12:00:00+00:00',
        end: '2021-01-11T16:00:00+00:00',
        chairs: day.chairs,
        entries: [
          {
            ...common,
            id: talk.id,
            kind: 'presentation',
            title: 'Talk',
            abstract: 'About it.',
            start: '2021-01-11T12:00:00+00:00',
            end: '2021-01-11T13:00:00+00:00',
            minutes: 60,
            audience: ['Laboratories'],
          },
          {
            ...common,
            id: agenda.days[0]?.entries[1]?.id,
            kind: 'break',
            title: 'Break',
            abstract: '',
            start: '2021-01-11T13:00:00+00:00',
            end: '2021-01-11T13:15:00+00:00',
            minutes: 15,
            audience: [],
          },
          {
            ...common,
            id: keynote.id,
            kind: 'keynote',
            title: 'Keynote',
            abstract: '',
            start: '2021-01-11T13:15:00+00:00',
            end: '2021-01-11T13:45:00+00:00',
            minutes: 30,
            audience: [],
          },
        ],
      },
    ],
  });
});

test('an event that has published nothing shows itself and no days', () => {
  expect(unpublished(event)).toEqual({ event: publish(aPlan()).agenda.event, version: 0, publishedAt: null, days: [] });
});

test('join links are kept by session, and none is anywhere in the agenda', () => {
  const planted = 'https://meet.example.org/planted-7f3a?pwd=1';
  const open = aSession('Open', 30);
  const closed = aSession('Closed', 30, { joinLink: planted });
  const snapshot = publish(aPlan(aDay([open, closed], { breakMinutes: 10, breakSlots: 1 })));
  expect(snapshot.joinLinks).toEqual({ [closed.id]: planted });
  expect(JSON.stringify(snapshot.agenda)).not.toMatch(/planted|joinLink|meet\.example/);
});

test('the agenda holds nothing of the draft: no least lengths, no pins, no revision', () => {
  const session = aSession('Talk', 30, { leastMinutes: 20, announcedStart: '12:00', pinned: true });
  const json = JSON.stringify(publish(aPlan(aDay([session]))).agenda);
  expect(json).not.toMatch(/leastMinutes|pinned|announced|revision|breakMinutes|breakSlots/);
});

describe('the identities of breaks', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

  test('are UUIDs that nothing else has', () => {
    const ids = entriesOf(publish(fiveDays()).agenda).map(({ id }) => id);
    expect(ids.length).toBe(54 + 16);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !uuid.test(id))).toEqual([]);
  });

  test('stay from version to version, also when breaks and sessions move and change', () => {
    const plan = fiveDays();
    const first = publish(plan);
    const shorter = { days: plan.days.map((day) => ({ ...day, breakMinutes: day.breakMinutes - 15 })) };
    const breakIds = ({ days }: Agenda) =>
      days.map(({ entries }) => entries.filter(({ kind }) => kind === 'break').map(({ id }) => id));
    expect(breakIds(publish(shorter, first.agenda).agenda)).toEqual(breakIds(first.agenda));
  });

  test('stay UUIDs where the last field of the day’s has no room above it', () => {
    const id = '00000000-0000-4000-8000-ffffffffffff' as unknown as ReturnType<typeof aDay>['id'];
    const day = aDay([aSession('First', 60), aSession('Second', 60)], { id, breakMinutes: 10, breakSlots: 1 });
    expect(publish(aPlan(day)).agenda.days[0]?.entries[1]?.id).toBe('00000000-0000-4000-8000-000000000000');
  });
});

describe('where an earlier version had a session', () => {
  const [first, second] = [aSession('First', 30), aSession('Second', 30)];
  const day = aDay([first, second]);
  const one = publish(aPlan(day)).agenda;
  const two = publish(aPlan({ ...day, sessions: [{ ...first, minutes: 45 }, second] }), one).agenda;
  const previousStarts = (agenda: Agenda) => entriesOf(agenda).map(({ previousStart }) => previousStart);

  test('is nowhere in the first version', () => {
    expect(previousStarts(one)).toEqual([null, null]);
  });

  test('is told once it moves', () => {
    expect(previousStarts(two)).toEqual([null, '2021-01-11T12:30:00+01:00']);
  });

  test('is still told by later versions that leave it where it is', () => {
    const three = publish(aPlan({ ...day, sessions: [{ ...first, minutes: 45 }, second] }), two).agenda;
    expect(previousStarts(three)).toEqual([null, '2021-01-11T12:30:00+01:00']);
  });

  test('is the last place it had before, also when it moves back', () => {
    const three = publish(aPlan(day), two).agenda;
    expect(previousStarts(three)).toEqual([null, '2021-01-11T12:45:00+01:00']);
  });

  test('is the same instant in another zone, and that is no move', () => {
    const london = aPlan({ ...day, timeZone: 'Europe/London', start: '11:00', end: '15:00' });
    expect(previousStarts(publish(london, one).agenda)).toEqual([null, null]);
  });

  test('is told when it moves to another day', () => {
    const moved = publish(aPlan({ ...day, sessions: [first] }, aDay([second], { number: 2, date: '2021-01-12' })), one);
    expect(previousStarts(moved.agenda)).toEqual([null, '2021-01-11T12:30:00+01:00']);
  });
});
