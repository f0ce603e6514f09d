import { useState } from 'react';
import type { OwnRoundView } from '../../../breakouts/view.ts';
import { ProblemNotice } from '../../shell/Notice.tsx';
import type { OwnRooms } from './use-own-rooms.ts';

/** Said before the rooms open, and taken back at any time. */
export function Absence({ own, rooms }: { readonly own: OwnRoundView; readonly rooms: OwnRooms }) {
  const { error, isBusy, send } = useSending(rooms);
  const { round, absent } = own;
  return (
    <div className="room-absence scripted-only">
      <button
        type="button"
        className="plain-button flush-button"
        disabled={isBusy}
        onClick={() => send(`/${round}/absence`, { method: 'PUT', body: { absent: !absent } })}
      >
        {absent ? 'I will be there after all' : 'I will be away from this breakout'}
      </button>
      <ProblemNotice error={error} />
    </div>
  );
}

/** A change of one's own, one at a time, and what was wrong with the last. */
export function useSending(rooms: OwnRooms) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const send = (...[path, request]: Parameters<OwnRooms['change']>) => {
    setBusy(true);
    setError(null);
    return rooms
      .change(path, request)
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { error, isBusy, send };
}
