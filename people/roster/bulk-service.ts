/** What organisers do to many at once: whole or not at all. */
import type { Actor } from '../../kernel/actor.ts';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { type BulkInvitations, type BulkInvited, type BulkRoles, skipReason } from './bulk.ts';
import { type Change, changeRoster, doneTo, type RosterNeeds } from './change-service.ts';
import { giveRoles } from './giving-service.ts';
import type { Participant } from './participant.ts';
import { findParticipants, listParticipants } from './participant-store.ts';
import { listRoles } from './role-store.ts';
import { grantsNamed, isSameRoles, regrant } from './roles.ts';

export interface BulkService {
  /** Mails invitations; tells whom none went to, and why. */
  invite(actor: Actor, event: EventRef, whom: BulkInvitations): Promise<BulkInvited>;
  /**
   * Gives some roles and takes others. @returns how many participants changed by it.
   * @throws AppError `bad-input` naming each id that is of nobody here, or of somebody who was removed;
   * `last-organiser`.
   */
  grant(actor: Actor, event: EventRef, roles: BulkRoles): Promise<{ readonly changed: number }>;
}

export function createBulkService(needs: RosterNeeds): BulkService {
  return {
    invite: async (actor, event, whom) => {
      demand(actor, 'edit-people', placeOf(event));
      return await changeRoster(needs, actor, event, (change) => invite(change, whom));
    },
    grant: async (actor, event, roles) => {
      demand(actor, 'grant-roles', placeOf(event));
      return await changeRoster(needs, actor, event, (change) => grant(change, roles));
    },
  };
}

async function invite(change: Change, whom: BulkInvitations): Promise<BulkInvited> {
  const { tx, event, now } = change;
  const ids = 'ids' in whom ? [...new Set(whom.ids)] : null;
  const found = ids
    ? await findParticipants(tx, event.id, ids)
    : await listParticipants(tx, event.id, 'state' in whom ? { state: whom.state } : {});
  const here = new Set<string>(found.map(({ id }) => id));
  const skipped: { id: string; reason: NonNullable<ReturnType<typeof skipReason>> | 'not-here' }[] = [];
  for (const id of ids ?? []) if (!here.has(id)) skipped.push({ id, reason: 'not-here' });
  const invited: Participant[] = [];
  for (const participant of found) {
    const reason = skipReason(participant, whom.again);
    if (reason) skipped.push({ id: participant.id, reason });
    else invited.push({ ...participant, state: 'invited', invitedAt: now });
  }
  await change.invite(invited);
  await change.saveAll(invited);
  await change.recordAll('invited', invited.map(doneTo));
  return { invited: invited.length, skipped };
}

async function grant(change: Change, { ids, add, remove }: BulkRoles): Promise<{ readonly changed: number }> {
  const { tx, event } = change;
  const named = {
    add: grantsNamed(add, event.days, 'add'),
    remove: grantsNamed(remove, event.days, 'remove'),
  };
  const found = await findParticipants(tx, event.id, [...new Set(ids)]);
  refuseAbsent(ids, found);
  const roles = await listRoles(
    tx,
    event.id,
    found.map(({ id }) => id),
  );
  const regranted = found.flatMap((participant) => {
    const held = roles.get(participant.id) ?? [];
    const grants = regrant(held, named);
    return isSameRoles(held, grants) ? [] : [{ participant, id: participant.id, grants }];
  });
  await giveRoles(change, regranted);
  await change.saveAll(regranted.map(({ participant }) => participant));
  return { changed: regranted.length };
}

function refuseAbsent(ids: readonly string[], found: readonly Participant[]): void {
  const present = new Map<string, Participant>(found.map((each) => [each.id, each]));
  const errors = ids.flatMap((id, place): InputFault[] => {
    const state = present.get(id)?.state;
    if (state === undefined) return [{ path: `ids.${place}`, message: 'There is nobody of this id here.' }];
    return state === 'removed' ? [{ path: `ids.${place}`, message: 'This participant has been removed.' }] : [];
  });
  if (errors.length > 0) throw new AppError('bad-input', 'Some of these can have no roles here.', { errors });
}
