import { Button } from '@mantine/core';
import { bestChoices, type NamedChoice, restText } from './chair-words.ts';

export interface ChoicesProps<Choice extends NamedChoice> {
  /** All ways out of one conflict. */
  readonly choices: readonly Choice[];
  readonly isOff?: boolean;
  readonly onChoose: (choice: Choice) => void;
}

/** The few ways out of a conflict that give most: a chair reads them while the clock runs. */
export function Choices<Choice extends NamedChoice>({ choices, isOff = false, onChoose }: ChoicesProps<Choice>) {
  const best = bestChoices(choices);
  const rest = restText(choices.length - best.length);
  return (
    <>
      <div className="chair-buttons">
        {best.map((choice) => (
          <Button key={choice.words} variant="default" disabled={isOff} onClick={() => onChoose(choice)}>
            <span>
              <span className="cut" dir="auto">
                {choice.words}
              </span>{' '}
              <span className="gives">(gives {choice.gives} min)</span>
            </span>
          </Button>
        ))}
      </div>
      {rest !== '' && <p className="entry-reason">{rest}</p>}
    </>
  );
}
