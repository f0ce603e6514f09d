import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Listed } from './queries.ts';
import { personText } from './round-words.ts';

export interface PersonFieldProps {
  readonly label: string;
  readonly people: readonly Listed[];
  /** The participant's id; empty for nobody. */
  readonly value: string;
  readonly onChange: (participant: string) => void;
  /** Of whom nobody can be picked here. */
  readonly without?: readonly string[];
  readonly hint?: string | undefined;
  readonly error?: string | null;
  readonly disabled?: boolean;
}

const MOST_SHOWN = 8;

/** One person, found by a part of their name or organisation; emptied for nobody. */
export function PersonField(props: PersonFieldProps) {
  const { label, people, value, onChange, without = [], hint, error = null, disabled = false } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();
  const picked = people.find(({ participant }) => participant === value);
  const shownText = value === '' ? '' : picked ? personText(picked) : 'Somebody who is not registered any more';
  const found = typed === null || typed.trim() === '' ? [] : foundIn(people, typed, without);
  const shown = found.slice(0, MOST_SHOWN);
  const pick = (person: Listed) => {
    onChange(person.participant);
    setTyped(null);
  };
  const press = (event: KeyboardEvent) => {
    const chosen = shown[at];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (shown.length === 0) return;
      event.preventDefault();
      setAt((at + (event.key === 'ArrowDown' ? 1 : shown.length - 1)) % shown.length);
    } else if (event.key === 'Enter' && typed !== null) {
      event.preventDefault();
      if (chosen) pick(chosen);
    } else if (event.key === 'Escape' && typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    }
  };
  return (
    <div className="person-field">
      <TextInput
        className="field"
        label={label}
        description={hint}
        error={error}
        disabled={disabled}
        role="combobox"
        aria-expanded={shown.length > 0}
        aria-controls={shown.length > 0 ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown.length > 0 ? `${listId}-${at}` : undefined}
        autoComplete="off"
        placeholder="Part of a name"
        value={typed ?? shownText}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
          if (currentTarget.value === '') onChange('');
        }}
        onKeyDown={press}
        onBlur={() => setTyped(null)}
      />
      {typed !== null && typed.trim() !== '' && (
        <div className="person-found">
          {shown.length > 0 && (
            <div role="listbox" id={listId} aria-label={`${label}: found`}>
              {shown.map((person, place) => (
                <div
                  key={person.participant}
                  id={`${listId}-${place}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={place === at}
                  // Before the field loses the focus, which takes the list away.
                  onMouseDown={(event) => {
                    event.preventDefault();
                    pick(person);
                  }}
                >
                  <bdi>{person.name}</bdi>
                  {person.organisation !== null && <span className="person-of">{person.organisation}</span>}
                </div>
              ))}
            </div>
          )}
          <p role="status">{foundText(found.length)}</p>
        </div>
      )}
    </div>
  );
}

/** Those whose name or organisation holds every word, letters' case and marks aside. */
export function foundIn<Person extends Listed>(
  people: readonly Person[],
  typed: string,
  without: readonly string[] = [],
): Person[] {
  const words = plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  return people.filter(({ participant, name, organisation }) => {
    const text = plain(`${name} ${organisation ?? ''}`);
    return !without.includes(participant) && words.every((word) => text.includes(word));
  });
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();

function foundText(count: number): string {
  if (count === 0) return 'Nobody of that name is registered.';
  if (count === 1) return 'One person found. Enter takes them.';
  return count > MOST_SHOWN ? `${count} people found; the first ${MOST_SHOWN} are shown.` : `${count} people found.`;
}
