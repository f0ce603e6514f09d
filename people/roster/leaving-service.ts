/** What becomes of somebody who leaves an event, by their own wish or not. */
import { leaveLine } from '../help/line-service.ts';
import { deleteCalendarToken } from '../keys/calendar-token-store.ts';
import { deleteLinksOf } from '../sign-in/link-store.ts';
import { deleteSignInsOf } from '../sign-in/sign-in-store.ts';
import { type Change, subjectOf } from './change-service.ts';
import type { Participant } from './participant.ts';
import { countStandings, lockPerson } from './person-store.ts';
import { replaceRoles } from './role-store.ts';

/**
 * The participant without a place, without roles, without a calendar and without breakout rooms. What help they asked for is withdrawn,
 * and what they looked after waits for somebody else. Who was removed is signed out of
 * every browser, and no link that was sent opens any more, unless another event knows them.
 */
export async function leave(
  change: Change,
  participant: Participant,
  state: 'declined' | 'removed',
): Promise<Participant> {
  const { tx, event } = change;
  await replaceRoles(tx, event.id, [{ id: participant.id, grants: [] }]);
  await deleteCalendarToken(tx, event.id, participant.id);
  if (await leaveLine(change, participant.id)) await change.record('help-withdrawn', subjectOf(participant.id));
  await change.leaveElsewhere(participant.id);
  const left = await change.save({ ...participant, state, waitingFor: null, waitingSince: null });
  if (state === 'removed') await signOutUnlessKnown(change, participant);
  return left;
}

async function signOutUnlessKnown({ tx, tell }: Change, { person }: Participant): Promise<void> {
  if (!person) return;
  // Held, so that of two events that remove them at the same time the later one sees that it is the last.
  await lockPerson(tx, person.id);
  if ((await countStandings(tx, person.id)) > 0) return;
  await deleteSignInsOf(tx, person.id);
  await deleteLinksOf(tx, person.id);
  tell({ kind: 'sign-in-ended', personId: person.id, signInId: null });
}
