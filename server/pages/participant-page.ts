/**
 * What is on, for those who take part: at the event's own address, where everybody else sees its agenda. Nobody is
 * looked up unless the browser sends a cookie, so that the agenda costs as little as it did.
 */

import type { Helpdesk } from '../../agenda/schema.ts';
import { standingOf } from '../../kernel/actor.ts';
import { type EventRef, placeOf } from '../../people/event-directory.ts';
import type { OwnPage } from './agenda-pages.ts';
import { sendOwn } from './drawn-page.ts';
import { type Press, siteOf } from './press.ts';
import { type Person, type SignedInNeeds, type SignedInPage, sessionOf } from './signed-in-pages.ts';
import { writtenPolls } from './written-polls.ts';
import { writtenRooms } from './written-rooms.ts';

/** @param needs without them nobody signs in, and there is no such page. */
export function participantPage(
  needs: SignedInNeeds | undefined,
  press: Press,
  pages: readonly SignedInPage[],
): OwnPage {
  return async (request, reply) => {
    if (!needs || request.headers.cookie === undefined || request.headers.authorization !== undefined) return false;
    const person = await request.readActor();
    const event = person.kind === 'person' && (await needs.services.agenda.directory.find(request.params.event));
    if (person.kind !== 'person' || !event || !takesPart(person, event)) return false;
    const picked = request.url.split('?')[1];
    if (picked) {
      reply.header('cache-control', 'no-store').redirect(`/e/${event.slug}/agenda?${picked}`, 303);
      return true;
    }
    const me = await needs.readMe(request, person);
    const session = sessionOf(me, person, event, pages);
    const { renderParticipantPage } = await import('../../web/participant/render.tsx');
    const state = { session, ...(await contentOf(needs, person, event)) };
    reply.allowPictures();
    sendOwn(reply, 200, renderParticipantPage(state, siteOf(press, 'participant')));
    return true;
  };
}

function takesPart(person: Person, event: EventRef): boolean {
  return standingOf(person, placeOf(event))?.state === 'registered';
}

async function contentOf({ services }: SignedInNeeds, person: Person, event: EventRef) {
  const { agenda, people, clock } = services;
  const now = await agenda.show.readNow(person, event);
  const polls = await writtenPolls(services.polls.polls, person, event);
  const rooms = await writtenRooms(services, person, event);
  const help = await people.help.readOwn(person, event);
  const { timeZone, tags } = await people.own.get(person, event);
  const published = await agenda.published.get(event.slug);
  const helpdesk: Helpdesk = published?.agenda.event.helpdesk ?? { email: event.helpdesk, phone: null, chat: null };
  return { at: clock.now(), now, polls, rooms, help, helpdesk, own: { timeZone, tags } };
}
