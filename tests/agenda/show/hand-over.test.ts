import { expect, test } from 'vitest';
import { advance } from '../../../agenda/show/clock-hand.ts';
import { handOver } from '../../../agenda/show/hand-over.ts';
import { at, entryNamed, pressed, published, sampleDay } from './days.ts';

const first = published(sampleDay(1));
const second = published(sampleDay(2));
const open = { openHelp: 2, openQuestions: null, missingSummaries: null };

test('a day hands over what took longer, what fell out, and whom the next day still lacks', () => {
  const update = entryNamed(first, 'Coordinator');
  const run = pressed(
    first.run,
    ['12:02:10', 'next'],
    ['12:15:40', 'next'],
    ['12:57:05', 'next'],
    ['13:00', { do: 'skip', entry: update }],
    ['13:01:59', 'next'],
  );
  const { run: over } = advance(run, 'clock', at('16:00'));
  expect(handOver(over, first.day, second.day, open, at('16:00'))).toEqual({
    day: 1,
    phase: 'over',
    startedAt: '2021-01-11T12:02:10+01:00',
    endedAt: '2021-01-11T15:40:00+01:00',
    overMinutes: 0,
    entries: [
      {
        id: entryNamed(first, 'DG HOME'),
        title: 'DG HOME and DG TAXUD joint opening',
        status: 'over',
        overMinutes: 12,
      },
      { id: update, title: 'Coordinator update 1: social media', status: 'skipped', overMinutes: 0 },
    ],
    nextDay: {
      number: 2,
      date: '2021-01-12',
      chairs: ['Belgian Ministry of Finance'],
      unconfirmed: [
        {
          id: entryNamed(second, 'Keynote 2'),
          title: 'Keynote 2: Covid-19 in border management, customs and logistics',
          start: '2021-01-12T14:25:00+01:00',
        },
      ],
    },
    openHelp: 2,
    openQuestions: null,
    missingSummaries: null,
  });
});

test('a day that is not over has no end to hand over, nor has the last one a next', () => {
  const running = pressed(first.run, ['12:00', 'next']);
  expect(handOver(running, first.day, undefined, open, at('12:30'))).toMatchObject({
    phase: 'running',
    endedAt: null,
    overMinutes: null,
    entries: [],
    nextDay: null,
  });
  const forgotten = advance(first.run, 'chair', at('23:00')).run;
  expect(handOver(forgotten, first.day, undefined, open, at('23:00'))).toMatchObject({
    phase: 'over',
    startedAt: null,
    overMinutes: null,
    entries: [],
  });
});
