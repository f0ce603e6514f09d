/** The program of a thread that searches, so that the process goes on answering. Started by `search-service.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { faultsOf } from '../assigner/faults.ts';
import { figuresOf, randomBaseline } from '../assigner/figures.ts';
import type { Plan } from '../assigner/problem.ts';
import { Search, STEPS_PER_SECOND } from '../assigner/search.ts';
import { settingOf } from '../assigner/setting.ts';
import { type Best, TOLD_EVERY } from './dealing.ts';
import type { SearchAsk, Told } from './search-ask.ts';

/** Between two looks whether it is to stop: about a twentieth of a second. */
const STRIDE = STEPS_PER_SECOND / 20;
/** Figures may take as much of the time as this at most. */
const SHARE_OF_FIGURES = 0.1;

const tell = (told: Told) => parentPort?.postMessage(told);

function run({ problem, seed, effort, stop }: SearchAsk): void {
  const faults = faultsOf(problem);
  if (faults.length > 0) {
    tell({ kind: 'refused', faults });
    return;
  }
  // An arrangement exists: whoever asked need not wait for the first one.
  tell({ kind: 'begun' });
  const search = new Search(problem, { seed, steps: Math.round(effort * STEPS_PER_SECOND) });
  const random = randomBaseline(settingOf(problem));
  const bestOf = (plan: Plan): Best => ({ figures: figuresOf(problem, plan), random });
  const stopped = new Int32Array(stop);
  let tellAt = 0;
  let figuresAt = 0;
  let told = Number.POSITIVE_INFINITY;
  while (Atomics.load(stopped, 0) === 0 && search.advance(STRIDE)) {
    const now = performance.now();
    if (now < tellAt) continue;
    const isBetter = search.cost < told && now >= figuresAt;
    tell({ kind: 'progress', done: search.progress, best: isBetter ? bestOf(search.best) : null });
    tellAt = performance.now() + TOLD_EVERY;
    if (!isBetter) continue;
    told = search.cost;
    figuresAt = performance.now() + (performance.now() - now) / SHARE_OF_FIGURES;
  }
  const plan = search.best;
  tell({ kind: 'ended', done: search.progress, best: bestOf(plan), plan });
}

run(workerData as SearchAsk);
