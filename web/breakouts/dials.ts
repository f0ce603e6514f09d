/** The three dials of a dealing, in words. */
import type { Dials } from '../../breakouts/assigner/problem.ts';

export const DIALS: readonly { readonly dial: keyof Dials; readonly name: string; readonly lead: string }[] = [
  { dial: 'mixing', name: 'Mixing', lead: 'Who meets whom, and how often.' },
  { dial: 'organisations', name: 'Spread of organisations', lead: 'People of one organisation in different rooms.' },
  { dial: 'topics', name: 'Topics', lead: 'Rooms with the topics that people ranked.' },
];

/** `0 of 10: does not count` */
export function dialText(value: number): string {
  return value === 0 ? '0 of 10: does not count' : `${value} of 10`;
}
