/** What happens by itself when its time has come: days move on, what is late is told, banners end. */
import type { EventId } from '../../kernel/ids.ts';
import { type Instant, instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { holdEvent } from '../draft/event-store.ts';
import { bannerTopics } from './banner-service.ts';
import { deleteEndedBanners, firstBannerEnd, listEventsOfEndedBanners } from './banner-store.ts';
import { advance } from './clock-hand.ts';
import type { ShowNeeds } from './day-service.ts';
import { type DayAt, showDays, wholeSecond } from './day-service.ts';
import { findShow, firstDueShow, forgetUndo, listDueShows, makeShowsDue, saveShow } from './show-store.ts';
import { changeDay, tell } from './telling-service.ts';

export interface Ticking {
  nextDue(): Promise<Instant | null>;
  tick(now: Instant): Promise<void>;
}

export function createTicking(needs: ShowNeeds): Ticking {
  let seen = instant(0);
  return {
    nextDue: async () => {
      const now = needs.clock.now();
      // What was to be looked at soon by a clock that was ahead must not wait until this one is there too.
      if (now < seen) await makeShowsDue(needs.db, now);
      seen = now;
      const dues = [await firstDueShow(needs.db), await firstBannerEnd(needs.db)].filter((due) => due !== null);
      return dues.length === 0 ? null : instant(Math.min(...dues));
    },
    tick: async (now) => {
      const faults: unknown[] = [];
      // What cannot be done for one event or day does not keep the others.
      const noteFault = (fault: unknown) => {
        faults.push(fault);
      };
      for (const due of await listDueShows(needs.db, now)) await moveOnDay(needs, due, now).catch(noteFault);
      for (const id of await listEventsOfEndedBanners(needs.db, now)) await endBanners(needs, id, now).catch(noteFault);
      if (faults.length > 0) throw faults[0];
    },
  };
}

/** Does what the clock has to do with one day, if anything. */
export async function moveOnDay(
  needs: ShowNeeds,
  { eventId, dayId }: { readonly eventId: EventId; readonly dayId: string },
  at: Instant,
): Promise<void> {
  const now = wholeSecond(at);
  const before = await findShow(needs.db, eventId, dayId);
  if (!before || before.dueAt === null || before.dueAt > now) return;
  const topics = await inTransaction(needs.db, async (tx) => {
    const event = await holdEvent(tx, eventId);
    const show = event && (await findShow(tx, eventId, dayId));
    if (!show || show.dueAt === null || show.dueAt > now) return [];
    const day = (await showDays(needs, tx, event)).find(({ id }) => id === dayId);
    if (day) return await moveOn(needs, { tx, event, day, show, now });
    await saveShow(tx, eventId, { ...show, dueAt: null });
    return [];
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
}

async function moveOn(needs: ShowNeeds, at: DayAt): Promise<string[]> {
  const { tx, event, day, show, now } = at;
  const { run, happenings } = advance(show.run, event.advance, now);
  if (happenings.length === 0) {
    const { topics } = await tell(at, show);
    await needs.touch(tx, event.id, ...topics);
    return topics;
  }
  await forgetUndo(tx, event.id, day.id, 'all');
  const controller = run.endedAt === null ? show.controller : null;
  const { topics } = await changeDay(at, { run, by: 'system', change: { do: 'clock' }, before: null, controller });
  const details = { command: happenings.map(({ kind }) => kind) };
  await needs.record(tx, {
    ...{ eventId: event.id, actor: 'system', action: 'show-changed' },
    ...{ subject: `day:${day.day.number}`, details },
  });
  await needs.touch(tx, event.id, ...topics);
  return topics;
}

/** Each event's topics in a transaction of its own, so that no two events wait for each other's. */
async function endBanners(needs: ShowNeeds, eventId: EventId, now: Instant): Promise<void> {
  const topics = await inTransaction(needs.db, async (tx) => {
    const event = await holdEvent(tx, eventId);
    if (!event) return [];
    const ended = await deleteEndedBanners(tx, eventId, now);
    // Another process may have taken them away meanwhile.
    const topics = ended.length === 0 ? [] : await bannerTopics(needs, tx, event, ended);
    await needs.touch(tx, eventId, ...topics);
    return topics;
  });
  if (topics.length > 0) needs.announce({ kind: 'topics-changed', eventId, topics });
}
