import { expect, test } from 'vitest';
import { pauseBeforePoll, pauseBeforeTry } from '../../../web/shell/reconnect.ts';

const GOING_AWAY = 1001;
const BROKEN = 1006;
const PEOPLE = 1000;

/** When somebody is back, whose server is away from 0 on for so long; dice are even and differ by person and try. */
function backAt(person: number, awayMs: number): number {
  let at = 0;
  for (let tries = 0; ; tries += 1) {
    const dice = ((person * 7919 + tries * 104_729) % PEOPLE) / PEOPLE;
    at += pauseBeforeTry(BROKEN, tries, dice) ?? Number.NaN;
    if (!(at < awayMs)) return at;
  }
}

test.each([0, 1000, 3000, 60_000, 3_600_000])(
  'after %d ms away, a server has all of 1,000 back within 10 s',
  (away) => {
    const back = Array.from({ length: PEOPLE }, (_, person) => backAt(person, away) - away);
    expect(back.filter((ms) => !(ms >= 0 && ms <= 10_000))).toEqual([]);
  },
);

test.each([2000, 4000, 6000])('a server that takes %d ms to start has all of 1,000 back 2 s later', (away) => {
  const back = Array.from({ length: PEOPLE }, (_, person) => backAt(person, away) - away);
  expect(back.filter((ms) => !(ms >= 0 && ms <= 2_000))).toEqual([]);
});

test('of 1,000 people no more than 160 try in the same fifth of a second', () => {
  const buckets = new Map<number, number>();
  for (let person = 0; person < PEOPLE; person += 1) {
    const bucket = Math.floor(backAt(person, 0) / 200);
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  expect(Math.max(...buckets.values())).toBeLessThanOrEqual(160);
});

test('a server that goes away is tried again as a line that broke is', () => {
  expect(pauseBeforeTry(GOING_AWAY, 0, 0.5)).toBe(1100);
  expect(pauseBeforeTry(BROKEN, 0, 0.5)).toBe(1100);
});

test.each([4408, 4429, 1008])('whoever was let go with %d comes back slowly, and ever more slowly', (code) => {
  const pauses = [0, 1, 2, 3, 9].map((tries) => pauseBeforeTry(code, tries, 0));
  expect(pauses).toEqual([5000, 10_000, 20_000, 30_000, 30_000]);
});

test('whoever is signed out does not come back', () => {
  expect(pauseBeforeTry(4401, 0, 0.5)).toBe(null);
});

test('questions over HTTP come every 3 to 6 s, and after failures every 30 s at most', () => {
  expect([pauseBeforePoll(0, 0), pauseBeforePoll(0, 1)]).toEqual([3000, 6000]);
  expect([1, 2, 3, 9].map((failures) => pauseBeforePoll(failures, 1))).toEqual([12_000, 24_000, 30_000, 30_000]);
});
