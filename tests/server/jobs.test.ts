import { describe, expect, test } from 'vitest';
import { type Instant, instant } from '../../kernel/time.ts';
import { type JobSource, type Jobs, LONGEST_SLEEP, RETRY_PAUSE, startJobs } from '../../server/jobs.ts';

const START = instant(1_800_000_000_000);

/** A clock that moves only when told, and the timers that it makes due. */
class Time {
  now: Instant = START;
  readonly #set = new Map<number, { at: number; callback: () => void }>();
  #next = 1;

  readonly clock = { now: () => this.now };
  readonly timers = {
    set: (callback: () => void, milliseconds: number) => {
      this.#set.set(this.#next, { at: this.now + milliseconds, callback });
      return this.#next++;
    },
    clear: (timer: unknown) => void this.#set.delete(timer as number),
  };

  /** How long each timer that is set will still run. */
  get pauses(): number[] {
    return [...this.#set.values()].map(({ at }) => at - this.now);
  }

  /** Moves on, rings what is due by then in its order, and lets what was begun go on. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.now + milliseconds;
    for (;;) {
      const due = [...this.#set].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#set.delete(due[0]);
      this.now = instant(Math.max(this.now, due[1].at));
      due[1].callback();
      await settled();
    }
    this.now = instant(until);
  }
}

/** Lets every promise that can go on go on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Rows with a due time, as a room keeps them. */
class Rows implements JobSource {
  readonly name = 'rows';
  readonly due: Instant[] = [];
  readonly ran: { at: Instant; rows: number }[] = [];
  looks = 0;

  async nextDue(): Promise<Instant | null> {
    this.looks += 1;
    return this.due.length === 0 ? null : instant(Math.min(...this.due));
  }

  async run(now: Instant): Promise<void> {
    const done = this.due.filter((at) => at <= now);
    this.due.splice(0, this.due.length, ...this.due.filter((at) => at > now));
    this.ran.push({ at: now, rows: done.length });
  }
}

function begin(...sources: JobSource[]): { time: Time; jobs: Jobs; errors: unknown[] } {
  const time = new Time();
  const errors: unknown[] = [];
  const log = { error: (line: unknown) => void errors.push(line), warn: () => {} };
  const jobs = startJobs({ sources, clock: time.clock, timers: time.timers, log });
  return { time, jobs, errors };
}

describe('the jobs loop', () => {
  test('does at once what is already due', async () => {
    const rows = new Rows();
    rows.due.push(instant(START - 5_000), START);
    begin(rows);
    await settled();
    expect(rows.ran).toEqual([{ at: START, rows: 2 }]);
  });

  test('wakes at the due instant and not before', async () => {
    const rows = new Rows();
    rows.due.push(instant(START + 12_345));
    const { time } = begin(rows);
    await settled();
    await time.pass(12_344);
    expect(rows.ran).toEqual([]);
    await time.pass(1);
    expect(rows.ran).toEqual([{ at: START + 12_345, rows: 1 }]);
  });

  test('wakes for each of several due instants in turn', async () => {
    const rows = new Rows();
    rows.due.push(...[1_000, 2_000, 45_000].map((after) => instant(START + after)));
    const { time } = begin(rows);
    await settled();
    await time.pass(60_000);
    expect(rows.ran.map(({ at }) => at - START)).toEqual([1_000, 2_000, 45_000]);
  });

  test('never sleeps longer than half a minute, be the work 40 days away or unknown', async () => {
    for (const due of [[instant(START + 40 * 86_400_000)], []]) {
      const rows = new Rows();
      rows.due.push(...due);
      const { time } = begin(rows);
      await settled();
      expect(time.pauses).toEqual([LONGEST_SLEEP]);
      await time.pass(10 * LONGEST_SLEEP);
      expect([rows.looks, rows.ran]).toEqual([11, []]);
    }
  });

  test('finds within half a minute what another process has added', async () => {
    const rows = new Rows();
    const { time } = begin(rows);
    await settled();
    rows.due.push(instant(START + 3_000));
    await time.pass(LONGEST_SLEEP);
    expect(rows.ran).toEqual([{ at: START + LONGEST_SLEEP, rows: 1 }]);
  });

  test('looks again at once when it is woken', async () => {
    const rows = new Rows();
    const { time, jobs } = begin(rows);
    await settled();
    rows.due.push(instant(START + 3_000));
    jobs.wake();
    await settled();
    expect(time.pauses).toEqual([3_000]);
  });

  test('does not run a job twice at a time, and looks again after it when it was woken meanwhile', async () => {
    const rows = new Rows();
    const gates: (() => void)[] = [];
    let running = 0;
    const slow: JobSource = {
      name: 'slow',
      nextDue: () => rows.nextDue(),
      run: async (now) => {
        running += 1;
        expect(running).toBe(1);
        await new Promise<void>((resolve) => gates.push(resolve));
        await rows.run(now);
        running -= 1;
      },
    };
    rows.due.push(START);
    const { jobs } = begin(slow);
    await settled();
    jobs.wake();
    jobs.wake();
    await settled();
    expect(gates).toHaveLength(1);
    gates[0]?.();
    rows.due.push(instant(START - 1));
    await settled();
    await settled();
    expect(rows.ran).toEqual([{ at: START, rows: 2 }]);
    rows.due.push(instant(START - 2));
    jobs.wake();
    await settled();
    expect(gates).toHaveLength(2);
  });

  test('misses nothing that is added while it looks', async () => {
    const rows = new Rows();
    let answer = (): void => undefined;
    let gated = true;
    const asked: JobSource = {
      name: 'asked',
      nextDue: async () => {
        const due = await rows.nextDue();
        if (gated) await new Promise<void>((resolve) => (answer = resolve));
        gated = false;
        return due;
      },
      run: (now) => rows.run(now),
    };
    const { jobs } = begin(asked);
    await settled();
    rows.due.push(START);
    jobs.wake();
    answer();
    await settled();
    expect(rows.ran).toEqual([{ at: START, rows: 1 }]);
  });

  test('lets no slow job hold up another', async () => {
    const stuck: JobSource = { name: 'stuck', nextDue: async () => START, run: () => new Promise(() => undefined) };
    const rows = new Rows();
    rows.due.push(instant(START + 10));
    const { time } = begin(stuck, rows);
    await settled();
    await time.pass(10);
    expect(rows.ran).toHaveLength(1);
  });

  test('logs an error with the name of the job, and tries again a little later', async () => {
    const rows = new Rows();
    rows.due.push(START);
    let failures = 2;
    const shaky: JobSource = {
      name: 'shaky',
      nextDue: () => rows.nextDue(),
      run: async (now) => {
        failures -= 1;
        if (failures >= 0) throw new Error('the mail server is away');
        await rows.run(now);
      },
    };
    const { time, errors } = begin(shaky);
    await settled();
    expect(time.pauses).toEqual([RETRY_PAUSE]);
    await time.pass(2 * RETRY_PAUSE);
    expect(errors).toMatchObject([
      { job: 'shaky', err: { message: 'the mail server is away' } },
      { job: 'shaky', err: { message: 'the mail server is away' } },
    ]);
    expect(rows.ran).toEqual([{ at: START + 2 * RETRY_PAUSE, rows: 1 }]);
  });

  test('survives that the next due instant cannot be told', async () => {
    let asked = 0;
    const lost: JobSource = {
      name: 'lost',
      nextDue: () => {
        asked += 1;
        throw new Error('no database');
      },
      run: async () => undefined,
    };
    const { time, errors } = begin(lost);
    await settled();
    await time.pass(3 * RETRY_PAUSE);
    expect([asked, errors.length]).toEqual([4, 4]);
  });

  test('does not spin on work that stays due', async () => {
    let ran = 0;
    const endless: JobSource = {
      name: 'endless',
      nextDue: async () => START,
      run: async () => {
        ran += 1;
      },
    };
    const { time } = begin(endless);
    await settled();
    await time.pass(5 * RETRY_PAUSE);
    expect(ran).toBe(6);
  });

  test('after a stop begins nothing, and the stop waits for what is running', async () => {
    let finish: (() => void) | undefined;
    const slow: JobSource = {
      name: 'slow',
      nextDue: async () => START,
      run: () => new Promise<void>((resolve) => (finish = resolve)),
    };
    const { time, jobs } = begin(slow);
    await settled();
    let stopped = false;
    const stopping = jobs.stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    finish?.();
    await stopping;
    jobs.wake();
    await settled();
    expect(time.pauses).toEqual([]);
    await jobs.stop();
  });

  test('a stop while it only looks begins no run', async () => {
    let answer: ((due: Instant) => void) | undefined;
    let ran = 0;
    const source: JobSource = {
      name: 'asked',
      nextDue: () => new Promise<Instant>((resolve) => (answer = resolve)),
      run: async () => {
        ran += 1;
      },
    };
    const { jobs } = begin(source);
    const stopping = jobs.stop();
    answer?.(START);
    await stopping;
    expect(ran).toBe(0);
  });
});
