/**
 * The feeds of an event over HTTP: calendars (`.ics`) and the schedule for conference tools.
 *
 * Programs poll them and cannot be hurried, so nearly every answer is "nothing has changed". An answer
 * from memory is given synchronously, without a promise.
 */
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { holdsAlready } from '../../kernel/conditions.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Clock } from '../../kernel/time.ts';
import { mayRead, noSuchEvent } from '../policy.ts';
import type { PublishedAgenda, PublishedAgendas } from '../published/published.ts';
import type { Feed } from './feed.ts';
import { type FeedFile, FeedService, type HeadersOfFeed } from './feed-service.ts';

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
  const { headers } = request;
  const file = feeds.get(published, feed, acceptsGzip(headers['accept-encoding']));
  if (!file) throw new AppError('not-found', 'The event has no such calendar.');
  if (isUnchanged(headers, file)) write(reply, 304, file.unchangedHeaders);
  else write(reply, 200, file.headers, file.bytes);
}

/**
 * Writes past Fastify's own way of sending, which looks at every header again and took a fifth of the
 * time of an answer. Hooks that run after an answer run all the same; to HEAD Node.js sends no body.
 */
function write(reply: FastifyReply, status: number, said: HeadersOfFeed, bytes?: Buffer): void {
  reply.hijack();
  said.ofServer ??= headersOfServer(reply);
  reply.raw.writeHead(status, [...said.ofFile, ...said.ofServer, REQUEST_ID, reply.request.id]).end(bytes);
}

const REQUEST_ID = 'x-request-id';

/** What the server sets on every answer; but for the id of the request it is always the same. */
function headersOfServer(reply: FastifyReply): string[] {
  return Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    name === REQUEST_ID ? [] : [name, String(value)],
  );
}

/** The one form of a date that HTTP still writes; anything else in its place is to be ignored. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Whether the reader has the file: by its tag where it names any, else by the time it has it from. */
function isUnchanged(
  headers: { readonly 'if-none-match'?: string | undefined; readonly 'if-modified-since'?: string | undefined },
  file: FeedFile,
): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) return tags === file.tag || holdsAlready(tags, file.tag);
  const since = headers['if-modified-since'];
  return since !== undefined && HTTP_DATE.test(since) && Date.parse(since) >= file.modifiedAt;
}

/** Compressed only where that is asked for by name: `gzip`, and not with a weight of nought. */
function acceptsGzip(accepted: string | string[] | undefined): boolean {
  if (typeof accepted !== 'string') return false;
  return /(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(accepted);
}
