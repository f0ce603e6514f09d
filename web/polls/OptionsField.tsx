import { Button } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { Elsewhere } from '../organise/FormFrame.tsx';
import type { Form } from '../organise/use-form.ts';
import { faultAt } from '../shell/api.ts';
import { TextField } from '../shell/fields.tsx';
import { FaultText } from './FaultText.tsx';
import { newKey, newOption, type OptionValues, type PollValues } from './poll-form.ts';

/** As many as the API takes. */
const MOST_OPTIONS = 20;
const FEWEST = 2;

/** The options in their order; of trivia with the correct one marked. */
export function OptionsField({ form }: { readonly form: Form<PollValues> }) {
  const { options, kind } = form.values;
  const list = useRef<HTMLUListElement>(null);
  const type = (next: readonly OptionValues[]) => form.type({ options: next });
  const add = () => {
    type([...options, newOption(newKey(options))]);
    focusOn(list.current, options.length);
  };
  const move = (place: number, to: number) => {
    const moved = options[place];
    if (!moved || to < 0 || to >= options.length) return;
    type(options.toSpliced(place, 1).toSpliced(to, 0, moved));
    focusOn(list.current, to);
  };
  const fault = faultOfAll(form.error);
  return (
    <fieldset className="rows-field poll-options">
      <legend>Options</legend>
      <p className="poll-hint">
        {kind === 'trivia' ? 'Mark the correct one. ' : ''}Alt with the arrow keys moves the option in which you type.
      </p>
      <Elsewhere form={form} name="options" show={(value) => inWords(value as readonly OptionValues[])} />
      <ul ref={list}>
        {options.map((option, place) => (
          <OptionRow
            key={option.key}
            {...{ form, option, place }}
            onText={(text) => type(options.with(place, { ...option, text }))}
            onMove={(to) => move(place, to)}
            onRemove={() => {
              type(options.toSpliced(place, 1));
              focusOn(list.current, Math.min(place, options.length - 2));
            }}
          />
        ))}
      </ul>
      {fault && <FaultText text={fault} />}
      {faultAt(form.error, 'answer') && kind === 'trivia' && (
        <FaultText text="Mark the option that is the correct one." />
      )}
      {options.length < MOST_OPTIONS ? (
        <Button variant="default" className="tall-button" onClick={add}>
          Add an option
        </Button>
      ) : (
        <p className="poll-hint">There may be {MOST_OPTIONS} options.</p>
      )}
    </fieldset>
  );
}

interface OptionRowProps {
  readonly form: Form<PollValues>;
  readonly option: OptionValues;
  readonly place: number;
  readonly onText: (text: string) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

function OptionRow({ form, option, place, onText, onMove, onRemove }: OptionRowProps) {
  const { options, kind, answer } = form.values;
  const name = `Option ${place + 1}`;
  const byKeys = (event: KeyboardEvent) => {
    const { altKey, key } = event;
    if (!altKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(place + (key === 'ArrowUp' ? -1 : 1));
  };
  const mover = (word: string, to: number) => (
    <button type="button" className="plain-button" disabled={to < 0 || to >= options.length} onClick={() => onMove(to)}>
      {word}
      <span className="visually-hidden"> {name}</span>
    </button>
  );
  return (
    <li className="poll-option" onKeyDown={byKeys}>
      {kind === 'trivia' && (
        <label className="poll-correct">
          <input
            type="radio"
            name="poll-answer"
            checked={answer === option.key}
            onChange={() => form.type({ answer: option.key })}
          />
          <span className="visually-hidden">{name} is </span>
          <span className="poll-correct-word">correct</span>
        </label>
      )}
      <TextField label={name} value={option.text} onChange={onText} error={faultAt(form.error, `options.${place}`)} />
      <span className="poll-option-do">
        {mover('Up', place - 1)}
        {mover('Down', place + 1)}
        <button type="button" className="plain-button" disabled={options.length <= FEWEST} onClick={onRemove}>
          Remove<span className="visually-hidden"> {name}</span>
        </button>
      </span>
    </li>
  );
}

/** What is wrong with the options as a whole. */
function faultOfAll(error: unknown): string | null {
  const fault = faultAt(error, 'options');
  const ofOne = Array.from({ length: MOST_OPTIONS }, (_, place) => faultAt(error, `options.${place}`));
  return fault !== null && !ofOne.includes(fault) ? fault : null;
}

/** Once the list is drawn anew. */
function focusOn(list: HTMLElement | null, place: number): void {
  requestAnimationFrame(() => list?.querySelectorAll<HTMLInputElement>('input:not([type=radio])')[place]?.focus());
}

function inWords(options: readonly OptionValues[]): string {
  return options.map(({ text }) => text).join('; ');
}
