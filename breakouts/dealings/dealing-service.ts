/** Runs of the assigner: begun, watched, stopped and used by organisers. What a run finds changes nothing until it is used. */
import { AppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import { instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { Fault } from '../assigner/problem.ts';
import type { Asked, DealingService, RoundService } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { demand } from '../rights.ts';
import { holdSettings } from '../rounds/setting-store.ts';
import type { NewDealing } from '../schema.ts';
import type { DealingView } from '../view.ts';
import { type Dealing, NOT_BEGUN, SILENCE } from './dealing.ts';
import {
  askToStop,
  deleteDealing,
  findDealing,
  firstSilence,
  holdDealing,
  insertDealing,
  interruptSilentSince,
  isDealing,
  listDealings,
} from './dealing-store.ts';
import { dealingViewOf } from './figures-view.ts';
import { type LoadedProblem, loadProblem } from './loading-service.ts';
import { Heard, Runs } from './runs-service.ts';
import { type Found, startSearch } from './search-service.ts';
import { takeOverDealing } from './using-service.ts';

/** @param rounds tells how rounds stand after a dealing was used. */
export function createDealings(needs: BreakoutNeeds, rounds: Pick<RoundService, 'staffRounds'>): DealingService {
  const { db } = needs;
  const runs = new Runs(needs);
  const viewIn = async (event: EventRef, dealing: string) => {
    const found = await findDealing(db, event.id, dealing);
    if (!found) throw noSuchDealing();
    return await viewOf(needs, found);
  };
  return {
    list: async ({ actor, event }) => {
      demand(actor, 'edit-breakouts', event);
      const dealings = await listDealings(db, event.id);
      const members = dealings.length > 0 ? await needs.neighbours.membersOf(db, event.id) : [];
      return { dealings: dealings.map((dealing) => dealingViewOf(dealing, members)) };
    },
    read: async ({ actor, event }, dealing) => {
      demand(actor, 'edit-breakouts', event);
      return await viewIn(event, dealing);
    },
    start: (asked, dealing) => start(needs, runs, asked, dealing),
    stop: async ({ actor, event }, dealing) => {
      demand(actor, 'edit-breakouts', event);
      await viewIn(event, dealing);
      await askToStop(db, event.id, dealing);
      await runs.stop(dealing);
      return await viewIn(event, dealing);
    },
    use: async (asked, dealing, inUse) => {
      demand(asked.actor, 'edit-breakouts', asked.event);
      await takeOverDealing(needs, asked, dealing, inUse);
      return await rounds.staffRounds(asked.event);
    },
    remove: ({ actor, event }, dealing) =>
      inTransaction(db, async (tx) => {
        demand(actor, 'edit-breakouts', event);
        const found = await holdDealing(tx, event.id, dealing);
        if (!found) throw noSuchDealing();
        if (found.state === 'running') throw new AppError('state-not-right', 'It runs: stop it first.');
        await deleteDealing(tx, event.id, dealing);
      }),
    close: () => runs.close(),
    nextTidy: async () => {
      if (runs.hasFaults) return needs.clock.now();
      const first = await firstSilence(db);
      return first === null ? null : instant(first + SILENCE);
    },
    tidy: async (now) => {
      const faults = runs.takeFaults();
      if (faults.length > 0) throw new AggregateError(faults, 'what a dealing came to could not be stored at once');
      await interruptSilentSince(db, instant(now - SILENCE), now);
    },
  };
}

async function start(
  needs: BreakoutNeeds,
  runs: Runs,
  { actor, event }: Asked,
  dealing: NewDealing,
): Promise<DealingView> {
  const { db } = needs;
  demand(actor, 'edit-breakouts', event);
  if (await isDealing(db, event.id)) await tidied(needs);
  const loaded = await inTransaction(db, async (tx) => {
    if (await isDealing(tx, event.id)) throw oneRuns();
    return await loadProblem(needs, tx, event.id, dealing);
  });
  const heard = new Heard();
  const { seed, effort } = dealing;
  const search = await startSearch(needs.searchThread, { problem: loaded.problem, seed, effort }, (done, best) =>
    heard.hear(done, best),
  );
  return await runs.hold(search, async () => {
    const faults = await search.faults;
    if (faults.length > 0) throw noArrangement(faults, loaded, dealing);
    const stored = await storeBegun(needs, event, dealing);
    runs.begin({ eventId: event.id, id: stored.id }, search, heard, (found) => dealtOf(found, loaded));
    return await viewOf(needs, stored);
  });
}

async function storeBegun({ db, clock }: BreakoutNeeds, event: EventRef, content: NewDealing): Promise<Dealing> {
  return await inTransaction(db, async (tx) => {
    // Of two that begin at the same time one waits here, and then finds the other.
    await holdSettings(tx, event.id);
    if (await isDealing(tx, event.id)) throw oneRuns();
    const now = clock.now();
    const dealing: Dealing = {
      ...{ id: newId(), eventId: event.id, content, state: 'running', progress: NOT_BEGUN, result: null },
      ...{ fault: null, aliveAt: now, createdAt: now, finishedAt: null },
    };
    await insertDealing(tx, dealing);
    return dealing;
  });
}

async function tidied({ db, clock }: BreakoutNeeds): Promise<void> {
  const now = clock.now();
  await interruptSilentSince(db, instant(now - SILENCE), now);
}

async function viewOf({ db, neighbours }: BreakoutNeeds, dealing: Dealing): Promise<DealingView> {
  const members = dealing.progress.best === null ? [] : await neighbours.membersOf(db, dealing.eventId);
  return dealingViewOf(dealing, members);
}

function dealtOf({ plan }: Found, { rounds }: LoadedProblem): NonNullable<Dealing['result']> {
  return rounds.flatMap(({ id, content, dealt }, at) => {
    if (!dealt) return [];
    const rooms = content.rooms.map((room, place) => ({ room: room.id, people: peopleIn(plan.rounds[at]?.[place]) }));
    return [{ round: id, rooms }];
  });
}

type People = NonNullable<Dealing['result']>[number]['rooms'][number]['people'];

/** The assigner knows people by the ids that it was given. */
function peopleIn(ids: readonly string[] | undefined): People {
  return (ids ?? []) as People;
}

/** @returns what makes it impossible, each with the round of the request that it is about. */
function noArrangement(faults: readonly Fault[], { rounds }: LoadedProblem, { rounds: asked }: NewDealing): AppError {
  const errors = faults.map(({ message, round }) => {
    const at = asked.indexOf(round === null ? '' : (rounds[round]?.id ?? ''));
    return { path: at < 0 ? 'rounds' : `rounds.${at}`, message };
  });
  return new AppError('no-arrangement', 'These rounds cannot be dealt as the rules stand.', { errors });
}

function oneRuns(): AppError {
  return new AppError('state-not-right', 'A dealing of this event runs already. Stop it, or wait for its end.');
}

function noSuchDealing(): AppError {
  return new AppError('not-found', 'There is no such dealing.');
}
