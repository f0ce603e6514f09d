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
