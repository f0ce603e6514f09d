/** The settings and rules of breakouts as form fields show them, and the body that is sent. */
import type { BreakoutSettings } from '../../breakouts/schema.ts';
import { number } from '../organise/written.ts';

export interface PinValues {
  readonly participant: string;
  readonly room: string;
  /** The session's id; empty for every breakout. */
  readonly entry: string;
}

export interface GroupValues {
  readonly people: readonly string[];
  readonly entry: string;
}

export interface SettingValues {
  readonly from: BreakoutSettings['from'];
  readonly names: BreakoutSettings['names'];
  readonly stage: BreakoutSettings['stage'];
  readonly selfMoves: boolean;
  readonly warnSeconds: string;
  readonly dueMinutes: string;
  readonly chathamHouse: boolean;
  readonly pins: readonly PinValues[];
  readonly together: readonly GroupValues[];
  readonly apart: readonly GroupValues[];
}

export function settingValues(settings: BreakoutSettings): SettingValues {
  const { from, names, stage, selfMoves, warnSeconds, dueMinutes, chathamHouse, rules } = settings;
  const groups = (given: BreakoutSettings['rules']['together']) =>
    given.map(({ people, entry }) => ({ people, entry: entry ?? '' }));
  return {
    ...{ from, names, stage, selfMoves, chathamHouse },
    ...{ warnSeconds: String(warnSeconds), dueMinutes: String(dueMinutes) },
    pins: rules.pins.map(({ participant, room, entry }) => ({ participant, room, entry: entry ?? '' })),
    together: groups(rules.together),
    apart: groups(rules.apart),
  };
}

export function settingsSent(values: SettingValues): Record<string, unknown> {
  const { from, names, stage, selfMoves, warnSeconds, dueMinutes, chathamHouse, pins, together, apart } = values;
  const groups = (given: readonly GroupValues[]) =>
    given.map(({ people, entry }) => ({ people, entry: entry || null }));
  return {
    ...{ from, names, stage: names === 'everybody' ? stage : 'own-page', selfMoves, chathamHouse },
    ...{ warnSeconds: number(warnSeconds), dueMinutes: number(dueMinutes) },
    rules: {
      pins: pins.map(({ participant, room, entry }) => ({ participant, room, entry: entry || null })),
      together: groups(together),
      apart: groups(apart),
    },
  };
}
