import type { ReactNode } from 'react';
import { countdownDigits, nearnessOf, SPOKEN } from './show-words.ts';

export interface CountdownProps {
  /** Milliseconds; negative when the time is over. */
  readonly left: number;
  /** What is counted, for those who cannot see where it stands: `Time left`. */
  readonly name: string;
}

/** Digits that keep their width. Aloud it is said at 5 minutes, at 1, and at the end; not each second. */
export function Countdown({ left, name }: CountdownProps) {
  return (
    <>
      <span className="countdown" role="timer" aria-label={name} aria-live="off" data-over={left < 0 || undefined}>
        {countdownDigits(left)}
      </span>
      <span className="visually-hidden" role="status">
        {SPOKEN[nearnessOf(left)]}
      </span>
    </>
  );
}

export interface BigClockProps {
  /** Milliseconds; null where nothing is counted. */
  readonly left: number | null;
  readonly isHeld?: boolean;
  /** Below the digits: what they count to. */
  readonly children?: ReactNode;
}

/** A clock to be read from afar. Its state stands in words below the digits, and then in colour. */
export function BigClock({ left, isHeld = false, children }: BigClockProps) {
  const words = clockWords(left, isHeld);
  return (
    <div className="show-clock" data-tone={isHeld ? 'held' : clockTone(left)}>
      <p className="show-clock-digits">{left === null ? '--:--' : <Countdown left={left} name="Time left" />}</p>
      {words !== '' && <p className="show-clock-words">{words}</p>}
      {children}
    </div>
  );
}

/** `good` · `near`: less than 5 minutes · `over` */
export function clockTone(left: number | null): 'good' | 'near' | 'over' {
  if (left === null) return 'good';
  if (left < 0) return 'over';
  return nearnessOf(left) === 'far' ? 'good' : 'near';
}

function clockWords(left: number | null, isHeld: boolean): string {
  if (isHeld) return 'paused';
  if (left === null) return '';
  return left < 0 ? `over by ${countdownDigits(-left)}` : 'left';
}
