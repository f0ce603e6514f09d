/** Asking for help, and helping. What was asked is in no log: only that somebody asked, and who helped. */
import type { Kysely } from 'kysely';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import type { Tables } from '../../kernel/tables.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import type { PeopleNeeds } from '../needs.ts';
import { claimRegistration } from '../registration/registration-store.ts';
import { calledIn } from '../roster/called-store.ts';
import { inUtc } from '../roster/participant.ts';
import { findParticipant } from '../roster/participant-store.ts';
import { actOn, type HelpRequest, lineOf, newRequest } from './help.ts';
import type { HelpDeskView, NewHelpRequest, OwnHelpView } from './help-schema.ts';
import { findHelpRequest, listHelpOf, listOpenHelp, listSolvedHelp } from './help-store.ts';
import { changeLine, type LineChange } from './line-service.ts';

/** Of which request an answer is, by whom, and the revision that they saw. */
export interface AnswerOf {
  readonly actor: Actor;
  readonly event: EventRef;
  readonly id: string;
  readonly revision: number;
}

/** All that take an actor throw AppError `unauthenticated`, `not-found` or `forbidden` for those who may not. */
export interface HelpService {
  /** For the topics, which have their own rules; rights are not asked here. */
  own(event: EventRef, participantId: ParticipantId): Promise<OwnHelpView>;
  desk(event: EventRef): Promise<HelpDeskView>;

  readOwn(actor: Actor, event: EventRef): Promise<OwnHelpView>;
  readDesk(actor: Actor, event: EventRef): Promise<HelpDeskView>;
  /** Asks for help, or puts in other words what was asked already. */
  ask(actor: Actor, event: EventRef, request: NewHelpRequest): Promise<OwnHelpView>;
  /** Without an open request nothing happens. */
  withdraw(actor: Actor, event: EventRef): Promise<OwnHelpView>;
  /**
   * Of two who take one at once, the first has it. One that somebody else took can be taken over.
   * @throws AppError `revision-stale` with `revision`, `state` and `takenBy`, the name of who has it, in `extra`;
   * `state-not-right` for what is solved or withdrawn.
   */
  take(of: AnswerOf): Promise<HelpDeskView>;
  /** Of what waits, too. @throws AppError as `take`. */
  solve(of: AnswerOf): Promise<HelpDeskView>;
}

export function createHelpService(needs: PeopleNeeds): HelpService {
  const { db } = needs;
  return {
    own: (event, participantId) => ownView(db, event, participantId),
    desk: (event) => deskView(db, event),
    readOwn: async (actor, event) => ownView(db, event, askerIn(actor, event)),
    readDesk: async (actor, event) => {
      demand(actor, 'give-help', placeOf(event));
      return await deskView(db, event);
    },
    ask: (actor, event, request) => ask(needs, actor, event, request),
    withdraw: (actor, event) => withdraw(needs, actor, event),
    take: (of) => answer(needs, of, 'take'),
    solve: (of) => answer(needs, of, 'solve'),
  };
}

function askerIn(actor: Actor, event: EventRef): ParticipantId {
  demand(actor, 'ask-help', placeOf(event));
  const standing = standingOf(actor, { eventId: event.id });
  if (standing) return standing.participantId;
  throw notTakingPart();
}

function notTakingPart(): AppError {
  return new AppError('forbidden', 'Help is for people who take part.');
}

async function ask(needs: PeopleNeeds, actor: Actor, event: EventRef, { text }: NewHelpRequest): Promise<OwnHelpView> {
  const participantId = askerIn(actor, event);
  return await changeHelp(needs, event, async (change) => {
    const { tx, now } = change;
    // Whoever was taken out meanwhile has nothing to ask here any more.
    if ((await findParticipant(tx, event.id, participantId))?.state !== 'registered') throw notTakingPart();
    const asked = await changeLine(change, (open) => {
      const own = open.find((each) => each.participantId === participantId);
      if (!own) return [newRequest(newId(), participantId, text, now)];
      return changedAlone(own, actOn(own, { kind: 'reword', text }, now));
    });
    if (asked) {
      await needs.record(tx, { eventId: event.id, actor, action: 'help-asked', subject: subjectOf(participantId) });
    }
    return await ownView(tx, event, participantId);
  });
}

async function withdraw(needs: PeopleNeeds, actor: Actor, event: EventRef): Promise<OwnHelpView> {
  const participantId = askerIn(actor, event);
  return await changeHelp(needs, event, async (change) => {
    const { tx, now } = change;
    const withdrew = await changeLine(change, (open) => {
      const own = open.find((each) => each.participantId === participantId);
      return own ? changedAlone(own, actOn(own, { kind: 'withdraw' }, now)) : [];
    });
    if (withdrew) {
      await needs.record(tx, { eventId: event.id, actor, action: 'help-withdrawn', subject: subjectOf(participantId) });
    }
    return await ownView(tx, event, participantId);
  });
}

const ANSWERS = { take: 'help-taken', solve: 'help-solved' } as const;

async function answer(
  needs: PeopleNeeds,
  { actor, event, id, revision }: AnswerOf,
  kind: keyof typeof ANSWERS,
): Promise<HelpDeskView> {
  demand(actor, 'give-help', placeOf(event));
  const by = standingOf(actor, { eventId: event.id })?.participantId ?? null;
  return await changeHelp(needs, event, async (change) => {
    const { tx, now } = change;
    const request = await findHelpRequest(tx, event.id, id);
    if (!request) throw new AppError('not-found', 'There is no such request for help.');
    if (request.revision !== revision) throw await stale(tx, event, request);
    const answered = actOn(request, { kind, by }, now);
    if (!answered) throw notOpen(request);
    const subject = subjectOf(request.participantId);
    if (await changeLine(change, () => changedAlone(request, answered))) {
      await needs.record(tx, { eventId: event.id, actor, action: ANSWERS[kind], subject });
    }
    return await deskView(tx, event);
  });
}

function changedAlone(before: HelpRequest, after: HelpRequest | null): readonly HelpRequest[] {
  return after === null || after === before ? [] : [after];
}

function subjectOf(id: ParticipantId): string {
  return `participant:${id}`;
}

/** One change, and what it touched told after its commit. */
async function changeHelp<Answer>(
  needs: PeopleNeeds,
  event: EventRef,
  work: (change: LineChange) => Promise<Answer>,
): Promise<Answer> {
  const topics = new Set<string>();
  const answered = await inTransaction(needs.db, async (tx) => {
    topics.clear();
    await claimRegistration(tx, event.id);
    const touch = async (...touched: readonly string[]) => {
      await needs.touch(tx, event.id, ...touched);
      for (const topic of touched) topics.add(topic);
    };
    return await work({ tx, event, now: needs.clock.now(), touch });
  });
  if (topics.size > 0) needs.announce({ kind: 'topics-changed', eventId: event.id, topics: [...topics] });
  return answered;
}

async function stale(tx: Kysely<Tables>, event: EventRef, request: HelpRequest): Promise<AppError> {
  const { revision, state, takenBy } = request;
  const called = takenBy === null ? undefined : (await calledIn(tx, event.id, [takenBy])).get(takenBy);
  const name = called?.name ?? null;
  return new AppError('revision-stale', `${inWords(state, name)} Nothing was changed.`, {
    extra: { revision, state, takenBy: name },
  });
}

function inWords(state: HelpRequest['state'], name: string | null): string {
  const who = name ?? 'Somebody else';
  if (state === 'taken') return `${who} has taken this in the meantime.`;
  if (state === 'solved') return `${who} has solved this in the meantime.`;
  if (state === 'withdrawn') return 'Whoever asked has withdrawn this in the meantime.';
  return 'This has changed since you saw it.';
}

function notOpen({ state }: HelpRequest): AppError {
  const how = state === 'solved' ? 'was solved' : 'was withdrawn by who asked';
  return new AppError('state-not-right', `This request ${how} already. Nothing was changed.`);
}

async function ownView(db: Kysely<Tables>, event: EventRef, participantId: ParticipantId): Promise<OwnHelpView> {
  const [newest] = await listHelpOf(db, event.id, participantId);
  if (!newest || newest.state === 'withdrawn') return { request: null };
  const { id, text, state, createdAt, takenBy } = newest;
  const called = takenBy === null ? undefined : (await calledIn(db, event.id, [takenBy])).get(takenBy);
  const line = state === 'waiting' ? lineOf(await listOpenHelp(db, event.id)) : [];
  const before = line.findIndex((each) => each.id === id);
  const place = { before: before < 0 ? null : before };
  return { request: { id, text, state, createdAt: inUtc(createdAt), takenBy: called?.name ?? null, ...place } };
}

/** So many of those that were solved are shown. */
const SOLVED_SHOWN = 20;

async function deskView(db: Kysely<Tables>, event: EventRef): Promise<HelpDeskView> {
  const open = await listOpenHelp(db, event.id);
  const taken = open.filter(({ state }) => state === 'taken');
  const shown = [...lineOf(open), ...taken, ...(await listSolvedHelp(db, event.id, SOLVED_SHOWN))];
  const ids = shown.flatMap(({ participantId, takenBy }) => [participantId, takenBy]).filter((id) => id !== null);
  const called = await calledIn(db, event.id, ids);
  return {
    requests: shown.map(({ id, participantId, text, state, takenBy, revision, ...times }) => {
      const { name = '', email = null, organisation = null } = called.get(participantId) ?? {};
      return {
        ...{ id, participantId, name, email, organisation, text, state, revision },
        takenBy: takenBy === null ? null : (called.get(takenBy)?.name ?? null),
        takenById: takenBy,
        createdAt: inUtc(times.createdAt),
        takenAt: inUtc(times.takenAt),
        solvedAt: inUtc(times.solvedAt),
      };
    }),
  };
}
