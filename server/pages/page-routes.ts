/**
 * All pages, and the files they load: the table of contents.
 *
 * Components are loaded when a page is first asked for or when the server has nothing else to do, so that
 * the start does not wait for them.
 */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import '../access.ts';
import { type AgendaPages, agendaPages, loadAgendaPages } from './agenda-pages.ts';
import { joinPage } from './join-page.ts';
import { type BuiltPages, builtAssetsFolder, readBuiltPages } from './page-assets.ts';
import { participantPage } from './participant-page.ts';
import type { Press } from './press.ts';
import { qrRoute } from './qr-route.ts';
import { registrationPage } from './registration-page.ts';
import { SIGNED_IN_PAGES } from './registry.ts';
import { signInPages } from './sign-in-pages.ts';
import { type SignedInNeeds, signedInPages } from './signed-in-pages.ts';

export interface PageOptions extends AgendaPages {
  readonly publicUrl: () => URL;
  /** Where the built pages are; the build's own folder when not given. */
  readonly assetsFolder?: string;
  /** What the pages of people who sign in are made of; without it there are none. */
  readonly signedIn?: SignedInNeeds;
}

export const pageRoutes: FastifyPluginAsync<PageOptions> = async (app, options) => {
  const folder = options.assetsFolder ?? builtAssetsFolder();
  let known: BuiltPages | undefined;
  const built = (): BuiltPages => {
    known ??= readBuiltPages(folder);
    return known;
  };
  const press: Press = { built, publicUrl: () => options.publicUrl().href.replace(/\/$/, '') };
  app.addHook('onListen', async () => {
    // Whoever asks for the first page is told if it fails.
    setImmediate(() => loadAgendaPages().catch(() => undefined));
  });
  await serveAssets(app, folder, built);
  agendaPages(app, options, press, participantPage(options.signedIn, press, SIGNED_IN_PAGES));
  if (!options.signedIn) return;
  qrRoute(app, press.publicUrl);
  signInPages(app, options.signedIn, press);
  joinPage(app, options.signedIn, press);
  registrationPage(app, options.signedIn, press, SIGNED_IN_PAGES);
  signedInPages(app, options.signedIn, press, SIGNED_IN_PAGES);
};

async function serveAssets(app: FastifyInstance, folder: string, built: () => BuiltPages): Promise<void> {
  await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
  app.get<{ Params: { '*': string } }>('/assets/*', { config: { policy: 'public' } }, (request, reply) => {
    const name = request.params['*'];
    if (!built().files.has(name)) return reply.callNotFound();
    return reply.sendFile(name, { maxAge: '365d', immutable: true });
  });
}
