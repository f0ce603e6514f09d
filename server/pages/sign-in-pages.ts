/** Where people sign in: the page that takes an address, and the page that a mailed link opens. */
import type { FastifyInstance } from 'fastify';
import { sendOwn } from './drawn-page.ts';
import { eventOfNext, readNext } from './next-page.ts';
import { type Press, siteOf } from './press.ts';
import type { SignedInNeeds } from './signed-in-pages.ts';

const load = () => import('../../web/sign-in/render.tsx');
const open = { config: { policy: 'public' } } as const;

export function signInPages(app: FastifyInstance, needs: SignedInNeeds, press: Press): void {
  app.get<{ Querystring: { next?: unknown } }>('/sign-in', open, async (request, reply) => {
    const actor = await request.readActor();
    const me = actor.kind === 'person' ? await needs.readMe(request, actor) : null;
    const next = readNext(request.query.next);
    const state = { session: me, next, event: eventOfNext(next), devMail: needs.devMail() };
    const { renderSignInPage } = await load();
    return sendOwn(reply, 200, renderSignInPage(state, siteOf(press, 'sign-in')));
  });

  // Programs that look through mail open links: the page only offers to use it, and looks nothing up.
  app.get('/sign-in/:token', open, async (_request, reply) => {
    const { renderLinkPage } = await load();
    return sendOwn(reply, 200, renderLinkPage(press.built().notice));
  });
}
