/** Questions as their audiences see them, read from what is stored. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import type { ParticipantId } from '../kernel/ids.ts';
import type { Tables } from '../kernel/tables.ts';
import { demandRule } from '../people/demand.ts';
import { type EventRef, placeOf } from '../people/event-directory.ts';
import { askerIn, noSuchPlace } from './change-service.ts';
import type { QuestionNeeds } from './needs.ts';
import { overviewOf } from './overview.ts';
import { dayOfPlace } from './place-service.ts';
import { questionRules } from './policy.ts';
import type { CountedQuestion } from './question.ts';
import { countByPlace, listAskedBy, listAt, listVotedBy } from './question-store.ts';
import { questionPlace } from './schema.ts';
import { type Lines, ownViewOf, questionsViewOf, queued, queueViewOf, shownToAll } from './seen.ts';
import { findSettings } from './setting-store.ts';
import type { OwnQuestionsView, QuestionOverview, QuestionsView, QueueView } from './view.ts';

/** Undefined for a place that is not there. A session that is not published any more is, while it has questions. */
export async function viewAt(
  needs: QuestionNeeds,
  db: Kysely<Tables>,
  { id }: EventRef,
  place: string,
): Promise<QuestionsView | undefined> {
  const there = await questionsAt(needs, db, id, place);
  if (!there) return undefined;
  const { moderated } = await findSettings(db, id);
  const shown = shownToAll(place, moderated, there);
  return questionsViewOf(place, moderated, shown, await linesFor(needs, db, id, shown));
}

/** Undefined as `viewAt`. */
export async function queueAt(
  needs: QuestionNeeds,
  db: Kysely<Tables>,
  { id }: EventRef,
  place: string,
): Promise<QueueView | undefined> {
  const there = await questionsAt(needs, db, id, place);
  if (!there) return undefined;
  const { moderated } = await findSettings(db, id);
  const shown = queued(place, there);
  return queueViewOf(place, moderated, shown, await linesFor(needs, db, id, shown));
}

export async function ownView(
  needs: QuestionNeeds,
  db: Kysely<Tables>,
  { id }: EventRef,
  participantId: ParticipantId,
): Promise<OwnQuestionsView> {
  const asked = await listAskedBy(db, id, participantId);
  const voted = await listVotedBy(db, id, participantId);
  return ownViewOf(
    asked,
    voted.map((each) => each.id),
    await linesFor(needs, db, id, asked),
  );
}

export async function overview(db: Kysely<Tables>, { id }: EventRef): Promise<QuestionOverview> {
  const { moderated } = await findSettings(db, id);
  return overviewOf(moderated, await countByPlace(db, id));
}

/** @throws AppError as `demand`; `not-found` for a place that is not there. */
export async function readAt(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  place: string,
): Promise<QuestionsView> {
  demandRule(actor, questionRules['follow-questions'], placeOf(event));
  const view = await viewAt(needs, needs.db, event, place);
  if (!view) throw noSuchPlace();
  return view;
}

/** @throws AppError as `readAt`. */
export async function readQueue(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  place: string,
): Promise<QueueView> {
  demandRule(actor, questionRules['run-questions'], placeOf(event));
  const view = await queueAt(needs, needs.db, event, place);
  if (!view) throw noSuchPlace();
  return view;
}

/** @throws AppError as `askerIn`. */
export async function readOwn(needs: QuestionNeeds, actor: Actor, event: EventRef): Promise<OwnQuestionsView> {
  return await ownView(needs, needs.db, event, askerIn(actor, event));
}

/** @throws AppError as `demand`. */
export async function readOverview(needs: QuestionNeeds, actor: Actor, event: EventRef): Promise<QuestionOverview> {
  demandRule(actor, questionRules['run-questions'], placeOf(event));
  return await overview(needs.db, event);
}

async function questionsAt(
  needs: QuestionNeeds,
  db: Kysely<Tables>,
  eventId: EventRef['id'],
  place: string,
): Promise<readonly CountedQuestion[] | undefined> {
  if (!questionPlace.safeParse(place).success) return undefined;
  const questions = await listAt(db, eventId, place);
  if (questions.length > 0) return questions;
  return (await dayOfPlace(needs, db, eventId, place)) === undefined ? undefined : questions;
}

/** Only of those who gave their names. */
async function linesFor(
  { neighbours }: QuestionNeeds,
  db: Kysely<Tables>,
  eventId: EventRef['id'],
  questions: readonly CountedQuestion[],
): Promise<Lines> {
  const ids = questions.flatMap(({ named, author }) => (named && author !== null ? [author] : []));
  return ids.length === 0 ? new Map() : await neighbours.linesOf(db, eventId, [...new Set(ids)]);
}
