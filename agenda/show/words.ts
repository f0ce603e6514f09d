/** The show in words, the same on the chair's page, in what undo would take back, and in the audit. Pure. */
import type { ShowCommand } from './command-schema.ts';

/** `+5 min for Keynote 2`. @param titleOf the title of an entry by its id. */
export function commandInWords(command: ShowCommand, titleOf: (entry: string) => string): string {
  switch (command.do) {
    case 'next':
      return 'Start what is next';
    case 'end':
      return 'End what is on';
    case 'adjust':
      return `${signed(command.minutes)} min for ${titleOf(command.entry)}`;
    case 'skip':
      return `Skip ${titleOf(command.entry)}`;
    case 'move':
      return command.before === null
        ? `Move ${titleOf(command.entry)} to the end`
        : `Move ${titleOf(command.entry)} before ${titleOf(command.before)}`;
    case 'hold':
      return 'Hold the clock';
    case 'resume':
      return 'Let the clock go on';
    case 'end-day':
      return 'End the day';
  }
}

/** `6 min late`, `on time`, `2 min ahead`. @param minutes negative where it is ahead. */
export function latenessInWords(minutes: number): string {
  if (minutes === 0) return 'on time';
  return `${lengthInWords(Math.abs(minutes))} ${minutes > 0 ? 'late' : 'ahead'}`;
}

/** `45 min`, `1 h`, `2 h 5 min`. */
function lengthInWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

function signed(minutes: number): string {
  return minutes < 0 ? `−${-minutes}` : `+${minutes}`;
}
