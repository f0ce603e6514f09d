/** `/dev/mail`: registered only where mails are shown instead of sent, and for the machine itself alone. */
import type { FastifyPluginAsync } from 'fastify';
import { AppError } from '../../kernel/errors.ts';
import { mailListPage, mailPage } from './mail-page.ts';
import type { ShownMails } from './mail-service.ts';

const config = { policy: 'operator-or-loopback' } as const;
const HTML = 'text/html; charset=utf-8';

export const mailRoutes: FastifyPluginAsync<{ readonly mails: ShownMails }> = async (app, { mails }) => {
  app.get('/dev/mail', { config, schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store').type(HTML);
    return mailListPage(await mails.list(), reply.styleNonce());
  });
  app.get<{ Params: { id: string } }>('/dev/mail/:id', { config, schema: { hide: true } }, async (request, reply) => {
    const mail = await mails.find(request.params.id);
    if (!mail) throw new AppError('not-found', 'There is no such mail, or newer ones have taken its place.');
    reply.header('cache-control', 'no-store').type(HTML);
    return mailPage(mail, reply.styleNonce());
  });
};
