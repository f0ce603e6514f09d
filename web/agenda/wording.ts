/** The words the agenda pages use for kinds, people and lengths. */
import type { Chair, SessionKind, Speaker } from '../../agenda/schema.ts';

export const KIND_NAMES: Readonly<Record<SessionKind, string>> = {
  opening: 'Opening',
  presentation: 'Presentation',
  update: 'Update',
  keynote: 'Keynote',
  breakout: 'Breakout',
  plenary: 'Plenary',
  assembly: 'Assembly',
  break: 'Break',
  test: 'Connection test',
  closure: 'Closure',
};

/** `Name, Organisation`, or who it will be as far as that is known. */
export function speakerText({ name, organisation, confirmed }: Speaker): string {
  const known = [name, organisation].filter((part) => part !== null).join(', ');
  if (known === '') return 'Speaker to be confirmed';
  if (name === null && !confirmed) return `${known}, speaker to be confirmed`;
  return confirmed ? known : `${known}, to be confirmed`;
}

/** One line a role: `Chair`, `Chairs`, `Deputy chair`; the names in one text. */
export function chairLines(chairs: readonly Chair[]): { role: string; names: string }[] {
  return (['chair', 'deputy'] as const).flatMap((role) => {
    const names = chairs.filter((each) => each.role === role).map(chairName);
    if (names.length === 0) return [];
    const word = role === 'chair' ? 'Chair' : 'Deputy chair';
    return [{ role: names.length === 1 ? word : `${word}s`, names: names.join(' · ') }];
  });
}

function chairName({ name, organisation }: Chair): string {
  return name === null ? organisation : `${name}, ${organisation}`;
}

/** `25 min`, `1 h`, `1 h 30 min` */
export function lengthText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `1 session`, `6 sessions` */
export function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
