/** Searches of the assigner, each in a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { Fault, Plan } from '../assigner/problem.ts';
import type { Best } from './dealing.ts';
import type { SearchAsk, Told } from './search-ask.ts';

/** Compiled, it lies beside this file. */
const THREAD = new URL('./search-thread-service.js', import.meta.url);

export interface Found {
  readonly done: number;
  readonly best: Best;
  readonly plan: Plan;
}

export interface Search {
  /** Settles once it is known whether there is anything to search. @returns what makes it impossible; empty where nothing does. */
  readonly faults: Promise<readonly Fault[]>;
  /** Settles at its end; refused where the thread breaks off, also by `kill`. */
  readonly found: Promise<Found>;
  /** Has it end with the best so far. */
  stop(): void;
  /** Ends the thread as it is. */
  kill(): Promise<void>;
}

/** @param program of the thread; beside this file where it is undefined. */
export async function startSearch(
  program: (() => Promise<URL>) | undefined,
  ask: Omit<SearchAsk, 'stop'>,
  onProgress: (done: number, best: Best | null) => void,
): Promise<Search> {
  const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = new Worker((await program?.()) ?? THREAD, { workerData: { ...ask, stop } satisfies SearchAsk });
  const faults = settled<readonly Fault[]>();
  const found = settled<Found>();
  // Whoever does not wait for one of them is told by the other.
  for (const { promise } of [faults, found]) promise.catch(() => undefined);
  const fail = (error: Error) => {
    faults.reject(error);
    found.reject(error);
  };
  worker.on('message', (told: Told) => {
    if (told.kind === 'begun') faults.resolve([]);
    else if (told.kind === 'progress') onProgress(told.done, told.best);
    else if (told.kind === 'ended') found.resolve(told);
    else {
      faults.resolve(told.faults);
      found.reject(new Error('nothing was searched'));
    }
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread ended before its time')));
  return {
    faults: faults.promise,
    found: found.promise,
    stop: () => {
      Atomics.store(new Int32Array(stop), 0, 1);
    },
    kill: async () => {
      await worker.terminate();
    },
  };
}

/** A promise, and what settles it. */
function settled<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
