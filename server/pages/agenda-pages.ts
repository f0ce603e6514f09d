/**
 * The pages of agendas: of a public event for anybody, of a private one for those who are in it. An event's own
 * address shows it, too, but to those who take part: they see what is on (`participant-page.ts`).
 *
 * A page is drawn once for each version of an agenda and each thing picked, kept with its tag, and
 * answered with 304 to those who have it.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayRead } from '../../agenda/policy.ts';
import type { PublishedAgenda, PublishedAgendas } from '../../agenda/published/published.ts';
import type { Agenda } from '../../agenda/view.ts';
import { ANONYMOUS } from '../../kernel/actor.ts';
import type { Site } from '../../web/agenda/render.tsx';
import { type DrawnPage, drawn, sendDrawn, sendOwn } from './drawn-page.ts';
import type { Press } from './press.ts';

export interface AgendaPages {
  readonly agendas: PublishedAgendas;
  /** Slugs of the events that anybody may see, in the order they are listed. */
  readonly listPublicSlugs: () => Promise<readonly string[]>;
}

/** So many different pages of one agenda are kept; the oldest goes first. */
const KEPT_PAGES = 100;

type Drawer = typeof import('../../web/agenda/render.tsx');
let drawer: Promise<Drawer> | undefined;

export function loadAgendaPages(): Promise<Drawer> {
  drawer ??= import('../../web/agenda/render.tsx');
  return drawer;
}

/** Drawn pages go when the agenda they were drawn from goes. */
type Kept = WeakMap<PublishedAgenda, Map<string, DrawnPage>>;
/**
 * A page of somebody's own at an address that is for everybody. @returns whether it has answered; not the reply itself,
 * because a reply that is awaited is nothing once it was sent.
 */
export type OwnPage = (request: FastifyRequest<EventParams>, reply: FastifyReply) => Promise<boolean>;

export type EventParams = { Params: { event: string } };
type SessionParams = { Params: { event: string; id: string } };

/** @param ownPage answers those who take part in the event at its own address, and nobody else. */
export function agendaPages(app: FastifyInstance, options: AgendaPages, press: Press, ownPage: OwnPage): void {
  const open = { config: { policy: 'public' } } as const;
  const kept: Kept = new WeakMap();
  const site = (): Site => {
    const { scripted, notice } = press.built();
    return { publicUrl: press.publicUrl(), assets: { agenda: scripted.agenda, notice } };
  };

  app.get('/', open, async (request, reply) => {
    const slugs = await options.listPublicSlugs();
    const [only] = slugs;
    reply.header('cache-control', 'no-cache');
    if (slugs.length === 1 && only !== undefined) return reply.redirect(`/e/${only}`, 302);
    const render = await loadAgendaPages();
    const found = await Promise.all(slugs.map((slug) => options.agendas.get(slug)));
    const agendas = found.flatMap((published): Agenda[] =>
      published && mayRead(ANONYMOUS, published.agenda.event) ? [published.agenda] : [],
    );
    return sendDrawn(request, reply, drawn(render.renderEventList(agendas, site())));
  });

  app.get<EventParams>('/e/:event', open, async (request, reply) => {
    return (await ownPage(request, reply)) ? reply : agenda(request, reply);
  });
  app.get<EventParams>('/e/:event/agenda', open, (request, reply) => agenda(request, reply));

  async function agenda(request: FastifyRequest<EventParams>, reply: FastifyReply) {
    const render = await loadAgendaPages();
    const published = await readable(request, options.agendas);
    if (!published) return sendOwn(reply, 404, render.renderNotFound(null, site()));
    const search = new URLSearchParams(request.url.split('?')[1] ?? '');
    const asked = render.agendaPage(published.agenda, search, site());
    return sendKept(request, reply, published, keep(kept, published, asked.key, asked.draw));
  }

  app.get<SessionParams>('/e/:event/session/:id', open, async (request, reply) => {
    const render = await loadAgendaPages();
    const published = await readable(request, options.agendas);
    const { id } = request.params;
    const draw = (agenda: Agenda) => render.renderSessionPage(agenda, id, site());
    const page = published && keep(kept, published, `session ${id}`, () => draw(published.agenda));
    if (published && page) return sendKept(request, reply, published, page);
    return sendOwn(reply, 404, render.renderNotFound(published?.agenda.event ?? null, site()));
  });
}

/** A private event is not told apart from one that does not exist, but by those who are in it. */
async function readable(
  request: FastifyRequest<EventParams>,
  agendas: PublishedAgendas,
): Promise<PublishedAgenda | undefined> {
  const published = await agendas.get(request.params.event);
  if (published && mayRead(ANONYMOUS, published.agenda.event)) return published;
  // The key is read also where there is no event: one that is not ours must not tell hidden from absent.
  const actor = await request.readActor();
  return published && mayRead(actor, published.agenda.event) ? published : undefined;
}

/** What only some may see is kept by no cache that others share. */
function sendKept(
  request: FastifyRequest,
  reply: FastifyReply,
  { agenda }: PublishedAgenda,
  page: DrawnPage | null,
): FastifyReply | null {
  return page && sendDrawn(request, reply, page, agenda.event.isPublic ? 'no-cache' : 'private, no-cache');
}

/** The page as it was drawn before, or drawn now. What does not exist is not kept. */
function keep(kept: Kept, published: PublishedAgenda, key: string, draw: () => string | null): DrawnPage | null {
  const pages = kept.get(published) ?? new Map<string, DrawnPage>();
  kept.set(published, pages);
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
