import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Paced } from '../../../server/live/paced.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to, and when it began. */
function work() {
  const begun: number[] = [];
  const running: { end: () => void; fail: (error: Error) => void }[] = [];
  const run = () => {
    begun.push(performance.now());
    return new Promise<void>((end, fail) => running.push({ end, fail }));
  };
  return { run, begun, running };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const begin = (run: () => Promise<void>, heard: unknown[] = []) => new Paced(run, 100, (error) => heard.push(error));

test('rested work begins at once, and what is asked for in a burst once more when the gap is over', async () => {
  const { run, begun, running } = work();
  const paced = begin(run);
  const start = performance.now();
  for (let asked = 0; asked < 50; asked += 1) paced.ask();
  running[0]?.end();
  await settle();
  for (let asked = 0; asked < 50; asked += 1) paced.ask();
  await vi.advanceTimersByTimeAsync(99);
  expect(begun).toEqual([start]);
  await vi.advanceTimersByTimeAsync(1);
  running[1]?.end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun).toEqual([start, start + 100]);
});

test('work never runs twice at a time, and what was asked for while it ran is done once afterwards', async () => {
  const { run, begun, running } = work();
  const paced = begin(run);
  paced.ask();
  await vi.advanceTimersByTimeAsync(500);
  paced.ask();
  paced.ask();
  expect(begun.length).toBe(1);
  running[0]?.end();
  await settle();
  expect(begun.length).toBe(2);
  running[1]?.end();
  await vi.advanceTimersByTimeAsync(1000);
  expect(begun.length).toBe(2);
});

test('work that failed is told and tried again after a second', async () => {
  const { run, begun, running } = work();
  const heard: unknown[] = [];
  const paced = begin(run, heard);
  paced.ask();
  const fault = new Error('no');
  running[0]?.fail(fault);
  await vi.advanceTimersByTimeAsync(999);
  expect([heard, begun.length]).toEqual([[fault], 1]);
  await vi.advanceTimersByTimeAsync(1);
  expect(begun.length).toBe(2);
});

test('work that is stopped ends what runs, and begins nothing more', async () => {
  const { run, begun, running } = work();
  const paced = begin(run);
  paced.ask();
  paced.ask();
  let stopped = false;
  void paced.stop().then(() => {
    stopped = true;
  });
  await settle();
  expect(stopped).toBe(false);
  running[0]?.end();
  await vi.advanceTimersByTimeAsync(1000);
  expect([stopped, begun.length]).toEqual([true, 1]);
});
