/**
 * The feeds of an event over HTTP: calendars (`.ics`) and the schedule for conference tools.
 *
 * Programs poll them and cannot be hurried, so nearly every answer is "nothing has changed". An answer
 * from memory is given synchronously, without a promise.
 */
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/errors.ts';
import type { Clock } from '../../kernel/time.ts';
import { mayRead, noSuchEvent } from '../policy.ts';
import type { PublishedAgenda, PublishedAgendas } from '../published/published.ts';
import type { Feed } from './feed.ts';
import { acceptsGzip, answerWith } from './feed-answer.ts';
import { FeedService } from './feed-service.ts';

export interface FeedNeeds {
  readonly published: PublishedAgendas;
  readonly clock: Clock;
  /** Where people reach this server. */
  readonly publicUrl: () => URL;
}

/** The event, and of the others the one that the route's path names. */
interface Params {
  readonly event: string;
  readonly n: string;
  readonly tag: string;
  readonly id: string;
}

export const feedRoutes: FastifyPluginAsync<FeedNeeds> = async (app, { published, clock, publicUrl }) => {
  const feeds = new FeedService(clock, () => ({ publicUrl: publicUrl().origin }));
  const feed = (path: string, summary: string, feedOf: (params: Params) => Feed): void =>
    addFeed(app, { path, summary, feedOf, published, feeds });

  feed('/calendar.ics', 'The calendar of an event', () => ({ kind: 'event' }));
  feed('/day/:n(^[1-9]\\d?).ics', 'The calendar of one day', ({ n }) => ({ kind: 'day', number: Number(n) }));
  feed('/tag/:tag.ics', 'The calendar of one audience tag', ({ tag }) => ({ kind: 'tag', tag }));
  feed('/session/:id.ics', 'The calendar of one session', ({ id }) => ({ kind: 'session', id }));
  feed('/schedule.json', 'The schedule as conference tools exchange it', () => ({ kind: 'schedule.json' }));
  feed('/schedule.xml', 'The schedule in the XML of frab', () => ({ kind: 'schedule.xml' }));
};

interface FeedRoute {
  readonly path: string;
  readonly summary: string;
  readonly feedOf: (params: Params) => Feed;
  readonly published: PublishedAgendas;
  readonly feeds: FeedService;
}

function addFeed(app: FastifyInstance, { path, summary, feedOf, published, feeds }: FeedRoute): void {
  app.get<{ Params: Params }>(
    `/events/:event${path}`,
    { config: { policy: 'read-published', headers: 'data' }, schema: { tags: ['feeds'], summary } },
    (request, reply): undefined | Promise<void> => {
      const answer = (held: PublishedAgenda) => send(request, reply, feeds, held, feedOf(request.params));
      const held = published.get(request.params.event);
      if (!held || held instanceof Promise || !held.agenda.event.isPublic) return readable(request, held).then(answer);
      // Nothing is returned: a reply would be awaited as if it were a promise.
      answer(held);
      return undefined;
    },
  );
}

/**
 * Reads the key also where there is no event: one that is not ours must not tell hidden from absent.
 * @throws AppError `not-found` when there is no such event, or none that this reader may know of.
 */
async function readable(request: FastifyRequest, held: ReturnType<PublishedAgendas['get']>): Promise<PublishedAgenda> {
  const published = await held;
  if (published?.agenda.event.isPublic) return published;
  const actor = await request.readActor();
  if (!published || !mayRead(actor, published.agenda.event)) throw noSuchEvent();
  return published;
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  feeds: FeedService,
  published: PublishedAgenda,
  feed: Feed,
): void {
  const file = feeds.get(published, feed, acceptsGzip(request.headers['accept-encoding']));
  if (!file) throw new AppError('not-found', 'The event has no such calendar.');
  answerWith(file, request, reply);
}
