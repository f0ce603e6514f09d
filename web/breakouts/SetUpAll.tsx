import { Button } from '@mantine/core';
import { useState } from 'react';
import { clockOf, sessionName } from '../../breakouts/rounds/sessions.ts';
import { countOf } from '../agenda/wording.ts';
import { useUnsaved } from '../organise/unsaved.tsx';
import { CheckField, LongTextField, Select, TextField } from '../shell/fields.tsx';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import type { PartProps } from './part-props.ts';
import { useRoundEdits } from './queries.ts';
import { copiedRooms, LEAST_ROOMS, MOST_ROOMS, newRoom, newRoomId, roomNames, roundSent } from './round-form.ts';

const FIRST_COUNT = '4';

/** Rounds with rooms of the same names for every breakout that has none, in one press. */
export function SetUpAll({ slug, sessions, rounds, onGo, onDone, onSaid }: PartProps) {
  const { create } = useRoundEdits(slug);
  const [count, setCount] = useState(FIRST_COUNT);
  const [names, setNames] = useState('');
  const [from, setFrom] = useState('');
  const [left, setLeft] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useUnsaved(names !== '' && !busy);
  const without = sessions.filter(({ id }) => !rounds.some(({ entry }) => entry === id));
  const meant = without.filter(({ id }) => !left.includes(id));
  const number = Number(count);
  const isNumber = Number.isInteger(number) && number >= LEAST_ROOMS && number <= MOST_ROOMS;
  const copied = rounds.find(({ id }) => id === from);
  const shown = copied ? copied.rooms.map(({ name }) => name) : roomNames(isNumber ? number : 0, names);
  const setUp = async () => {
    setBusy(true);
    setError(null);
    let made = 0;
    try {
      for (const { id, dayId } of meant) {
        const rooms = copied ? copiedRooms(copied, newRoomId) : shown.map((name) => newRoom(newRoomId(), name));
        await create(roundSent({ opens: 'agenda', rooms }, { id, day: dayId }));
        made += 1;
      }
      onSaid(`${countOf(made, 'round')} set up with ${countOf(shown.length, 'room')} each.`);
      onDone({ show: 'all' });
    } catch (failure) {
      if (made > 0) onSaid(`${countOf(made, 'round')} set up; the next one was not.`);
      setError(failure);
      setBusy(false);
    }
  };
  if (without.length === 0 && !busy) {
    return (
      <Empty title="Every breakout has rooms.">
        <p>They can be changed one by one.</p>
      </Empty>
    );
  }
  return (
    <>
      <h1 className="page-title">Set up rounds for every breakout</h1>
      <p className="page-lead">
        Each gets rooms of the same names. They can be changed one by one until the round opens.
      </p>
      <form
        className="plan-form"
        aria-label="Set up rounds for every breakout"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && meant.length > 0 && shown.length > 0) void setUp();
        }}
      >
        {rounds.length > 0 && (
          <Select
            label="Rooms"
            value={from}
            onChange={setFrom}
            choices={[
              { value: '', label: 'New ones' },
              ...rounds.map(({ id, entry }) => ({ value: id, label: `As in ${sessionName(sessions, entry)}` })),
            ]}
          />
        )}
        {!copied && (
          <>
            <TextField
              label="Number of rooms"
              inputMode="numeric"
              width="short"
              value={count}
              onChange={setCount}
              error={isNumber ? null : `Expected a number from ${LEAST_ROOMS} to ${MOST_ROOMS}.`}
            />
            <LongTextField
              label="Names"
              hint="One on each line. Rooms without a line are called Room 1, Room 2 and so on."
              value={names}
              onChange={setNames}
            />
          </>
        )}
        {shown.length > 0 && (
          <p className="breakouts-hint" dir="auto">
            {countOf(shown.length, 'room')}: {shown.join(', ')}.
          </p>
        )}
        <fieldset className="rows-field breakouts-picks">
          <legend>Breakouts without rooms</legend>
          {without.map(({ id, day, title, start }) => (
            <CheckField
              key={id}
              label={`Day ${day}, ${clockOf(start)}: ${title}`}
              checked={!left.includes(id)}
              onChange={(is) => setLeft(is ? left.filter((each) => each !== id) : [...left, id])}
            />
          ))}
        </fieldset>
        <ProblemNotice error={error} />
        <div className="buttons">
          <Button type="submit" disabled={busy || meant.length === 0 || shown.length === 0}>
            Set up {countOf(meant.length, 'round')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => onGo({ show: 'all' })}>
            Cancel
          </Button>
        </div>
      </form>
    </>
  );
}
