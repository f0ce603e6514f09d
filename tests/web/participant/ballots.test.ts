import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../kernel/errors.ts';
import { readBallots } from '../../../web/participant/polls/ballot-keep.ts';
import { Ballots, type SentBallot } from '../../../web/participant/polls/ballots.ts';

const BALLOT: SentBallot = { id: 'c1', poll: 'p', round: 1, options: ['data'] };
const FRAME = { op: 'ballot', id: 'c1', poll: 'p', round: 1, options: ['data'] };

/** A page whose socket, server and time the test has in its hand. */
function page(kept: readonly SentBallot[] = []) {
  const world = {
    isOpen: true,
    round: 1 as number | undefined,
    stored: kept,
    frames: [] as object[],
    posted: [] as string[],
    answer: null as ErrorCode | 'unreachable' | null,
    waiting: new Set<() => void>(),
    /** Lets all that waits happen, once. */
    async pass() {
      const due = [...world.waiting];
      world.waiting.clear();
      for (const call of due) call();
      await Promise.resolve();
    },
  };
  const ballots = new Ballots({
    keep: {
      read: () => kept,
      write: (left) => {
        world.stored = left;
      },
    },
    overSocket: (frame) => world.isOpen && world.frames.push(frame) > 0,
    overHttp: async ({ id }) => {
      world.posted.push(id);
      return world.answer;
    },
    roundOf: () => world.round,
    pauseBefore: () => 1,
    later: (call) => {
      world.waiting.add(call);
      return () => world.waiting.delete(call);
    },
  });
  return { world, ballots };
}

describe('a ballot', () => {
  test('is kept until it is acknowledged, and only then said to be in', () => {
    const { world, ballots } = page();
    ballots.cast(BALLOT);
    expect([world.frames, world.stored, ballots.fate('p')?.is]).toEqual([[FRAME], [BALLOT], 'sending']);
    expect(ballots.hear('another', null)).toBe(false);
    expect(ballots.hear('c1', null)).toBe(true);
    expect([world.stored, ballots.fate('p')?.is, world.waiting.size]).toEqual([[], 'in', 0]);
  });

  test('that the socket does not answer goes over HTTP, with the same id', async () => {
    const { world, ballots } = page();
    ballots.cast(BALLOT);
    await world.pass();
    expect([world.posted, ballots.fate('p')?.is, world.stored]).toEqual([['c1'], 'in', []]);
  });

  test('goes over HTTP at once while no socket is open, and again until somebody answers', async () => {
    const { world, ballots } = page();
    world.isOpen = false;
    world.answer = 'unreachable';
    ballots.cast(BALLOT);
    await Promise.resolve();
    expect(ballots.fate('p')).toEqual({ is: 'sending', ballot: BALLOT, isSlow: true });
    await world.pass();
    expect([world.posted, world.stored]).toEqual([['c1', 'c1'], [BALLOT]]);
    world.isOpen = true;
    ballots.comeBack();
    expect(world.frames).toEqual([FRAME]);
  });

  test('of an earlier page is sent by the next', async () => {
    const { world, ballots } = page([BALLOT]);
    expect(ballots.fate('p')?.is).toBe('sending');
    ballots.start();
    await world.pass();
    expect(world.frames).toEqual([FRAME]);
  });

  test('of a round that is over is no vote in the next', () => {
    const { world, ballots } = page([BALLOT]);
    world.round = 2;
    ballots.comeBack();
    expect([world.frames, world.posted, world.stored]).toEqual([[], [], []]);
    expect(ballots.fate('p')).toEqual({ is: 'refused', ballot: BALLOT, code: 'other-round' });
  });

  test.each(['poll-not-open', 'already-voted', 'too-many-options', 'unknown-option', 'forbidden'] as const)(
    'refused with %s is not sent again',
    (code) => {
      const { world, ballots } = page();
      ballots.cast(BALLOT);
      ballots.hear('c1', code);
      expect(ballots.fate('p')).toEqual({ is: 'refused', ballot: BALLOT, code });
      expect([world.stored, world.waiting.size]).toEqual([[], 0]);
    },
  );

  test.each(['unavailable', 'internal', 'too-many-requests'] as const)('refused with %s is sent again', (code) => {
    const { world, ballots } = page();
    ballots.cast(BALLOT);
    ballots.hear('c1', code);
    expect([world.stored, world.waiting.size, ballots.fate('p')?.is]).toEqual([[BALLOT], 1, 'sending']);
  });
});

test('what others wrote where ballots are kept is left out', () => {
  expect(readBallots(JSON.stringify([BALLOT, { id: 'x' }, null, { ...BALLOT, options: [1] }]))).toEqual([BALLOT]);
  expect([readBallots('{'), readBallots('{}'), readBallots(null)]).toEqual([[], [], []]);
});
