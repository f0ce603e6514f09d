/**
 * The registration page: of a public event for anybody, of a private one for those who may know of it. Whoever
 * is not signed in is led to sign in, whether there is a private event at the address or none.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { mayRead } from '../../agenda/policy.ts';
import { type Actor, ANONYMOUS } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { RegistrationView } from '../../people/view.ts';
import type { RegistrationState } from '../../web/registration/render.tsx';
import { sendOwn } from './drawn-page.ts';
import { signInAddress } from './next-page.ts';
import { type Press, siteOf } from './press.ts';
import { notFound, type SignedInNeeds, type SignedInPage, sessionOf } from './signed-in-pages.ts';

const config = { policy: 'public', opensTo: 'read-registration' } as const;

export function registrationPage(
  app: FastifyInstance,
  needs: SignedInNeeds,
  press: Press,
  pages: readonly SignedInPage[],
): void {
  app.get<{ Params: { event: string } }>('/e/:event/register', { config }, async (request, reply) => {
    const actor = await request.readActor();
    const event = await needs.services.agenda.directory.find(request.params.event);
    if (actor.kind !== 'person' && !event?.isPublic) return leadToSignIn(reply, request.url);
    const registration = event && (await viewOf(needs, actor, event));
    if (!registration) return notFound(reply, press);
    const session = actor.kind === 'person' ? sessionOf(await needs.readMe(request, actor), actor, event, pages) : null;
    const offeredTags = await tagsOffered(needs, actor, event);
    const state: RegistrationState = { session, registration, offeredTags, devMail: needs.devMail() };
    const { renderRegistrationPage } = await import('../../web/registration/render.tsx');
    return sendOwn(reply, 200, renderRegistrationPage(state, siteOf(press, 'registration')));
  });
}

function leadToSignIn(reply: FastifyReply, url: string): FastifyReply {
  return reply.header('cache-control', 'no-store').redirect(signInAddress(url), 303);
}

/** Undefined where the event is hidden from whoever asks. */
async function viewOf(
  { services }: SignedInNeeds,
  actor: Actor,
  event: EventRef,
): Promise<RegistrationView | undefined> {
  try {
    return await services.people.registration.view(actor.kind === 'person' ? actor : ANONYMOUS, event);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** The fields of expertise that the agenda names, as far as the agenda is theirs to see. */
async function tagsOffered({ services }: SignedInNeeds, actor: Actor, event: EventRef): Promise<readonly string[]> {
  if (!mayRead(actor, event)) return [];
  const published = await services.agenda.published.get(event.slug);
  const { offeredTags } = await import('../../web/registration/render.tsx');
  return published ? offeredTags(published.agenda) : [];
}
