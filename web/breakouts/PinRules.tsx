import { Button } from '@mantine/core';
import type { BreakoutSession } from '../../breakouts/rounds/sessions.ts';
import { Elsewhere } from '../organise/FormFrame.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { Select } from '../shell/fields.tsx';
import { PersonField } from './PersonField.tsx';
import type { Listed } from './queries.ts';
import { sessionChoices } from './rule-words.ts';
import type { PinValues, SettingValues } from './settings-form.ts';

export interface PinRulesProps {
  readonly form: Form<SettingValues>;
  readonly sessions: readonly BreakoutSession[];
  readonly people: readonly Listed[];
  /** Names of the rooms of all rounds, each once. */
  readonly rooms: readonly string[];
}

/** People who are always dealt into a room of a certain name. */
export function PinRules({ form, sessions, people, rooms }: PinRulesProps) {
  const { pins } = form.values;
  const type = (place: number, change: Partial<PinValues>) =>
    form.type({ pins: pins.map((pin, at) => (at === place ? { ...pin, ...change } : pin)) });
  return (
    <fieldset className="rows-field">
      <legend>Belong in a room</legend>
      <Elsewhere form={form} name="pins" show={(now) => countText((now as readonly PinValues[]).length)} />
      {pins.map(({ participant, room, entry }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays the same
        <div key={place} className="rule-row">
          <PersonField
            label={`Person ${place + 1}`}
            people={people}
            value={participant}
            onChange={(picked) => type(place, { participant: picked })}
            error={faultAt(form.error, `rules.pins.${place}.participant`) && 'Choose somebody.'}
          />
          <Select
            label="Room"
            value={room}
            onChange={(picked) => type(place, { room: picked })}
            choices={[{ value: '', label: 'Choose a room' }, ...withOwn(rooms, room)]}
            error={faultAt(form.error, `rules.pins.${place}.room`) && 'Choose a room.'}
          />
          <Select
            label="In"
            value={entry}
            onChange={(picked) => type(place, { entry: picked })}
            choices={sessionChoices(sessions, entry)}
          />
          <button
            type="button"
            className="plain-button flush-button"
            onClick={() => form.type({ pins: pins.toSpliced(place, 1) })}
          >
            Remove<span className="visually-hidden"> the rule of person {place + 1}</span>
          </button>
        </div>
      ))}
      <Button
        variant="default"
        className="tall-button"
        onClick={() => form.type({ pins: [...pins, { participant: '', room: '', entry: '' }] })}
      >
        Add somebody who belongs in a room
      </Button>
    </fieldset>
  );
}

const countText = (count: number): string => (count === 1 ? '1 rule' : `${count} rules`);

/** The rooms that there are, and the one that the rule names though there is none of that name any more. */
function withOwn(rooms: readonly string[], own: string) {
  const isKnown = own === '' || rooms.some((name) => name.toLowerCase() === own.toLowerCase());
  const names = isKnown
    ? rooms.map((name) => (name.toLowerCase() === own.toLowerCase() ? own : name))
    : [...rooms, own];
  return names.map((name) => ({ value: name, label: name }));
}
