/** Polls made, changed, moved and removed by organisers. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EventId } from '../kernel/ids.ts';
import { newId } from '../kernel/random.ts';
import type { Tables } from '../kernel/tables.ts';
import { inTransaction } from '../kernel/transaction.ts';
import type { EventRef } from '../people/event-directory.ts';
import { changeNamed, refuseStale, store } from './change-service.ts';
import type { PollNeeds } from './needs.ts';
import type { Poll } from './poll.ts';
import type { PollOf } from './poll-service.ts';
import { deletePoll, insertPoll, listPolls, savePoll, savePosition } from './poll-store.ts';
import { demand } from './rights.ts';
import type { PollContent } from './schema.ts';
import { POLLS_STAFF_TOPIC, POLLS_TOPIC, pollStaffTopic, pollTopic } from './topics.ts';
import type { PollLinesView, PollStaffView } from './view.ts';
import { linesOf, staffView } from './viewing-service.ts';

/** The last of its entry. @throws AppError as `demand`; `bad-input` for a day that the event has not. */
export async function create(
  needs: PollNeeds,
  actor: Actor,
  event: EventRef,
  content: PollContent,
): Promise<PollStaffView> {
  demand(actor, 'edit-polls', event);
  refuseForeignDay(event, content);
  const now = needs.clock.now();
  const view = await inTransaction(needs.db, async (tx) => {
    const position = await lastPlace(tx, event.id, content);
    const poll = newPoll({ id: newId(), eventId: event.id, content, position, createdAt: now });
    await insertPoll(tx, poll);
    const subject = `poll:${poll.id}`;
    await needs.record(tx, { eventId: event.id, actor, action: 'poll-made', subject });
    await needs.touch(tx, event.id, POLLS_STAFF_TOPIC);
    return await staffView(tx, poll);
  });
  needs.announce({ kind: 'topics-changed', eventId: event.id, topics: [POLLS_STAFF_TOPIC] });
  return view;
}

function newPoll(given: Pick<Poll, 'id' | 'eventId' | 'content' | 'position' | 'createdAt'>): Poll {
  return {
    ...given,
    ...{ state: 'draft', stateBefore: null, round: 0, openedByAgenda: false, imported: false, report: null },
    ...{ dueAt: null, revision: 1, updatedAt: given.createdAt },
  };
}

function isBeside(one: PollContent, other: PollContent): boolean {
  return one.entry?.id === other.entry?.id && one.entry?.day === other.entry?.day;
}

/** Who may run a poll hangs on its day. */
function refuseForeignDay({ days }: EventRef, { entry }: PollContent): void {
  if (entry === null || days.some(({ id }) => id === entry.day)) return;
  throw new AppError('bad-input', 'This poll hangs on a day that the event does not have.', {
    errors: [{ path: 'entry.day', message: 'expected the id of a day of this event' }],
  });
}

/** @throws AppError as `PollService.change`. */
export async function change(needs: PollNeeds, of: PollOf, content: PollContent): Promise<PollStaffView> {
  const { actor, event } = of;
  demand(actor, 'edit-polls', event);
  return await changeNamed(needs, of, async (at, touched) => {
    const { poll, tx, now } = at;
    refuseStale(of, poll);
    if (poll.state !== 'draft' && poll.state !== 'ready')
      throw notRight(poll, 'What a poll asks can be changed until it is opened. Nothing was changed.');
    if (!isBeside(content, poll.content)) refuseForeignDay(event, content);
    const position = isBeside(content, poll.content) ? poll.position : await lastPlace(tx, event.id, content);
    const edited = { ...poll, content, position, revision: poll.revision + 1, updatedAt: now };
    const deed = { actor, action: 'poll-changed' } as const;
    const stored = await store(needs, at, { poll: edited, round: at.round }, deed);
    touched(stored.topics);
    return await staffView(tx, stored.poll);
  });
}

async function lastPlace(tx: Kysely<Tables>, eventId: EventId, content: PollContent): Promise<number> {
  const beside = (await listPolls(tx, eventId)).filter((each) => isBeside(each.content, content));
  return Math.max(0, ...beside.map((each) => each.position + 1));
}

/** @throws AppError as `PollService.move`. */
export async function move(needs: PollNeeds, of: PollOf, position: number): Promise<PollLinesView> {
  const { actor, event } = of;
  demand(actor, 'edit-polls', event);
  return await changeNamed(needs, of, async ({ tx, poll, now }, touched) => {
    refuseStale(of, poll);
    const beside = (await listPolls(tx, event.id)).filter((each) => isBeside(each.content, poll.content));
    const others = beside.filter(({ id }) => id !== poll.id);
    const ordered: Poll[] = [...others.slice(0, position), poll, ...others.slice(position)];
    for (const [place, each] of ordered.entries()) {
      if (each.position !== place && each !== poll) await savePosition(tx, event.id, each.id, place);
    }
    await savePoll(tx, { ...poll, position: ordered.indexOf(poll), revision: poll.revision + 1, updatedAt: now });
    await needs.record(tx, { eventId: event.id, actor, action: 'poll-changed', subject: `poll:${poll.id}` });
    await needs.touch(tx, event.id, POLLS_STAFF_TOPIC);
    touched([POLLS_STAFF_TOPIC]);
    return await linesOf({ db: tx }, event);
  });
}

/** @throws AppError as `PollService.remove`. */
export async function remove(needs: PollNeeds, of: PollOf): Promise<void> {
  const { actor, event } = of;
  demand(actor, 'edit-polls', event);
  await changeNamed(needs, of, async ({ tx, poll }, touched) => {
    refuseStale(of, poll);
    if (poll.state === 'open' || poll.state === 'closing')
      throw notRight(poll, 'A poll that is open cannot be removed: close it first. Nothing was removed.');
    await deletePoll(tx, event.id, poll.id);
    const subject = `poll:${poll.id}`;
    await needs.record(tx, { eventId: event.id, actor, action: 'poll-removed', subject });
    const topics = [POLLS_TOPIC, POLLS_STAFF_TOPIC, pollTopic(poll.id), pollStaffTopic(poll.id)];
    await needs.touch(tx, event.id, ...topics);
    touched(topics);
  });
}

function notRight({ state }: Poll, message: string): AppError {
  return new AppError('state-not-right', message, { extra: { state } });
}
