import { Button } from '@mantine/core';
import { useState } from 'react';
import type { RoundState } from '../../breakouts/round.ts';
import { sessionName } from '../../breakouts/rounds/sessions.ts';
import { Elsewhere, FormFrame, type FormFrameProps } from '../organise/FormFrame.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { PersonField } from './PersonField.tsx';
import type { PartProps } from './part-props.ts';
import type { Listed } from './queries.ts';
import {
  copiedRooms,
  LEAST_ROOMS,
  MOST_ROOMS,
  newRoom,
  newRoomId,
  type RoomValues,
  type RoundValues,
} from './round-form.ts';
import { isAhead, isRunning } from './round-words.ts';

export interface RoundFormProps
  extends Pick<PartProps, 'sessions' | 'rounds'>,
    Pick<FormFrameProps<RoundValues>, 'label' | 'action' | 'isNew' | 'onCancel' | 'further'> {
  readonly form: Form<RoundValues>;
  /** The round's id; null for a new one. */
  readonly own: string | null;
  readonly people: readonly Listed[];
  readonly state: RoundState;
}

const OPENS = [
  { value: 'agenda', label: 'When its session begins' },
  { value: 'chair', label: 'When the chair opens it' },
];

/** The rooms of a round, and how it opens. */
export function RoundForm({ form, sessions, rounds, own, people, state, ...frame }: RoundFormProps) {
  const { rooms, opens } = form.values;
  const type = (next: readonly RoomValues[]) => form.type({ rooms: next });
  const ahead = isAhead(state);
  return (
    <FormFrame form={form} shown={['rooms', 'opens']} of="the round" readOnly={!ahead && !isRunning(state)} {...frame}>
      <Select
        label="The rooms open"
        width="middle"
        choices={OPENS}
        value={opens}
        disabled={!ahead}
        onChange={(value) => form.type({ opens: value as RoundValues['opens'] })}
        error={faultAt(form.error, 'opens')}
      />
      {ahead && <CopyRooms {...{ sessions, rounds, own }} onCopy={type} />}
      <fieldset className="rows-field breakouts-room-fields">
        <legend>Rooms</legend>
        <Elsewhere form={form} name="rooms" show={(value) => roomsText(value as readonly RoomValues[])} />
        {rooms.map((room, place) => (
          <RoomFields
            key={room.id}
            {...{ room, place, people, form, ahead }}
            onType={(change) => type(rooms.with(place, { ...room, ...change }))}
            onRemove={rooms.length > LEAST_ROOMS ? () => type(rooms.toSpliced(place, 1)) : null}
          />
        ))}
        {ahead && rooms.length < MOST_ROOMS && (
          <Button
            variant="default"
            className="tall-button"
            onClick={() => type([...rooms, newRoom(newRoomId(), freeName(rooms))])}
          >
            Add a room
          </Button>
        )}
      </fieldset>
    </FormFrame>
  );
}

const roomsText = (rooms: readonly RoomValues[]): string => rooms.map(({ name }) => name).join(', ');

function freeName(rooms: readonly RoomValues[]): string {
  let number = rooms.length + 1;
  while (rooms.some(({ name }) => name.toLowerCase() === `room ${number}`)) number += 1;
  return `Room ${number}`;
}

interface RoomFieldsProps {
  readonly room: RoomValues;
  readonly place: number;
  readonly people: readonly Listed[];
  readonly form: Form<RoundValues>;
  readonly ahead: boolean;
  readonly onType: (change: Partial<RoomValues>) => void;
  /** Null where there are too few rooms already. */
  readonly onRemove: (() => void) | null;
}

function RoomFields({ room, place, people, form, ahead, onType, onRemove }: RoomFieldsProps) {
  const number = place + 1;
  const at = (name: string) => faultAt(form.error, `rooms.${place}.${name}`);
  return (
    <section className="breakouts-room-row" aria-label={`Room ${number}: ${room.name}`}>
      <div className="field-row">
        <TextField
          label={`Name of room ${number}`}
          value={room.name}
          onChange={(name) => onType({ name })}
          error={at('name')}
          disabled={!ahead}
        />
        <TextField
          label="Topic"
          value={room.topic}
          onChange={(topic) => onType({ topic })}
          error={at('topic')}
          disabled={!ahead}
        />
        <TextField
          label="Link to join"
          value={room.joinLink}
          onChange={(joinLink) => onType({ joinLink })}
          error={at('joinLink')}
        />
        <TextField
          label="Takes at most"
          inputMode="numeric"
          value={room.capacity}
          onChange={(capacity) => onType({ capacity })}
          error={at('capacity') && 'A number from 1 to 10,000, or nothing.'}
          disabled={!ahead}
        />
      </div>
      <div className="breakouts-leaders">
        <PersonField
          label="Facilitator"
          people={people}
          value={room.facilitator}
          onChange={(facilitator) => onType({ facilitator })}
          hint={roleHint(room.facilitator, room.facilitatorByRole)}
          error={at('facilitator')}
        />
        <PersonField
          label="Rapporteur"
          people={people}
          value={room.rapporteur}
          onChange={(rapporteur) => onType({ rapporteur })}
          hint={roleHint(room.rapporteur, room.rapporteurByRole)}
          error={at('rapporteur')}
        />
      </div>
      {ahead && onRemove && (
        <button type="button" className="plain-button flush-button" onClick={onRemove}>
          Remove<span className="visually-hidden"> room {number}</span>
        </button>
      )}
    </section>
  );
}

const roleHint = (named: string, byRole: string): string | undefined =>
  named === '' && byRole !== '' ? `By role: ${byRole}` : undefined;

interface CopyRoomsProps extends Pick<RoundFormProps, 'sessions' | 'rounds' | 'own'> {
  readonly onCopy: (rooms: readonly RoomValues[]) => void;
}

function CopyRooms({ sessions, rounds, own, onCopy }: CopyRoomsProps) {
  const [from, setFrom] = useState('');
  const others = rounds.filter(({ id }) => id !== own);
  const chosen = others.find(({ id }) => id === from);
  if (others.length === 0) return null;
  return (
    <div className="breakouts-copy">
      <Select
        label="Take the rooms of another round"
        value={from}
        onChange={setFrom}
        choices={[
          { value: '', label: 'Choose a round' },
          ...others.map(({ id, entry }) => ({ value: id, label: sessionName(sessions, entry) })),
        ]}
      />
      <Button
        variant="default"
        className="tall-button"
        disabled={!chosen}
        onClick={() => chosen && onCopy(copiedRooms(chosen, newRoomId))}
      >
        Copy its rooms
      </Button>
    </div>
  );
}
