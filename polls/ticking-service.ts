/** What happens to polls by itself: the agenda opens and shows them, the clock closes them, and they are counted. */
import { type Instant, instant } from '../kernel/time.ts';
import { lookAt } from './agenda-hand.ts';
import { anchorOf, changePoll, type PollAt, store } from './change-service.ts';
import { count, stopped } from './closing-service.ts';
import { type Alive, opened, shown } from './life.ts';
import type { PollNeeds } from './needs.ts';
import type { PollLog, PollService } from './poll-service.ts';
import { type DuePoll, findPoll, firstDuePoll, listDuePolls, makePollsDue, makeTiedPollsDue } from './poll-store.ts';
import { findRound } from './round-store.ts';
import { withKey } from './sealed-opening-service.ts';

export type Ticking = Pick<PollService, 'nextDue' | 'tick' | 'lookAgain'>;

/** The most that can be due of one poll at once: opened, closing, counted, shown, and a look after it. */
const MOST_STEPS = 6;

export function createTicking(needs: PollNeeds): Ticking {
  let seen = instant(0);
  return {
    nextDue: async () => {
      const now = needs.clock.now();
      // What was to be looked at soon by a clock that was ahead must not wait until this one is there too.
      if (now < seen) await makePollsDue(needs.db, now);
      seen = now;
      return await firstDuePoll(needs.db);
    },
    tick: async (now, log) => {
      const faults: unknown[] = [];
      for (const due of await listDuePolls(needs.db, now)) {
        // What cannot be done for one poll does not keep the others.
        await moveOn(needs, due, now, log).catch((fault: unknown) => faults.push(fault));
      }
      if (faults.length > 0) throw faults[0];
    },
    lookAgain: (tx, eventId) => makeTiedPollsDue(tx, eventId),
  };
}

async function moveOn(needs: PollNeeds, due: DuePoll, now: Instant, log: PollLog | undefined): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const poll = await findPoll(needs.db, due.eventId, due.id);
    if (!poll || poll.dueAt === null || poll.dueAt > now) return;
    if (poll.state === 'closing') {
      const round = await findRound(needs.db, due.eventId, due.id, poll.round);
      if (round) await count(needs, due, round, now, log);
    } else {
      await withKey(needs, poll.state === 'ready' ? poll : undefined, (sealed) => take(needs, due, now, sealed));
    }
  }
}

/** One step, or only a look at when there will be one. */
async function take(needs: PollNeeds, due: DuePoll, now: Instant, sealed: (opened: Alive) => Alive): Promise<void> {
  await changePoll(
    needs,
    due,
    now,
    async (at, touched) => {
      const { poll, round } = at;
      if (poll.dueAt === null || poll.dueAt > now || poll.state === 'closing') return;
      const { step } = lookAt(poll, round, await anchorOf(needs, at.tx, poll, now), now);
      touched(step === null ? await follow(needs, at) : await doStep(needs, at, step, sealed));
    },
    () => undefined,
  );
}

async function doStep(
  needs: PollNeeds,
  at: PollAt,
  step: 'open' | 'close' | 'show',
  sealed: (opened: Alive) => Alive,
): Promise<readonly string[]> {
  const { poll, round, now } = at;
  const alive = { poll: { ...poll, revision: poll.revision + 1, updatedAt: now }, round };
  if (step === 'close') return (await store(needs, at, stopped({ poll, round }, now), null)).topics;
  const change = step === 'open' ? sealed(opened(alive, now, 'agenda')) : shown(alive, now);
  const action = step === 'open' ? 'poll-opened' : 'poll-shown';
  return (await store(needs, at, change, { actor: 'system', action })).topics;
}

/** The closing time as it is expected now, and when to look next: nobody is told where that is as it was. */
async function follow(needs: PollNeeds, at: PollAt): Promise<readonly string[]> {
  return (await store(needs, at, { poll: at.poll, round: at.round }, null)).topics;
}
