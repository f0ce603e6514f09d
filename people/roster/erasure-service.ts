/**
 * Erasure: what is left of somebody is a pseudonym, so that sums and the log stay true. Name, address,
 * organisation, tags, zone, wishes, roles, consents, calendar and what they asked the helpdesk go at once; the
 * address also out of others' wishes. Sign-ins, links and mails that wait go too, unless another event knows the
 * address. Where they were seen, what they asked for
 * speakers and what they voted stay, under the pseudonym; questions lose the name.
 */
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/random.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { eraseFromLine } from '../help/line-service.ts';
import { deleteConsents } from '../registration/registration-store.ts';
import { NO_WISHES, type Wishes } from '../schema.ts';
import { deleteLinksOf } from '../sign-in/link-store.ts';
import type { ParticipantView } from '../view.ts';
import { type Change, changeRoster, type RosterNeeds, subjectOf } from './change-service.ts';
import { leave } from './leaving-service.ts';
import { ownIn } from './own-data-service.ts';
import { type Participant, type Person, participantView } from './participant.ts';
import { findParticipant, listWishingFor } from './participant-store.ts';
import { countStandings, deleteLinksInto, deleteUnknownPerson, lockPerson } from './person-store.ts';
import { noSuchParticipant, notInState } from './refusals.ts';
import { type ParticipantOf, refuseProtected } from './roster-service.ts';

export interface ErasureService {
  /** For organisers. @throws AppError `not-found`, `state-not-right` when erased already, `last-organiser`. */
  erase(of: ParticipantOf): Promise<ParticipantView>;
  /** Of oneself. @returns whether an event still knows the person. @throws AppError `last-organiser`. */
  eraseOwn(actor: Actor, event: EventRef): Promise<boolean>;
}

export function createErasureService(needs: RosterNeeds): ErasureService {
  return {
    erase: async ({ actor, event, id }) => {
      demand(actor, 'edit-people', placeOf(event));
      return await changeRoster(needs, actor, event, async (change) => {
        const participant = await findParticipant(change.tx, event.id, id);
        if (!participant) throw noSuchParticipant();
        await refuseProtected(change, participant);
        return participantView(await erase(needs, change, participant), [], event.days);
      });
    },
    eraseOwn: async (actor, event) =>
      await changeRoster(needs, actor, event, async (change) => {
        const own = await ownIn(change.tx, actor, event);
        await erase(needs, change, own);
        return own.person !== null && (await countStandings(change.tx, own.person.id)) > 0;
      }),
  };
}

async function erase(needs: RosterNeeds, change: Change, participant: Participant): Promise<Participant> {
  const { tx, event, now } = change;
  const { person } = participant;
  if (participant.erasedAt !== null || !person) throw notInState('has been erased already');
  await lockPerson(tx, person.id);
  const removed = participant.state === 'removed' ? participant : await leave(change, participant, 'removed');
  await deleteConsents(tx, event.id, participant.id);
  await eraseFromLine(change, participant.id);
  await forgetInWishes(change, person);
  const shown = await needs.forgetElsewhere(tx, event, participant.id);
  if (shown.length > 0) await change.touch(...shown);
  const erased = await change.save({
    ...removed,
    ...PSEUDONYM,
    name: `Erased participant ${newId().slice(0, 8)}`,
    erasedAt: now,
  });
  await change.record('participant-erased', subjectOf(erased.id));
  await forgetPerson(needs, change, person);
  return erased;
}

const PSEUDONYM = {
  person: null,
  organisation: null,
  tags: [],
  timeZone: null,
  invitedAt: null,
  registeredAt: null,
  wishes: NO_WISHES,
} as const;

async function forgetPerson({ forgetMail }: RosterNeeds, { tx, event }: Change, person: Person): Promise<void> {
  await deleteLinksInto(tx, event.id, person.emailKey);
  if ((await countStandings(tx, person.id)) > 0) return;
  await deleteLinksOf(tx, person.id);
  await deleteUnknownPerson(tx, person.id);
  await forgetMail(tx, person.email);
}

async function forgetInWishes(change: Change, { emailKey }: Person): Promise<void> {
  for (const each of await listWishingFor(change.tx, change.event.id, emailKey)) {
    await change.save({ ...each, wishes: wishesWithout(each.wishes, emailKey) });
  }
}

function wishesWithout({ prefers, together, apart }: Wishes, emailKey: string): Wishes {
  const others = (keys: readonly string[]) => keys.filter((key) => key !== emailKey);
  return { prefers: others(prefers), together, apart: others(apart) };
}
