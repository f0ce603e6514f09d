/** The chair's hand on the questions of a place, and the organisers' on all. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import { demandRule } from '../people/demand.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import { type Change, changeQuestions, noSuchPlace, noSuchQuestion, topicsOf } from './change-service.ts';
import type { QuestionNeeds } from './needs.ts';
import { dayOfPlace } from './place-service.ts';
import { mayQueue, questionRules } from './policy.ts';
import { obey, type Question, refuseMerging } from './question.ts';
import type { QuestionOf } from './question-service.ts';
import { countByPlace, holdQuestion, saveQuestion, takeNamesOff } from './question-store.ts';
import type { QuestionCommand, QuestionSettings } from './schema.ts';
import { findSettings, holdSettings, saveSettings } from './setting-store.ts';
import { myQuestionsTopic, questionQueueTopic, questionsTopic } from './topics.ts';
import type { QuestionOverview, QueueView } from './view.ts';
import { overview, queueAt } from './viewing-service.ts';
import { moveVotes } from './vote-store.ts';

/** @throws AppError as `QuestionService.command`. */
export async function command(needs: QuestionNeeds, of: QuestionOf, wanted: QuestionCommand): Promise<QueueView> {
  const { actor, event } = of;
  demandRule(actor, questionRules['run-questions'], placeOf(event));
  return await changeQuestions(needs, event, async (change) => {
    const { tx, now, touch } = change;
    const into = wanted.do === 'merge' ? wanted.into : null;
    const { question, other } = await holdBoth(tx, event, of.question, into);
    await refuseElsewhere(needs, change, actor, question, wanted);
    if (of.revision !== null && of.revision !== question.revision) throw stale(question);
    const after = obey(question, wanted, now);
    const voters = into === null ? [] : await merge(tx, question, other);
    await saveQuestion(tx, after);
    const { moderated } = await findSettings(tx, event.id);
    touch(...topicsOf(moderated, question, after, ...(other ? [other] : [])), ...voters.map(myQuestionsTopic));
    await record(needs, tx, of, after, wanted);
    const view = await queueAt(needs, tx, event, question.place);
    if (!view) throw noSuchPlace();
    return view;
  });
}

/** Both are held in the order of their ids, so that two who merge them into each other do not wait for each other. */
async function holdBoth(
  tx: Kysely<Tables>,
  event: EventRef,
  id: string,
  into: string | null,
): Promise<{ readonly question: Question; readonly other: Question | undefined }> {
  const held = new Map<string, Question>();
  for (const each of [...new Set(into === null ? [id] : [id, into])].sort()) {
    const found = await holdQuestion(tx, event.id, each);
    if (found) held.set(each, found);
  }
  const question = held.get(id);
  if (!question) throw noSuchQuestion();
  return { question, other: into === null ? undefined : held.get(into) };
}

/** To carry a question to another place takes the right to both. */
async function refuseElsewhere(
  needs: QuestionNeeds,
  { tx, event }: Change,
  actor: Actor,
  question: Question,
  wanted: QuestionCommand,
): Promise<void> {
  // A session that is not published any more hangs on no day: any chair may clear up after it.
  const from = (await dayOfPlace(needs, tx, event.id, question.place)) ?? null;
  if (!mayQueue(actor, placeOf(event), from)) throw notYours('This question is of a day that somebody else chairs.');
  if (wanted.do !== 'carry') return;
  const to = await dayOfPlace(needs, tx, event.id, wanted.place);
  if (to === undefined) throw noSuchPlace();
  if (!mayQueue(actor, placeOf(event), to)) throw notYours('Somebody else chairs the day that it would be carried to.');
}

function notYours(message: string): AppError {
  return new AppError('forbidden', message);
}

function stale({ revision, state }: Question): AppError {
  return new AppError('revision-stale', 'The question has changed since you saw it. Nothing was changed.', {
    extra: { revision, state },
  });
}

/** @returns whose votes are another question's now. */
async function merge(
  tx: Kysely<Tables>,
  question: Question,
  other: Question | undefined,
): Promise<readonly ParticipantId[]> {
  if (!other) throw new AppError('not-found', 'There is no such question to merge it into.');
  refuseMerging(question, other);
  return await moveVotes(tx, question.id, other.id);
}

async function record(
  { record: write }: QuestionNeeds,
  tx: Kysely<Tables>,
  { actor, event }: QuestionOf,
  { id, state }: Question,
  wanted: QuestionCommand,
): Promise<void> {
  const details = {
    did: wanted.do,
    state,
    ...(wanted.do === 'merge' && { into: wanted.into }),
    ...(wanted.do === 'carry' && { to: wanted.place }),
  };
  await write(tx, { eventId: event.id, actor, action: 'question-queued', subject: `question:${id}`, details });
}

/** @throws AppError as `demand`. */
export async function set(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  settings: QuestionSettings,
): Promise<QuestionOverview> {
  demandRule(actor, questionRules['set-questions'], placeOf(event));
  return await changeQuestions(needs, event, async ({ tx, touch }) => {
    const before = await holdSettings(tx, event.id);
    if (before.moderated !== settings.moderated) {
      await saveSettings(tx, event.id, settings);
      const places = new Set((await countByPlace(tx, event.id)).map(({ place }) => place));
      for (const place of places) touch(questionsTopic(place), questionQueueTopic(place));
      const details = { moderated: settings.moderated };
      const action = 'question-settings-changed';
      await needs.record(tx, { eventId: event.id, actor, action, subject: null, details });
    }
    return await overview(tx, event);
  });
}

/** Whoever is erased loses their name here too. @returns the topics in which that shows. */
export async function forget(
  tx: Kysely<Tables>,
  { id }: Pick<EventRef, 'id'>,
  participantId: ParticipantId,
): Promise<readonly string[]> {
  const places = await takeNamesOff(tx, id, participantId);
  return places.flatMap((place) => [questionsTopic(place), questionQueueTopic(place)]);
}
