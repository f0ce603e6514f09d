import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { faceAt } from '../clock-face.ts';
import { Select, TextField } from '../shell/fields.tsx';
import type { RoundProps } from './round-props.ts';
import { mayTell } from './round-words.ts';

type MessagesProps = Pick<RoundProps, 'round' | 'desk' | 'isOff' | 'zone'>;

/** What is said to all rooms or to one, until it is taken back or they close. */
export function RoomMessages(props: MessagesProps) {
  const { round, desk, isOff, zone } = props;
  const told = [
    ...round.messages.map((message) => ({ ...message, to: 'All rooms' })),
    ...round.rooms.flatMap(({ name, messages }) => messages.map((message) => ({ ...message, to: name }))),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  if (!mayTell(round)) return null;
  return (
    <section className="room-messages" aria-labelledby="messages-title">
      <h3 className="round-title" id="messages-title">
        Messages to the rooms
      </h3>
      {told.length > 0 && (
        <ul className="banner-list">
          {told.map(({ id, text, at, to }) => (
            <li key={id}>
              <div>
                <p className="banner-text" dir="auto">
                  {text}
                </p>
                <p className="banner-facts" dir="auto">
                  {to}, {faceAt(Date.parse(at), zone).clock}
                </p>
              </div>
              <Button
                variant="default"
                className="tall-button"
                disabled={isOff}
                onClick={() =>
                  void desk.command(round, [{ do: 'take-back', message: id }], 'The message is taken back.')
                }
              >
                Take back<span className="visually-hidden"> {text}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <MessageForm {...props} />
    </section>
  );
}

/** Of no room: to all. */
const ALL = '';

function MessageForm({ round, desk, isOff }: MessagesProps) {
  const [text, setText] = useState('');
  const [to, setTo] = useState(ALL);
  const [isEmpty, setEmpty] = useState(false);
  const room = round.rooms.find(({ id }) => id === to);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setEmpty(text.trim() === '');
    if (text.trim() === '') return;
    const said = `Told ${room ? room.name : 'all rooms'}.`;
    if (await desk.command(round, [{ do: 'message', text, room: room?.id ?? null }], said)) setText('');
  };
  return (
    <form className="question-form" onSubmit={send} noValidate>
      <TextField
        label="Message"
        name="room-message"
        value={text}
        onChange={setText}
        maxLength={300}
        error={isEmpty ? 'The message is missing: write what the rooms are to be told.' : null}
      />
      <Select
        label="To"
        value={room?.id ?? ALL}
        onChange={setTo}
        choices={[
          { value: ALL, label: 'All rooms' },
          ...round.rooms.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Button type="submit" variant="default" disabled={isOff}>
        Send
      </Button>
    </form>
  );
}
