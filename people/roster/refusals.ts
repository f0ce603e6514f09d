/** Why a change of somebody in an event is refused, in words. */
import { AppError } from '../../kernel/errors.ts';
import type { ParticipantId } from '../../kernel/ids.ts';

/** @throws AppError `revision-stale` with the current revision when somebody saw another one. */
export function refuseStale({ revision }: { readonly revision: number }, seen: number): void {
  if (revision === seen) return;
  throw new AppError(
    'revision-stale',
    `This has changed since you saw it: it is at revision ${revision} now. Nothing was changed; look again and repeat.`,
    { extra: { revision } },
  );
}

/** @param how as `has been removed`. */
export function notInState(how: string): AppError {
  return new AppError('state-not-right', `This participant ${how}. Nothing was changed.`);
}

export function noSuchParticipant(): AppError {
  return new AppError('not-found', 'There is no such participant in this event.');
}

export function addressTaken(id: ParticipantId): AppError {
  return new AppError('address-taken', 'Somebody with this mail address is on the list already.', { extra: { id } });
}

export function lastOrganiser(): AppError {
  return new AppError(
    'last-organiser',
    'The event would be left without an organiser. Make somebody else an organiser first.',
  );
}

export function badInput(path: string, message: string): AppError {
  return new AppError('bad-input', 'One thing in the request is not as it should be.', { errors: [{ path, message }] });
}
