/** Asking, taking back, and voting: by everybody who is in. */
import type { Kysely } from 'kysely';
import type { Actor } from '../kernel/actor.ts';
import { AppError } from '../kernel/errors.ts';
import type { EventId, ParticipantId } from '../kernel/ids.ts';
import { newId } from '../kernel/random.ts';
import type { Tables } from '../kernel/tables.ts';
import type { EventRef } from '../people/event-directory.ts';
import { askerIn, type Change, changeQuestions, noSuchPlace, noSuchQuestion, topicsOf } from './change-service.ts';
import type { QuestionNeeds } from './needs.ts';
import { dayOfPlace } from './place-service.ts';
import { MOST_WAITING, MOST_WAITING_ANYWHERE, newQuestionOf, type Question, withdrawn } from './question.ts';
import { findSent, holdQuestion, insertQuestion, listAskedBy, saveQuestion } from './question-store.ts';
import type { NewQuestion } from './schema.ts';
import { isSeenByAll } from './seen.ts';
import { findSettings, holdSettings } from './setting-store.ts';
import { myQuestionsTopic } from './topics.ts';
import type { OwnQuestionsView } from './view.ts';
import { ownView } from './viewing-service.ts';
import { deleteVote, insertVote } from './vote-store.ts';

/** @throws AppError as `QuestionService.ask`. */
export async function ask(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  asked: NewQuestion,
): Promise<OwnQuestionsView> {
  const author = askerIn(actor, event);
  return await changeQuestions(needs, event, async ({ tx, now, touch }) => {
    // One question after the other, so that nobody has more waiting than allowed by sending many at once.
    const { moderated } = await holdSettings(tx, event.id);
    if (!(await findSent(tx, event.id, author, asked.clientId))) {
      if ((await dayOfPlace(needs, tx, event.id, asked.place)) === undefined) throw noSuchPlace();
      await refuseTooMany(tx, event.id, author, asked.place);
      const question = newQuestionOf(asked, { id: newId(), eventId: event.id, author, now });
      await insertQuestion(tx, question);
      await insertVote(tx, question.id, author);
      touch(...topicsOf(moderated, question));
    }
    return await ownView(needs, tx, event, author);
  });
}

async function refuseTooMany(
  tx: Kysely<Tables>,
  eventId: EventId,
  author: ParticipantId,
  place: string,
): Promise<void> {
  const waiting = (await listAskedBy(tx, eventId, author)).filter(({ state }) => state === 'new');
  const here = waiting.filter((each) => each.place === place).length;
  if (here < MOST_WAITING && waiting.length < MOST_WAITING_ANYWHERE) return;
  const [most, where] = here < MOST_WAITING ? [MOST_WAITING_ANYWHERE, 'in this event'] : [MOST_WAITING, 'here'];
  throw new AppError(
    'state-not-right',
    `${most} questions of yours wait ${where} already. Withdraw one, or wait until one was accepted.`,
  );
}

/** @throws AppError as `QuestionService.withdraw`. */
export async function withdraw(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  id: string,
): Promise<OwnQuestionsView> {
  const author = askerIn(actor, event);
  return await changeQuestions(needs, event, async ({ tx, now, touch }) => {
    const question = await holdQuestion(tx, event.id, id);
    if (question?.author !== author) throw noSuchQuestion();
    const after = withdrawn(question, now);
    if (after !== question) {
      await saveQuestion(tx, after);
      touch(...topicsOf((await findSettings(tx, event.id)).moderated, question, after));
    }
    return await ownView(needs, tx, event, author);
  });
}

/** @throws AppError as `QuestionService.vote`. */
export async function vote(
  needs: QuestionNeeds,
  actor: Actor,
  event: EventRef,
  id: string,
  change: 'give' | 'take-back',
): Promise<OwnQuestionsView> {
  const voter = askerIn(actor, event);
  return await changeQuestions(needs, event, async (within) => {
    const { tx, touch } = within;
    const { question, moderated } = await votable(within, voter, id);
    const act = change === 'give' ? insertVote : deleteVote;
    if (await act(tx, question.id, voter)) touch(...topicsOf(moderated, question), myQuestionsTopic(voter));
    return await ownView(needs, tx, event, voter);
  });
}

interface Votable {
  readonly question: Question;
  readonly moderated: boolean;
}

/** The question that a vote counts for: what was merged meanwhile is the one that it went into. */
async function votable({ tx, event }: Change, voter: ParticipantId, id: string): Promise<Votable> {
  const question = await holdMerged(tx, event.id, id);
  const { moderated } = await findSettings(tx, event.id);
  if (question && isSeenByAll(question, moderated)) return { question, moderated };
  // That there is one is for nobody else to know.
  if (question?.author !== voter) throw noSuchQuestion();
  throw new AppError('state-not-right', 'Votes are taken once everybody sees the question.');
}

async function holdMerged(tx: Kysely<Tables>, eventId: EventId, id: string): Promise<Question | undefined> {
  const question = await holdQuestion(tx, eventId, id);
  if (question?.mergedInto == null) return question;
  return await holdMerged(tx, eventId, question.mergedInto);
}
