/** Results over HTTP, as files. */
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ResultsOf, ResultsService } from './results-service.ts';

const ofEvent = z.object({ event: z.string() });
const params = ofEvent.extend({ poll: z.string() });
const ofRound = z.object({ round: z.coerce.number().int().min(1).max(10_000).optional() });
const forCsv = ofRound.extend({ voters: z.enum(['true', 'false']).default('false') });
const config = { policy: 'export-polls' } as const;
const tags = ['polls'];

export const resultsRoutes: FastifyPluginAsyncZod<{ readonly results: ResultsService }> = async (app, { results }) => {
  app.get(
    '/api/events/:event/polls/:poll/results.json',
    {
      config,
      schema: {
        tags,
        summary: 'What a poll came to, with who chose what where it is named',
        params,
        querystring: ofRound,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', NOT_KEPT);
      return await results.json(resultsOf(request));
    },
  );

  app.get(
    '/api/events/:event/polls/:poll/results.csv',
    {
      config,
      schema: { tags, summary: 'What a poll came to, or who chose what, as a table', params, querystring: forCsv },
    },
    async (request, reply) => {
      const of = resultsOf(request);
      const voters = request.query.voters === 'true';
      const csv = voters ? await results.votersCsv(of) : await results.csv(of);
      return asFile(reply, 'text/csv; charset=utf-8', `${voters ? 'voters' : 'results'}-${of.poll}.csv`, csv);
    },
  );

  app.get(
    '/api/events/:event/polls/:poll/results.svg',
    { config, schema: { tags, summary: 'What a round came to, as a drawing', params, querystring: ofRound } },
    async (request, reply) => {
      const of = resultsOf(request);
      return asFile(reply, 'image/svg+xml; charset=utf-8', `results-${of.poll}.svg`, await results.svg(of));
    },
  );

  app.get(
    '/api/events/:event/polls/results.csv',
    { config, schema: { tags, summary: 'What all polls came to, as a table', params: ofEvent } },
    async ({ actor, event }, reply) =>
      asFile(reply, 'text/csv; charset=utf-8', `polls-${event.slug}.csv`, await results.allCsv(actor, event)),
  );
};

const NOT_KEPT = 'private, no-store';

interface Asked extends Pick<ResultsOf, 'actor' | 'event'> {
  readonly params: { readonly poll: string };
  readonly query: { readonly round?: number | undefined };
}

function resultsOf({ actor, event, params: { poll }, query: { round } }: Asked): ResultsOf {
  return { actor, event, poll, round: round ?? null };
}

function asFile(reply: FastifyReply, type: string, name: string, content: string): string {
  reply.header('content-type', type);
  reply.header('content-disposition', `attachment; filename="${name}"`);
  reply.header('cache-control', NOT_KEPT);
  return content;
}
