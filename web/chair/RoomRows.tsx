import { Button } from '@mantine/core';
import { faceAt } from '../clock-face.ts';
import { isOpen, missingRooms, type StaffRoom } from './day-rooms.ts';
import type { RoundProps } from './round-props.ts';
import { leadersText, mayNudge, peopleText, summaryText } from './round-words.ts';

type RowsProps = Pick<RoundProps, 'round' | 'desk' | 'isOff' | 'zone'>;

/** The rooms with who is in, who leads them and how far their summary is. */
export function RoomRows({ round, desk, isOff, zone }: RowsProps) {
  const missing = missingRooms(round);
  const nudgeAll = () =>
    void desk.command(
      round,
      missing.map(({ id }) => ({ do: 'nudge', room: id })),
      `Asked ${missing.length === 1 ? '1 room' : `${missing.length} rooms`} for the summary.`,
    );
  return (
    <>
      <ul className="room-list">
        {round.rooms.map((room) => (
          <RoomRow key={room.id} {...{ room, round, desk, isOff, zone }} />
        ))}
      </ul>
      {mayNudge(round) && round.state !== 'assigned' && missing.length > 1 && (
        <div className="chair-buttons">
          <Button variant="default" disabled={isOff} onClick={nudgeAll}>
            Nudge all {missing.length} whose summary is not in
          </Button>
        </div>
      )}
    </>
  );
}

function RoomRow({ room, round, desk, isOff, zone }: RowsProps & { readonly room: StaffRoom }) {
  const { id, name, topic, nudgedAt } = room;
  const nudges = mayNudge(round) && round.state !== 'assigned' && room.summary !== 'in';
  return (
    <li className="room-row" data-summary={room.summary}>
      <div className="room-what">
        <h3 className="room-name" dir="auto">
          {name}
        </h3>
        {topic !== null && <p dir="auto">{topic}</p>}
        <p className="room-leaders" dir="auto">
          {leadersText(room)}
        </p>
      </div>
      <p className="room-people">{peopleText(room, isOpen(round))}</p>
      <p className="room-summary">
        <SummaryMark of={room.summary} />
        <span>
          {summaryText(room)}
          {nudgedAt !== null && room.summary !== 'in' && (
            <span className="room-nudged"> · nudged {faceAt(Date.parse(nudgedAt), zone).clock}</span>
          )}
        </span>
      </p>
      <div className="chair-buttons room-buttons">
        {nudges && (
          <Button
            variant="default"
            disabled={isOff}
            onClick={() => void desk.command(round, [{ do: 'nudge', room: id }], `Asked ${name} for its summary.`)}
          >
            Nudge<span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

/** A full disc, a half and a ring: beside the words, never instead of them. */
export function SummaryMark({ of }: { readonly of: StaffRoom['summary'] }) {
  return (
    <svg className="summary-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <circle
        cx="6"
        cy="6"
        r="5"
        fill={of === 'in' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {of === 'draft' && <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />}
    </svg>
  );
}
