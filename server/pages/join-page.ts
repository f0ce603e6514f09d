/**
 * The way into a session: leads whoever takes part to where it meets, and writes down that they came. The link
 * stands in no page and in no log; it is told to those alone who press.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AgendaEntry } from '../../agenda/view.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { sendOwn } from './drawn-page.ts';
import type { Press } from './press.ts';
import { admit, notFound, type SignedInNeeds } from './signed-in-pages.ts';

const PAGE = { policy: 'join-session', audience: 'people who take part in it' } as const;

export function joinPage(app: FastifyInstance, needs: SignedInNeeds, press: Press): void {
  const { attendance, published } = needs.services.agenda;
  const config = { policy: 'public', opensTo: PAGE.policy } as const;
  app.get<{ Params: { event: string; id: string } }>(
    '/e/:event/session/:id/join',
    { config },
    async (request, reply) => {
      const admitted = await admit(request, reply, needs, press, PAGE);
      if (!admitted) return reply;
      const { person, event } = admitted;
      const { id } = request.params;
      const { agenda } = (await published.get(event.slug)) ?? { agenda: undefined };
      const entry = agenda?.days.flatMap(({ entries }) => entries).find((each) => each.id === id);
      if (!entry) return notFound(reply, press);
      reply.header('cache-control', 'no-store');
      // Not an answer that a browser keeps for when somebody does press.
      if (isPrefetch(request)) return reply.code(425).send();
      // HEAD looks and does not come in.
      const link = await (request.method === 'GET' ? attendance.join : attendance.linkTo)(person, event, id).catch(
        noLink,
      );
      if (link !== null) return reply.redirect(new URL(link).href, 303);
      const { renderNotice } = await import('../../web/shell/render.tsx');
      return sendOwn(reply, 200, renderNotice(nothingToJoin(event, entry), press.built().notice));
    },
  );
}

function isPrefetch({ headers }: FastifyRequest): boolean {
  return [headers['sec-purpose'], headers.purpose].some((purpose) => /\b(prefetch|prerender)\b/.test(String(purpose)));
}

function noLink(error: unknown): null {
  if (error instanceof AppError && error.code === 'not-found') return null;
  throw error;
}

function nothingToJoin({ slug, name }: EventRef, { id, title }: AgendaEntry) {
  return {
    title: 'There is nothing to join yet.',
    lead: `${title} has no link yet. Once the organisers have published one, this address leads to it.`,
    links: [
      { href: `/e/${slug}/session/${id}`, name: title, when: 'What it is about' },
      { href: `/e/${slug}`, name, when: 'What is on' },
    ],
  };
}
