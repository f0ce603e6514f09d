import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import { choicesFor } from '../../agenda/show/ripple.ts';
import type { RunView } from '../../agenda/show/show-view.ts';
import type { Instant } from '../../kernel/time.ts';
import { Notice } from '../shell/Notice.tsx';
import { Choices } from './Choices.tsx';
import { commandText, titleIn } from './chair-words.ts';
import type { Picture } from './picture.ts';

export interface ConflictsProps {
  readonly picture: Picture;
  readonly view: RunView;
  readonly now: Instant;
  readonly isOff: boolean;
  readonly onAsk: (command: ShowCommand) => void;
}

/** Pinned entries that the day is about to run into as it stands, with the ways out. */
export function Conflicts({ picture, view, now, isOff, onAsk }: ConflictsProps) {
  return picture.expected.conflicts.map((conflict) => {
    const choices = choicesFor(picture.run, conflict, now).map(({ command, gives }) => ({
      ...{ command, gives },
      words: commandText(command, view),
    }));
    return (
      <div className="conflict" key={conflict.id}>
        <Notice
          tone="wrong"
          title={`What is before “${titleIn(view, conflict.id)}” runs ${conflict.minutes} min into it, and it is pinned.`}
        >
          {choices.length === 0 && <p>Nothing before it can be shortened or skipped.</p>}
        </Notice>
        <Choices choices={choices} isOff={isOff} onChoose={({ command }) => onAsk(command)} />
      </div>
    );
  });
}
