/** What a dealing is asked for, as form fields show it, and the body that is sent. */
import type { Dials, Mixing, Preset } from '../../breakouts/assigner/problem.ts';

export interface DealValues {
  readonly name: string;
  /** Ids of rounds. */
  readonly rounds: readonly string[];
  readonly preset: Preset | 'own';
  readonly mixing: Mixing;
  readonly dials: Dials;
  readonly effort: string;
  /** How dear it is that somebody is moved who has a place already: thousandths. */
  readonly costPerMove: string;
}

export const FIRST_DIALS: Dials = { mixing: 4, organisations: 1, topics: 1 };

export function newDealValues(rounds: readonly string[]): DealValues {
  const first = { preset: 'meet-everyone', mixing: 'meet-everyone', dials: FIRST_DIALS } as const;
  return { name: 'Dealt', rounds, ...first, effort: '5', costPerMove: '0' };
}

/** @param seed which of many equal plans is found; the same seed finds the same. */
export function dealSent(values: DealValues, seed: number): Record<string, unknown> {
  const { name, rounds, preset, mixing, dials, effort, costPerMove } = values;
  return {
    ...{ name, rounds, seed },
    preset: preset === 'own' ? null : preset,
    aim: preset === 'own' ? { mixing, dials } : null,
    effort: Number(effort),
    costPerMove: Number(costPerMove),
  };
}

export const PRESET_CARDS: readonly {
  readonly value: DealValues['preset'];
  readonly name: string;
  readonly lead: string;
}[] = [
  { value: 'meet-everyone', name: 'Meet everyone', lead: 'As many different people as can be meet at least once.' },
  {
    value: 'few-above-three',
    name: 'At most three meetings',
    lead: 'Two people should not share a room more than three times.',
  },
  { value: 'fewest-repeats', name: 'Fewest repeats', lead: 'Who has met is kept apart as far as that can be.' },
  {
    value: 'by-topic',
    name: 'By topic',
    lead: 'People get the topics that they ranked, and mix as far as these let them.',
  },
  { value: 'own', name: 'Choose yourself', lead: 'Say how much each thing counts.' },
];

export const MIXING_CHOICES: readonly { readonly value: Mixing; readonly label: string }[] = [
  { value: 'meet-everyone', label: 'Meet as many different people as can be' },
  { value: 'few-above-three', label: 'No two people more than three times' },
  { value: 'fewest-repeats', label: 'As few repeats as can be' },
];

export const EFFORTS = [
  { value: '1', label: 'Quick: about a second' },
  { value: '5', label: 'Thorough: about 5 seconds' },
  { value: '20', label: 'Long: about 20 seconds' },
  { value: '60', label: 'Very long: about a minute' },
];

export const MOVE_COSTS = [
  { value: '0', label: 'Deal anew, whatever it changes' },
  { value: '2', label: 'Move people where it gains something' },
  { value: '20', label: 'Move people only where it gains much' },
];
