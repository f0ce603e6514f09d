import { Button } from '@mantine/core';
import { bestChoices, type NamedChoice, restText } from './chair-words.ts';

export interface ChoicesProps {
  /** All ways out of one conflict. */
  readonly choices: readonly NamedChoice[];
  readonly isOff?: boolean;
  readonly onChoose: (choice: NamedChoice) => void;
}

/** The few ways out of a conflict that give most: a chair reads them while the clock runs. */
export function Choices({ choices, isOff = false, onChoose }: ChoicesProps) {
  const best = bestChoices(choices);
  const rest = restText(choices.length - best.length);
  return (
    <>
      <div className="chair-buttons">
        {best.map((choice) => (
          <Button key={choice.words} variant="default" disabled={isOff} onClick={() => onChoose(choice)}>
            <span className="cut" dir="auto">
              {choice.words} (gives {choice.gives} min)
            </span>
          </Button>
        ))}
      </div>
      {rest !== '' && <p className="entry-reason">{rest}</p>}
    </>
  );
}
