/**
 * The pages of an event for people who are signed in. Each is one entry of `registry.ts`.
 *
 * Whoever is not signed in is led to the sign-in page and back, whatever the address, so that nothing is
 * learnt of private events. An event that is hidden from somebody is not told apart from one that does not
 * exist. Whoever may know of the event, but not open the page, is told for whom it is.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayRead } from '../../agenda/policy.ts';
import { type Actor, standingOf } from '../../kernel/actor.ts';
import { AppError } from '../../kernel/errors.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import type { Me } from '../../people/view.ts';
import type { PageLink, PageSite, Session } from '../../web/shell/render.tsx';
import { ROOM_RULES, type RoomPolicy } from '../access.ts';
import type { Services } from '../wiring.ts';
import { sendOwn } from './drawn-page.ts';
import { signInAddress } from './next-page.ts';
import type { PageScript } from './page-assets.ts';
import { type Press, siteOf } from './press.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Of a page whose policy is `public` because it answers refusals with pages: who may open it. */
    opensTo?: RoomPolicy;
  }
}

export type Person = Extract<Actor, { kind: 'person' }>;

/** Somebody who may open the page, at the event it is of. */
export interface Visit {
  readonly person: Person;
  readonly event: EventRef;
  readonly session: Session;
  readonly services: Services;
  /** What follows the question mark. */
  readonly search: URLSearchParams;
  /** What stands in the address for its names. */
  readonly params: Readonly<Record<string, string>>;
}

export interface SignedInPage {
  /** `/e/:event/…` */
  readonly path: `/e/:event/${string}`;
  /** Its folder in `web/`, whose `client.tsx` takes it over. */
  readonly script: PageScript;
  /** Who may open it; the services that it loads from check again. */
  readonly policy: RoomPolicy;
  /** In whose navigation it is, where that is not everybody's who may open it; null for nobody's, where others link it. */
  readonly listedFor?: RoomPolicy | null;
  /** Its name in the navigation. */
  readonly name: string;
  /** For whom it is, as those are told who may not open it: `organisers`. */
  readonly audience: string;
  /** Whether it shows the pictures of polls. */
  readonly pictures?: boolean;
  /**
   * Loads what it shows from the services, and writes it with the folder's `render.tsx`. What a service refuses as
   * `forbidden` or `not-found` is answered as the page itself is.
   */
  readonly write: (visit: Visit, site: PageSite) => Promise<string>;
}

export interface SignedInNeeds {
  readonly services: Services;
  /** Who is signed in, with the token that goes with their changes. */
  readonly readMe: (request: FastifyRequest, person: Person) => Promise<Me>;
  /** Whether mails can be read at `/dev/mail` instead of being sent. */
  readonly devMail: () => boolean;
}

export function signedInPages(
  app: FastifyInstance,
  needs: SignedInNeeds,
  press: Press,
  pages: readonly SignedInPage[],
): void {
  for (const page of pages) {
    const config = { policy: 'public', opensTo: page.policy } as const;
    app.get<{ Params: { event: string } }>(page.path, { config }, async (request, reply) => {
      const admitted = await admit(request, reply, needs, press, page);
      if (!admitted) return reply;
      const { person, event, me } = admitted;
      const session = sessionOf(me, person, event, pages);
      const search = new URLSearchParams(request.url.split('?')[1] ?? '');
      const visit: Visit = { person, event, session, services: needs.services, search, params: request.params };
      if (page.pictures) reply.allowPictures();
      return await written(reply, press, page, visit, me);
    });
  }
}

async function written(
  reply: FastifyReply,
  press: Press,
  page: SignedInPage,
  visit: Visit,
  me: Me,
): Promise<FastifyReply> {
  try {
    return sendOwn(reply, 200, await page.write(visit, siteOf(press, page.script)));
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return await notFound(reply, press);
    if (error instanceof AppError && error.code === 'forbidden')
      return await refuse(reply, press, page, visit.event, me);
    throw error;
  }
}

/** Whoever may open what the address names; everybody else has been answered when this returns undefined. */
export async function admit(
  request: FastifyRequest<{ Params: { event: string } }>,
  reply: FastifyReply,
  needs: SignedInNeeds,
  press: Press,
  page: Pick<SignedInPage, 'policy' | 'audience'>,
): Promise<{ readonly person: Person; readonly event: EventRef; readonly me: Me } | undefined> {
  const person = await request.readActor();
  if (person.kind !== 'person') {
    await reply.header('cache-control', 'no-store').redirect(signInAddress(request.url), 303);
    return undefined;
  }
  const event = await needs.services.agenda.directory.find(request.params.event);
  if (!event || !mayKnowOf(person, event)) {
    await notFound(reply, press);
    return undefined;
  }
  const me = await needs.readMe(request, person);
  if (ROOM_RULES[page.policy](person, placeOf(event))) return { person, event, me };
  await refuse(reply, press, page, event, me);
  return undefined;
}

/** Somebody who was invited knows of the event, though they are not in it. */
function mayKnowOf(actor: Person, event: EventRef): boolean {
  return standingOf(actor, placeOf(event)) !== undefined || mayRead(actor, event);
}

/** What a page says of who is signed in. @param pages of which those are linked that the person may open. */
export function sessionOf(me: Me, person: Person, event: EventRef, pages: readonly SignedInPage[]): Session {
  const open = pages.filter(
    ({ policy, listedFor = policy }) => listedFor !== null && ROOM_RULES[listedFor](person, placeOf(event)),
  );
  const links = open.map(({ path, name }): PageLink => ({ href: path.replace(':event', event.slug), name }));
  const { slug, name, timeZone } = event;
  const standing = standingOf(person, placeOf(event));
  const isRegistered = standing?.state === 'registered';
  if (!isRegistered) links.unshift({ href: `/e/${slug}/register`, name: 'Registration' });
  const agenda = mayRead(person, event) ? [{ href: `/e/${slug}/agenda`, name: 'Agenda' }] : [];
  const now = isRegistered ? [{ href: `/e/${slug}`, name: 'Now' }] : [];
  return {
    email: me.email,
    csrfToken: me.csrfToken,
    event: { slug, name, timeZone, pages: [...now, ...agenda, ...links] },
    me: standing ? { participantId: standing.participantId, roles: isRegistered ? standing.roles : [] } : null,
  };
}

/** The same for an event that is hidden and for one that does not exist. */
export async function notFound(reply: FastifyReply, press: Press): Promise<FastifyReply> {
  const { renderNotFound } = await import('../../web/agenda/render.tsx');
  const { scripted, notice } = press.built();
  const site = { publicUrl: press.publicUrl(), assets: { agenda: scripted.agenda, notice } };
  return sendOwn(reply, 404, renderNotFound(null, site));
}

async function refuse(
  reply: FastifyReply,
  press: Press,
  { audience }: Pick<SignedInPage, 'audience'>,
  { slug, name }: EventRef,
  { email }: Me,
): Promise<FastifyReply> {
  const { renderNotice } = await import('../../web/shell/render.tsx');
  const notice = {
    title: 'This page is not open to you.',
    lead:
      `You are signed in as ${email}; this page is for ${audience} of ${name}. ` +
      'If you should be one of them, ask an organiser, or sign in with your other address.',
    links: [
      { href: `/e/${slug}/agenda`, name, when: 'The agenda' },
      { href: '/sign-in', name: 'Your events, and signing out', when: '' },
    ],
  };
  return sendOwn(reply, 403, renderNotice(notice, press.built().notice));
}
