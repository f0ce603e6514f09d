import { expect, it } from 'vitest';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { instant } from '../../../kernel/time.ts';
import { actOn, type HelpAct, type HelpRequest, lineOf, movedInLine, newRequest } from '../../../people/help/help.ts';

const [anna, bert, desk, other] = ['anna', 'bert', 'desk', 'other'] as ParticipantId[] as [
  ParticipantId,
  ParticipantId,
  ParticipantId,
  ParticipantId,
];
const NOON = instant(1_000_000);
const LATER = instant(2_000_000);
const asked = (id: string, who: ParticipantId, at = NOON) => newRequest(id, who, 'No sound', at);
const after = (request: HelpRequest, ...acts: readonly HelpAct[]) =>
  acts.reduce<HelpRequest>((before, act) => {
    const next = actOn(before, act, LATER);
    if (!next) throw new Error(`no ${act.kind} of what is ${before.state}`);
    return next;
  }, request);

it('waits, is taken and is solved, and says by whom and when', () => {
  const request = asked('1', anna);
  const taken = after(request, { kind: 'take', by: desk });
  expect(taken).toEqual({ ...request, state: 'taken', takenBy: desk, takenAt: LATER, revision: 2 });
  const solved = after(taken, { kind: 'solve', by: desk });
  expect(solved).toEqual({ ...taken, state: 'solved', solvedAt: LATER, revision: 3 });
});

it('is solved without being taken first, by whoever solves it', () => {
  const solved = after(asked('1', anna), { kind: 'solve', by: desk });
  expect(solved).toMatchObject({ state: 'solved', takenBy: desk, takenAt: LATER, solvedAt: LATER, revision: 2 });
});

it('is said in other words, and keeps its state and its place', () => {
  const taken = after(asked('1', anna), { kind: 'take', by: desk });
  const reworded = after(taken, { kind: 'reword', text: 'No picture' });
  expect(reworded).toEqual({ ...taken, text: 'No picture', revision: 3 });
});

it('is taken over, and waits again when whoever has it cannot any more', () => {
  const taken = after(asked('1', anna), { kind: 'take', by: desk }, { kind: 'take', by: other });
  expect(taken).toMatchObject({ takenBy: other, revision: 3 });
  expect(after(taken, { kind: 'give-back' })).toMatchObject({
    ...{ state: 'waiting', takenBy: null, takenAt: null, revision: 4 },
  });
});

it('stays the same object where nothing changes', () => {
  const waiting = asked('1', anna);
  const taken = after(waiting, { kind: 'take', by: desk });
  expect(actOn(waiting, { kind: 'reword', text: 'No sound' }, LATER)).toBe(waiting);
  expect(actOn(waiting, { kind: 'give-back' }, LATER)).toBe(waiting);
  expect(actOn(taken, { kind: 'take', by: desk }, LATER)).toBe(taken);
});

it('does not change any more once it is solved or withdrawn', () => {
  const acts: readonly HelpAct[] = [
    { kind: 'reword', text: 'x' },
    { kind: 'take', by: desk },
    { kind: 'solve', by: desk },
    { kind: 'withdraw' },
    { kind: 'give-back' },
  ];
  for (const last of [{ kind: 'solve', by: desk } as const, { kind: 'withdraw' } as const]) {
    const closed = after(asked('1', anna), last);
    expect(acts.map((act) => actOn(closed, act, LATER))).toEqual(acts.map(() => null));
  }
});

it('waits before those who came later, and of two in the same moment always the same first', () => {
  const [first, second, third] = [asked('b', anna, LATER), asked('a', bert, LATER), asked('c', desk)];
  expect(lineOf([first, second, third]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(lineOf([second, third, first]).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  const taken = after(third, { kind: 'take', by: other });
  expect(lineOf([first, second, taken]).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('moves up those alone who wait behind it', () => {
  const line = [asked('1', anna, instant(1)), asked('2', bert, instant(2)), asked('3', desk, instant(3))] as const;
  const [first, second, third] = line;
  expect(movedInLine(line, [first, after(second, { kind: 'take', by: other }), third])).toEqual([desk]);
  expect(movedInLine(line, [...line, asked('4', other, instant(4))])).toEqual([other]);
});
