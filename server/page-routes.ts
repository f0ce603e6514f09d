/**
 * The pages that anybody may open, and the files they load.
 *
 * A page is drawn once for each version of an agenda and each thing picked, kept with its tag, and
 * answered with 304 to those who have it. Components are loaded when the first page is asked for or
 * when the server has nothing else to do, so that the start does not wait for them.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { mayRead } from '../agenda/policy.ts';
import type { PublishedAgenda, PublishedAgendas } from '../agenda/published/published.ts';
import type { Agenda } from '../agenda/view.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import { entityTag, holdsAlready } from '../kernel/conditions.ts';
import type { Site } from '../web/agenda/render.tsx';
import './access.ts';
import { type BuiltPages, builtAssetsFolder, readBuiltPages } from './page-assets.ts';

export interface PageOptions {
  readonly agendas: PublishedAgendas;
  /** Slugs of the events that anybody may see, in the order they are listed. */
  readonly listPublicSlugs: () => Promise<readonly string[]>;
  readonly publicUrl: () => URL;
  /** Where the built pages are; the build's own folder when not given. */
  readonly assetsFolder?: string;
}

interface DrawnPage {
  readonly html: Buffer;
  readonly zipped: Buffer;
  /** Sent as a weak tag, because both forms share it. */
  readonly tag: string;
}

/** So many different pages of one agenda are kept; the oldest goes first. */
const KEPT_PAGES = 100;

type Drawer = typeof import('../web/agenda/render.tsx');

export const pageRoutes: FastifyPluginAsync<PageOptions> = async (app, options) => {
  const folder = options.assetsFolder ?? builtAssetsFolder();
  let built: BuiltPages | undefined;
  const pages = (): BuiltPages => {
    built ??= readBuiltPages(folder);
    return built;
  };
  const site = (): Site => ({ publicUrl: options.publicUrl().href.replace(/\/$/, ''), assets: pages() });
  let drawer: Promise<Drawer> | undefined;
  const load = (): Promise<Drawer> => {
    drawer ??= import('../web/agenda/render.tsx');
    return drawer;
  };
  app.addHook('onListen', async () => {
    // Whoever asks for the first page is told if it fails.
    setImmediate(() => load().catch(() => undefined));
  });
  await serveAssets(app, folder, pages);
  servePages(app, options, { site, load, kept: new WeakMap() });
};

async function serveAssets(app: FastifyInstance, folder: string, pages: () => BuiltPages): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  app.get<{ Params: { '*': string } }>('/assets/*', { config: { policy: 'public' } }, (request, reply) => {
    const name = request.params['*'];
    if (!pages().files.has(name)) return reply.callNotFound();
    return reply.sendFile(name, { maxAge: '365d', immutable: true });
  });
}

interface Press {
  readonly site: () => Site;
  readonly load: () => Promise<Drawer>;
  /** Drawn pages go when the agenda they were drawn from goes. */
  readonly kept: WeakMap<PublishedAgenda, Map<string, DrawnPage>>;
}

type EventParams = { Params: { event: string } };
type SessionParams = { Params: { event: string; id: string } };

function servePages(app: FastifyInstance, options: PageOptions, press: Press): void {
  const open = { config: { policy: 'public' } } as const;

  app.get('/', open, async (request, reply) => {
    const slugs = await options.listPublicSlugs();
    const [only] = slugs;
    reply.header('cache-control', 'no-cache');
    if (slugs.length === 1 && only !== undefined) return reply.redirect(`/e/${only}`, 302);
    const render = await press.load();
    const found = await Promise.all(slugs.map((slug) => publicAgenda(options.agendas, slug)));
    const agendas = found.flatMap((published): Agenda[] => (published ? [published.agenda] : []));
    return send(request, reply, drawn(render.renderEventList(agendas, press.site())));
  });

  app.get<EventParams>('/e/:event', open, async (request, reply) => {
    const render = await press.load();
    const published = await publicAgenda(options.agendas, request.params.event);
    if (!published) return notFound(reply, render.renderNotFound(null, press.site()));
    const search = new URLSearchParams(request.url.split('?')[1] ?? '');
    const asked = render.agendaPage(published.agenda, search, press.site());
    const page = keep(press, published, asked.key, asked.draw);
    return page && send(request, reply, page);
  });

  app.get<SessionParams>('/e/:event/session/:id', open, async (request, reply) => {
    const render = await press.load();
    const published = await publicAgenda(options.agendas, request.params.event);
    const page = published && sessionPage(press, published, request.params.id, render);
    if (page) return send(request, reply, page);
    return notFound(reply, render.renderNotFound(published?.agenda.event ?? null, press.site()));
  });
}

function sessionPage(press: Press, published: PublishedAgenda, id: string, { renderSessionPage }: Drawer) {
  return keep(press, published, `session ${id}`, () => renderSessionPage(published.agenda, id, press.site()));
}

/** A private event has no public page, and is not told apart from one that does not exist. */
async function publicAgenda(agendas: PublishedAgendas, slug: string): Promise<PublishedAgenda | undefined> {
  const published = await agendas.get(slug);
  return published && mayRead(ANONYMOUS, published.agenda.event) ? published : undefined;
}

/** The page as it was drawn before, or drawn now. What does not exist is not kept. */
function keep(press: Press, published: PublishedAgenda, key: string, draw: () => string | null): DrawnPage | null {
  const pages = press.kept.get(published) ?? new Map<string, DrawnPage>();
  press.kept.set(published, pages);
  const known = pages.get(key);
  if (known) return known;
  const html = draw();
  if (html === null) return null;
  const page = drawn(html);
  const oldest = pages.keys().next();
  if (pages.size >= KEPT_PAGES && !oldest.done) pages.delete(oldest.value);
  pages.set(key, page);
  return page;
}

function drawn(text: string): DrawnPage {
  const html = Buffer.from(text);
  const tag = entityTag(createHash('sha256').update(html).digest('base64url').slice(0, 22));
  return { html, zipped: gzipSync(html), tag };
}

const HTML = 'text/html; charset=utf-8';

/** Browsers always ask again, and mostly hear that nothing changed. */
function send(request: FastifyRequest, reply: FastifyReply, { html, zipped, tag }: DrawnPage): FastifyReply {
  reply.header('cache-control', 'no-cache').header('etag', `W/${tag}`).header('vary', 'accept-encoding').type(HTML);
  if (holdsAlready(request.headers['if-none-match'], tag)) return reply.code(304).send();
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
  return reply.header('content-encoding', 'gzip').send(zipped);
}

function notFound(reply: FastifyReply, html: string): FastifyReply {
  reply.code(404).header('cache-control', 'no-store').type(HTML);
  return reply.send(html);
}
