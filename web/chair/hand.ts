/** Which of the chair's buttons and keys do something at a moment, and what. */
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { Hand } from './Controls.tsx';
import { earlyText } from './chair-words.ts';
import { earliness, type Picture } from './picture.ts';

export interface HandNeeds {
  readonly picture: Picture;
  /** The id of the entry that is chosen in the list. */
  readonly chosen: string | null;
  readonly isOff: boolean;
  readonly mayUndo: boolean;
  readonly now: number;
  readonly ask: (command: ShowCommand, reasons?: readonly string[]) => void;
  readonly act: (command: ShowCommand) => void;
  readonly undo: () => void;
  readonly endDay: () => void;
}

export function handOf({ picture, chosen, isOff, mayUndo, now, ask, act, undo, endDay }: HandNeeds): Hand {
  const { current, next, moment } = picture;
  const isOver = moment === 'over';
  /** At once, unless it would come much too early. */
  const moveOn = (command: ShowCommand) => {
    const reasons = earlyText(earliness(picture, command.do === 'next', now), picture);
    if (reasons.length === 0) act(command);
    else ask(command, reasons);
  };
  const adjusted = current ?? next;
  const skipped = skippedBy(picture, chosen);
  const when = <Act>(can: boolean, does: Act): Act | null => (can && !isOff ? does : null);
  return {
    next: when(!isOver && next !== null, () => moveOn({ do: 'next' })),
    end: when(current !== null, () => moveOn({ do: 'end' })),
    adjust: when(!isOver && adjusted !== null, (minutes: number) =>
      ask({ do: 'adjust', entry: adjusted?.id ?? '', minutes }),
    ),
    hold: when(current !== null, () => act({ do: moment === 'held' ? 'resume' : 'hold' })),
    skip: when(skipped !== null, () => ask({ do: 'skip', entry: skipped ?? '' })),
    endDay: when(!isOver, endDay),
    undo: when(mayUndo, undo),
  };
}

/** What is chosen in the list, as long as it is ahead; else what is next. */
export function skippedBy({ run, next, moment }: Picture, chosen: string | null): string | null {
  if (moment === 'over') return null;
  const isAhead = run.steps.some(({ id, status }) => id === chosen && status === 'ahead');
  return isAhead ? chosen : (next?.id ?? null);
}
