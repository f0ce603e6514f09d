import type { OwnDay } from './chair-state.ts';

export interface DaySwitchProps {
  readonly slug: string;
  readonly days: readonly OwnDay[];
  readonly shown: number | null;
}

/** Between the days that this person may run; nothing where there is one. */
export function DaySwitch({ slug, days, shown }: DaySwitchProps) {
  if (days.length < 2) return null;
  return (
    <nav className="day-switch" aria-label="Days that you can run">
      {days.map(({ id, number }) => (
        <a key={id} href={`/e/${slug}/chair?day=${number}`} aria-current={number === shown ? 'page' : undefined}>
          Day {number}
        </a>
      ))}
    </nav>
  );
}
