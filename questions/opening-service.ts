/** The service of questions, put together. */
import { ask, vote, withdraw } from './asking-service.ts';
import type { QuestionNeeds } from './needs.ts';
import { ownQuestionsOf } from './own-data-service.ts';
import { placesOfSessions } from './place-service.ts';
import type { QuestionService } from './question-service.ts';
import { countOpenAt } from './question-store.ts';
import { command, forget, set } from './queue-service.ts';
import { ownView, queueAt, readAt, readOverview, readOwn, readQueue, viewAt } from './viewing-service.ts';

export function createQuestionService(needs: QuestionNeeds): QuestionService {
  const { db } = needs;
  return {
    at: (event, place) => viewAt(needs, db, event, place),
    queue: (event, place) => queueAt(needs, db, event, place),
    own: (event, participantId) => ownView(needs, db, event, participantId),
    readAt: (actor, event, place) => readAt(needs, actor, event, place),
    readQueue: (actor, event, place) => readQueue(needs, actor, event, place),
    readOwn: (actor, event) => readOwn(needs, actor, event),
    readOverview: (actor, event) => readOverview(needs, actor, event),
    ask: (actor, event, question) => ask(needs, actor, event, question),
    withdraw: (actor, event, question) => withdraw(needs, actor, event, question),
    vote: (actor, event, question) => vote(needs, actor, event, question, 'give'),
    unvote: (actor, event, question) => vote(needs, actor, event, question, 'take-back'),
    command: (of, wanted) => command(needs, of, wanted),
    set: (actor, event, settings) => set(needs, actor, event, settings),
    countOpen: (tx, eventId, sessions) => countOpenAt(tx, eventId, placesOfSessions(sessions)),
    ownOf: ownQuestionsOf,
    forget,
  };
}
