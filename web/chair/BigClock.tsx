import type { ReactNode } from 'react';
import { faceAt, longDate } from '../clock-face.ts';
import type { Moment } from '../show/run-now.ts';
import { countdownDigits } from '../show/show-words.ts';
import { clockWords, MOMENT_WORDS } from './chair-words.ts';
import { clockTone, type Picture } from './picture.ts';

const DAY_MS = 86_400_000;

/** Counts down to the end of what is on, or to the start of what is next. */
export function BigClock({ picture, zone }: { readonly picture: Picture; readonly zone: string }) {
  const { figure, words } = readings(picture, zone);
  return (
    <div className="big-clock" data-tone={clockTone(picture)}>
      <p className="clock-figure" data-long={figure.length > 6 || undefined} role="timer" aria-live="off">
        {figure}
      </p>
      <p className="clock-words">{words}</p>
    </div>
  );
}

/** More than a day ahead nobody counts seconds. */
function readings(picture: Picture, zone: string): { readonly figure: string; readonly words: string } {
  const { left, due, moment, expected } = picture;
  if (moment === 'over') return { figure: faceAt(expected.endsAt, zone).clock, words: 'the day is over' };
  if (left === null || due === null) return { figure: '0:00', words: clockWords(picture, zone) };
  if (picture.current || Math.abs(left) < DAY_MS)
    return { figure: countdownDigits(left), words: clockWords(picture, zone) };
  const { clock, date } = faceAt(due, zone);
  return { figure: clock, words: `${left < 0 ? 'should have begun on' : 'on'} ${longDate(date)}` };
}

/** In words and shape, then colour. */
export function PhaseMark({ moment }: { readonly moment: Moment }) {
  return (
    <span className="phase" data-moment={moment}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {SHAPES[moment]}
      </svg>
      {MOMENT_WORDS[moment]}
    </span>
  );
}

const OUTLINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;

const SHAPES: Readonly<Record<Moment, ReactNode>> = {
  closed: <circle cx="8" cy="8" r="6" {...OUTLINE} />,
  open: <path d="M3 14V2h7v12M10 8h4" {...OUTLINE} />,
  running: <path d="M4 2l9 6-9 6z" fill="currentColor" />,
  break: <path d="M2 5h9v5a3 3 0 0 1-3 3H5a3 3 0 0 1-3-3zM11 6h3v3h-3" {...OUTLINE} />,
  held: <path d="M5 2v12M11 2v12" {...OUTLINE} strokeWidth={3} />,
  between: <path d="M2 8h12" {...OUTLINE} strokeDasharray="2 3" />,
  over: <rect x="3" y="3" width="10" height="10" fill="currentColor" />,
};
