import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OwnRoundView } from '../../../breakouts/view.ts';
import { call } from '../../shell/api.ts';
import { ProblemNotice } from '../../shell/Notice.tsx';
import type { OwnRooms } from './use-own-rooms.ts';

export interface JoinRoomProps {
  readonly own: OwnRoundView;
  readonly room: NonNullable<OwnRoundView['room']>;
  readonly rooms: OwnRooms;
}

/** The one thing to press. The link is followed at once; that one joined is noted beside it. */
export function JoinRoom({ own, room, rooms }: JoinRoomProps) {
  const [newLink, setNewLink] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { name, joinLink } = room;
  const note = async () => {
    setError(null);
    try {
      const path = `${rooms.path}/${own.round}/join`;
      const { link } = await call<{ readonly link: string | null }>(path, { method: 'POST' });
      setNewLink(link === joinLink ? null : link);
      rooms.again();
    } catch (failure) {
      setError(failure);
    }
  };
  if (joinLink === null && newLink === null) {
    return (
      <>
        <p className="room-line">No link was given for this room: you are brought there, or meet on the spot.</p>
        {own.joinedAt === null && (
          <Button className="join-button" onClick={note}>
            I am in {name}
          </Button>
        )}
        <ProblemNotice error={error} />
      </>
    );
  }
  return (
    <>
      <Button
        className="join-button"
        component="a"
        href={newLink ?? joinLink ?? ''}
        target="_blank"
        rel="noopener noreferrer"
        onClick={note}
      >
        Join {name}
        <span className="visually-hidden"> (opens in a new tab)</span>
      </Button>
      {newLink !== null && <p className="room-line">The link of this room has changed. Press once more.</p>}
      {joinLink === null && <ProblemNotice error={error} />}
    </>
  );
}
