/** What happens to rounds by itself: the agenda opens them, the clock warns and closes. */
import { type Instant, instant } from '../../kernel/time.ts';
import type { AuditAction } from '../../people/audit/audit.ts';
import type { RoundService } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import type { BreakoutRound } from '../round.ts';
import { ROUNDS_STAFF_TOPIC } from '../topics.ts';
import { type Look, lookAt } from './agenda-hand.ts';
import { changeDueRound, ofDay, type RoundAt, storeRound } from './change-service.ts';
import { closed, opened } from './life.ts';
import {
  type DueRound,
  findRound,
  firstDueRound,
  listDueRounds,
  makeLaterRoundsDue,
  makeRoundsDue,
} from './round-store.ts';

/** The most that can be due of one round at once: opened, warned, closed, and a look after it. */
const MOST_STEPS = 5;

export function createTicking(needs: BreakoutNeeds): Pick<RoundService, 'nextDue' | 'tick' | 'lookAgain'> {
  let seen = instant(0);
  return {
    nextDue: async () => {
      const now = needs.clock.now();
      // What was to be looked at soon by a clock that was ahead must not wait until this one is there too.
      if (now < seen) await makeLaterRoundsDue(needs.db, now);
      seen = now;
      return await firstDueRound(needs.db);
    },
    tick: async (now) => {
      const faults: unknown[] = [];
      for (const due of await listDueRounds(needs.db, now)) {
        // What cannot be done for one round does not keep the others.
        await moveOn(needs, due, now).catch((fault: unknown) => faults.push(fault));
      }
      if (faults.length > 0) throw faults[0];
    },
    lookAgain: async (tx, eventId) => ((await makeRoundsDue(tx, eventId)) ? [ROUNDS_STAFF_TOPIC] : []),
  };
}

async function moveOn(needs: BreakoutNeeds, due: DueRound, now: Instant): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const round = await findRound(needs.db, due.eventId, due.id);
    if (!round || round.dueAt === null || round.dueAt > now) return;
    await take(needs, due, now);
  }
}

/** One step, or only a look at when there will be one. */
async function take(needs: BreakoutNeeds, due: DueRound, now: Instant): Promise<void> {
  await changeDueRound(
    needs,
    due,
    now,
    async (at, touched) => {
      const { tx } = at;
      if (at.round.dueAt === null || at.round.dueAt > now) return;
      const round = await whereItsSessionIs(needs, at);
      const look = lookAt(round, await ofDay(needs, tx, round, now), now);
      const step = look.step === null ? undefined : ACTIONS[look.step];
      const action = step ?? (round === at.round ? undefined : 'breakout-changed');
      const deed = action === undefined ? null : ({ actor: 'system', action } as const);
      touched((await storeRound(needs, at, after(round, look, now), deed)).topics);
    },
    () => undefined,
  );
}

/** A round that has not opened goes with its session to another day. One whose session is gone stays as it was. */
async function whereItsSessionIs({ neighbours }: BreakoutNeeds, { tx, round, now }: RoundAt): Promise<BreakoutRound> {
  const { entry } = round.content;
  if (round.openedAt !== null) return round;
  const session = (await neighbours.breakoutsOf(tx, round.eventId)).find(({ id }) => id === entry.id);
  if (!session || session.dayId === entry.day) return round;
  const content = { ...round.content, entry: { ...entry, day: session.dayId } };
  return { ...round, content, revision: round.revision + 1, updatedAt: now };
}

/** What is written down of what the clock does. */
const ACTIONS: Readonly<Partial<Record<NonNullable<Look['step']>, AuditAction>>> = {
  open: 'breakout-opened',
  close: 'breakout-closed',
};

function after(round: BreakoutRound, { step, closesAt }: Look, now: Instant): BreakoutRound {
  if (step === null) return round;
  const next = { ...round, revision: round.revision + 1, updatedAt: now };
  if (step === 'open') return opened(next, now, 'agenda');
  if (step === 'close') return closed(next, closesAt, now);
  return { ...next, state: step === 'warn' ? 'closing' : 'open' };
}
