import { Button } from '@mantine/core';
import { useId } from 'react';
import { MINUTES, Minutes } from './DayList.tsx';
import type { Picture } from './picture.ts';

/** What the buttons and the keys do; null for what cannot be done now. */
export interface Hand {
  readonly next: (() => void) | null;
  readonly end: (() => void) | null;
  /** Of what is on, or of what is next while nothing is. */
  readonly adjust: ((minutes: number) => void) | null;
  readonly hold: (() => void) | null;
  readonly skip: (() => void) | null;
  readonly endDay: (() => void) | null;
  readonly undo: (() => void) | null;
}

export interface ControlsProps {
  readonly picture: Picture;
  readonly hand: Hand;
  /** What undo would take back. */
  readonly undoes: string | null;
  /** The title of what would be skipped. */
  readonly skips: string | null;
  /** What the minutes are of, in words: `Keynote 2`. */
  readonly adjusts: string | null;
  /** Why the buttons do nothing. */
  readonly blocked: string | null;
  /** What is to be known of buttons that do something. */
  readonly stale: string | null;
}

export function Controls({ picture, hand, undoes, skips, adjusts, blocked, stale }: ControlsProps) {
  const reason = useId();
  const { run, current, next, moment } = picture;
  const off = blocked === null ? {} : { 'aria-describedby': reason };
  const press = (act: (() => void) | null) => ({ disabled: act === null, onClick: () => act?.(), ...off });
  const isOver = moment === 'over';
  return (
    <div className="controls">
      {!isOver && (
        <>
          <Button className="tall-button next-button" {...press(hand.next)}>
            {nextWords(run.startedAt !== null, current !== null, next !== null)}
          </Button>
          <fieldset className="chair-buttons">
            <legend className="visually-hidden">{adjusts === null ? 'Minutes' : `Minutes of ${adjusts}`}</legend>
            {MINUTES.map((minutes) => (
              <Button
                key={minutes}
                variant="default"
                disabled={hand.adjust === null}
                onClick={() => hand.adjust?.(minutes)}
                {...off}
              >
                <Minutes minutes={minutes} />
              </Button>
            ))}
            <Button variant="default" {...press(hand.hold)}>
              {moment === 'held' ? 'Resume' : 'Hold'}
            </Button>
          </fieldset>
          <div className="chair-buttons">
            <Button variant="default" {...press(hand.end)}>
              End without starting
            </Button>
            <Button variant="default" {...press(hand.skip)}>
              {skips === null ? 'Skip' : <Cut text={`Skip ${skips}`} />}
            </Button>
          </div>
        </>
      )}
      <div className="chair-buttons">
        <Button variant="default" {...press(hand.undo)}>
          {undoes === null ? 'Nothing to undo' : <Cut text={`Undo: ${undoes}`} />}
        </Button>
        {!isOver && (
          <Button variant="default" {...press(hand.endDay)}>
            End the day
          </Button>
        )}
      </div>
      {blocked !== null && (
        <p className="blocked" id={reason} dir="auto">
          {blocked}
        </p>
      )}
      {blocked === null && stale !== null && <p className="blocked">{stale}</p>}
    </div>
  );
}

function nextWords(hasBegun: boolean, isOn: boolean, hasNext: boolean): string {
  if (!hasBegun) return 'Start the day';
  if (!hasNext) return 'Nothing is ahead';
  return isOn ? 'End and start next' : 'Start next';
}

/** A long title keeps the button to two lines. */
function Cut({ text }: { readonly text: string }) {
  return (
    <span className="cut" title={text} dir="auto">
      {text}
    </span>
  );
}
