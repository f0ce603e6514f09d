/** Questions and ideas over HTTP. A chair's commands name the revision that they saw in `If-Match`. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { revisionSeen } from '../kernel/conditions.ts';
import type { QuestionService } from './question-service.ts';
import { newQuestion, questionCommand, questionPlace, questionSettings } from './schema.ts';

const params = z.object({ event: z.string() });
const ofQuestion = params.extend({ question: z.string() });
const querystring = z.strictObject({ place: questionPlace });
const tags = ['questions'];
const following = { policy: 'follow-questions' } as const;
const asking = { policy: 'ask-question' } as const;
const running = { policy: 'run-questions' } as const;

export const questionRoutes: FastifyPluginAsyncZod<{ readonly questions: QuestionService }> = async (
  app,
  { questions },
) => {
  app.get(
    '/api/events/:event/questions',
    { config: following, schema: { tags, summary: 'The questions of a place', params, querystring } },
    async ({ actor, event, query }) => questions.readAt(actor, event, query.place),
  );

  app.get(
    '/api/events/:event/questions/queue',
    { config: running, schema: { tags, summary: "A place's questions as its chair sees them", params, querystring } },
    async ({ actor, event, query }) => questions.readQueue(actor, event, query.place),
  );

  app.get(
    '/api/events/:event/questions/overview',
    { config: running, schema: { tags, summary: 'How many questions wait where', params } },
    async ({ actor, event }) => questions.readOverview(actor, event),
  );

  app.get(
    '/api/events/:event/me/questions',
    { config: asking, schema: { tags, summary: 'What you asked, and what you voted for', params } },
    async ({ actor, event }) => questions.readOwn(actor, event),
  );

  app.post(
    '/api/events/:event/questions',
    { config: asking, schema: { tags, summary: 'Ask a question', params, body: newQuestion } },
    async ({ actor, event, body }, reply) => {
      reply.code(201);
      return questions.ask(actor, event, body);
    },
  );

  app.delete(
    '/api/events/:event/questions/:question',
    { config: asking, schema: { tags, summary: 'Take back a question of yours', params: ofQuestion } },
    async ({ actor, event, params: { question } }) => questions.withdraw(actor, event, question),
  );

  app.put(
    '/api/events/:event/questions/:question/vote',
    { config: asking, schema: { tags, summary: 'Vote for a question', params: ofQuestion } },
    async ({ actor, event, params: { question } }) => questions.vote(actor, event, question),
  );

  app.delete(
    '/api/events/:event/questions/:question/vote',
    { config: asking, schema: { tags, summary: 'Take back a vote', params: ofQuestion } },
    async ({ actor, event, params: { question } }) => questions.unvote(actor, event, question),
  );

  app.post(
    '/api/events/:event/questions/:question/commands',
    {
      config: running,
      schema: {
        tags,
        summary: 'Accept, ask, answer, set aside, merge or carry a question',
        params: ofQuestion,
        body: questionCommand,
      },
    },
    async ({ actor, event, params: { question }, headers, body }) =>
      questions.command({ actor, event, question, revision: revisionSeen(headers['if-match']) }, body),
  );

  app.put(
    '/api/events/:event/questions/settings',
    {
      config: { policy: 'set-questions' },
      schema: { tags, summary: 'Say whether questions are looked at first', params, body: questionSettings },
    },
    async ({ actor, event, body }) => questions.set(actor, event, body),
  );
};
