import { describe, expect, test } from 'vitest';
import { offsetFrom, readServerTime, type Sample, ServerClock } from '../../../web/shell/server-clock.ts';

/** A question sent at a moment of the device, answered after `there` and `back` ms by a server ahead by `ahead`. */
function sample(sentAt: number, ahead: number, there: number, back: number): Sample {
  return { sentAt, heardAt: sentAt + there + back, serverAt: sentAt + there + ahead };
}

describe('the offset of the server’s clock', () => {
  test('is exact where the way there takes as long as the way back', () => {
    expect(offsetFrom([sample(1000, 90_000, 40, 40)])).toBe(90_000);
  });

  test('is not moved by one answer that was slow', () => {
    const samples = [sample(0, 500, 10, 10), sample(300, 500, 10, 1900), sample(600, 500, 12, 12)];
    expect(offsetFrom(samples)).toBe(500);
  });

  test('is unknown before anything was measured', () => {
    expect(offsetFrom([])).toBe(null);
  });
});

describe('the server’s time on a device', () => {
  test('is guessed from when the page was written, until it is measured', () => {
    const clock = new ServerClock();
    clock.guess(1_000_000, 400_000);
    expect(clock.now(400_010)).toBe(1_000_010);
    clock.add(sample(400_020, 600_080, 5, 5));
    expect(clock.now(400_100)).toBe(1_000_180);
    clock.guess(0, 0);
    expect(clock.now(400_200)).toBe(1_000_280);
  });

  test('does not turn back when it is measured better', () => {
    const clock = new ServerClock();
    clock.add(sample(0, 1000, 0, 200));
    expect(clock.now(500)).toBe(1400);
    clock.add(sample(500, 700, 5, 5));
    expect(clock.now(520)).toBe(1400);
    expect(clock.now(900)).toBe(1700);
  });

  test('follows at once when a clock was set, by one side or the other', () => {
    const clock = new ServerClock();
    for (const at of [0, 300, 600, 900, 1200]) clock.add(sample(at, 0, 5, 5));
    expect(clock.now(2000)).toBe(2000);
    clock.add(sample(3000, -60_000, 5, 5));
    expect(clock.now(3010)).toBe(-56_990);
  });
});

test('a time in whole seconds means their middle', () => {
  expect(readServerTime('2026-01-05T10:00:00+00:00')).toBe(Date.parse('2026-01-05T10:00:00.500Z'));
  expect(readServerTime('2026-01-05T10:00:00.250Z')).toBe(Date.parse('2026-01-05T10:00:00.250Z'));
});
