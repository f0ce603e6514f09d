/** A server with the pages of given agendas, on a free port of this machine, with the app's own guards and headers. */
import fastify from 'fastify';
import type { PublishedAgendas } from '../../agenda/published/published.ts';
import type { Agenda } from '../../agenda/view.ts';
import { ANONYMOUS } from '../../kernel/actor.ts';
import { guardRoutes } from '../../server/access.ts';
import { forgeryGuard } from '../../server/forgery.ts';
import { sendHeaders } from '../../server/headers.ts';
import { pageRoutes } from '../../server/pages/page-routes.ts';

export interface TestSite {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  close(): Promise<void>;
}

/** @param agendas by slug, whatever slug is in them. @param assetsFolder where the built pages are. */
export async function openSite(agendas: Readonly<Record<string, Agenda>>, assetsFolder: string): Promise<TestSite> {
  const app = await pagesApp(agendas, assetsFolder);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: () => app.close() };
}

export async function pagesApp(agendas: Readonly<Record<string, Agenda>>, assetsFolder: string) {
  const app = fastify();
  guardRoutes(app, {
    doorkeeper: {
      findByKey: async () => null,
      findByCookie: async () => ANONYMOUS,
      findEvent: async () => undefined,
    },
    forgery: forgeryGuard({ publicUrl: () => new URL('https://plenum.example.org/'), production: false }),
  });
  sendHeaders(app, { https: false });
  await app.register(pageRoutes, {
    agendas: inMemory(agendas),
    listPublicSlugs: async () => Object.keys(agendas).filter((slug) => agendas[slug]?.event.isPublic),
    publicUrl: () => new URL('https://plenum.example.org/'),
    assetsFolder,
  });
  return app;
}

function inMemory(agendas: Readonly<Record<string, Agenda>>): PublishedAgendas {
  const published = Object.entries(agendas).map(([slug, agenda]) => {
    const own = { ...agenda, event: { ...agenda.event, slug } };
    return [slug, { stamp: `${slug}-${agenda.version}`, agenda: own, entries: [] }] as const;
  });
  const bySlug = new Map(published);
  return { get: (slug) => bySlug.get(slug), getStored: async (slug) => bySlug.get(slug) };
}
