import type { Person, Problem, Room } from '../../../breakouts/assigner/problem.ts';
import { aimOf, type Preset } from '../../../breakouts/assigner/problem.ts';

export function person(id: string, rest: Partial<Person> = {}): Person {
  return {
    id,
    name: id.toUpperCase(),
    organisation: null,
    country: null,
    role: null,
    tags: [],
    prefers: [],
    absent: [],
    ...rest,
  };
}

export function room(id: string, rest: Partial<Room> = {}): Room {
  return { id, name: `Room ${id}`, topic: null, capacity: null, facilitator: null, rapporteur: null, ...rest };
}

/** People p0, p1, … in rooms r0, r1, … of every round. */
export function problemOf(people: number, rooms: number, rounds: number, rest: Partial<Problem> = {}): Problem {
  return {
    people: Array.from({ length: people }, (_, at) => person(`p${at}`)),
    rounds: Array.from({ length: rounds }, () => ({
      rooms: Array.from({ length: rooms }, (_, at) => room(`r${at}`)),
      frozen: null,
    })),
    rules: { pins: [], together: [], apart: [] },
    aim: aimOf('meet-everyone'),
    before: null,
    ...rest,
  };
}

export const aimed = (preset: Preset) => ({ aim: aimOf(preset) });
