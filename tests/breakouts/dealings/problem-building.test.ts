import { describe, expect, test } from 'vitest';
import { type Asked, problemOf, type RoundAsked } from '../../../breakouts/dealings/problem-building.ts';
import type { Member } from '../../../breakouts/neighbours.ts';
import type { Place } from '../../../breakouts/round.ts';
import { breakoutSettings, newDealing, roundContent } from '../../../breakouts/schema.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [ANNA, BERT, CORA, DORA] = [1, 2, 3, 4].map((n) => uuid(n) as ParticipantId) as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
  ParticipantId,
];
const GONE = uuid(9) as ParticipantId;
const room = (n: number) => uuid(100 + n);

function member(id: ParticipantId, prefers: readonly string[] = []): Member {
  const who = { id, name: `N ${id.at(-1)}`, organisation: 'Org', country: null, tags: [], emailKey: null };
  return { ...who, wishes: { prefers, together: null, apart: [] } } as unknown as Member;
}

const MEMBERS = [member(ANNA), member(BERT, ['Water', 'LIGHT']), member(CORA, ['light']), member(DORA)];

function place(participantId: ParticipantId, n: number, locked = false): Place {
  return { participantId, roomId: room(n), locked, joinedAt: null };
}

/** Rooms One on Light and Two on Water, with ids of their own in each round. */
function round(at: number, more: Partial<RoundAsked> = {}, leads: object = {}): RoundAsked {
  const content = roundContent.parse({
    entry: { id: uuid(50 + at), day: uuid(40) },
    rooms: [
      { id: room(at * 10), name: 'One', topic: 'Light', ...leads },
      { id: room(at * 10 + 1), name: 'Two', topic: 'Water' },
    ],
  });
  return { id: uuid(60 + at), content, places: null, absent: new Set(), dealt: true, ...more };
}

function problem(rounds: readonly RoundAsked[], more: Partial<Asked> = {}) {
  const dealing = newDealing.parse({ rounds: rounds.filter(({ dealt }) => dealt).map(({ id }) => id) });
  const settings = breakoutSettings.parse({});
  return problemOf({ rounds, members: MEMBERS, roles: [], wishes: new Map(), settings, dealing, ...more });
}

describe('what the assigner is asked', () => {
  test('keeps places that are locked, of those who are here and not absent', () => {
    const places = [place(ANNA, 1, true), place(BERT, 0), place(CORA, 0, true), place(GONE, 0, true)];
    const { rules, before } = problem([round(0, { places, absent: new Set([CORA]) })]);
    expect(rules.pins).toEqual([{ person: ANNA, room: room(1), rounds: [0] }]);
    expect(before?.plan.rounds).toEqual([[[BERT, CORA], [ANNA]]]);
  });

  test('gives a round that is not dealt as it was, and pins nobody there', () => {
    const held = round(0, { dealt: false, places: [place(BERT, 1, true), place(ANNA, 1), place(GONE, 0)] });
    const { rounds, rules, before } = problem([held, round(1)], {
      settings: breakoutSettings.parse({ rules: { pins: [{ participant: DORA, room: 'two' }] } }),
    });
    expect(rounds.map(({ frozen }) => frozen)).toEqual([[[], [ANNA, BERT]], null]);
    expect(rules.pins).toEqual([{ person: DORA, room: room(11), rounds: [1] }]);
    expect(before).toBe(null);
  });

  test('leaves out rounds from which somebody is absent, where a pin is for every round', () => {
    const { people, rules } = problem([round(0, { absent: new Set([DORA]) }), round(1)], {
      settings: breakoutSettings.parse({ rules: { pins: [{ participant: DORA, room: 'One' }] } }),
    });
    expect(people.map(({ absent }) => absent)).toEqual([[], [], [], [0]]);
    expect(rules.pins).toEqual([{ person: DORA, room: room(10), rounds: [1] }]);
  });

  test('leaves in a pin for the very round from which somebody is absent, to be refused', () => {
    const pins = [{ participant: DORA, room: 'One', entry: uuid(50) }];
    const { rules } = problem([round(0, { absent: new Set([DORA]) }), round(1)], {
      settings: breakoutSettings.parse({ rules: { pins } }),
    });
    expect(rules.pins).toEqual([{ person: DORA, room: room(0), rounds: [0] }]);
  });

  test('takes what people ranked themselves before what is written of them, as rooms write it', () => {
    const { people } = problem([round(0)], { wishes: new Map([[CORA, ['water', 'Fire']]]) });
    expect(people.map(({ prefers }) => prefers)).toEqual([[], ['Water', 'Light'], ['Water', 'Fire'], []]);
    const { people: silent } = problem([round(0)], { wishes: new Map([[CORA, []]]) });
    expect(silent[2]?.prefers).toEqual([]);
  });

  test('has who leads a room in it, whatever the rules say of them', () => {
    const { rounds, rules } = problem([round(0, {}, { facilitator: ANNA })], {
      settings: breakoutSettings.parse({ rules: { pins: [{ participant: ANNA, room: 'Two' }] } }),
      roles: [{ participantId: BERT, role: 'rapporteur', room: 'TWO' }],
    });
    expect(rounds[0]?.rooms.map(({ facilitator, rapporteur }) => [facilitator, rapporteur])).toEqual([
      [ANNA, null],
      [null, BERT],
    ]);
    expect(rules.pins.map(({ person, room: id }) => [person, id]).sort()).toEqual([
      [ANNA, room(0)],
      [BERT, room(1)],
    ]);
  });

  test('asks rules for one round of that round alone, and of those who are here', () => {
    const rules = {
      together: [{ people: [ANNA, BERT, GONE], entry: uuid(51) }],
      apart: [{ people: [CORA, DORA] }, { people: [ANNA, GONE] }, { people: [ANNA, CORA], entry: uuid(59) }],
    };
    const asked = problem([round(0), round(1)], { settings: breakoutSettings.parse({ rules }) });
    expect(asked.rules.together).toEqual([{ people: [ANNA, BERT], rounds: [1] }]);
    expect(asked.rules.apart).toEqual([{ people: [CORA, DORA], rounds: null }]);
  });
});
