import { expect, test } from 'vitest';
import { percent, sharesText, turnoutShares, turnoutText } from '../../../web/polls/turnout-words.ts';

test.each([
  [1, 3, '33 %'],
  [0, 0, '0 %'],
  [0, 9, '0 %'],
  [1, 1_000, '1 %'],
  [999, 1_000, '99 %'],
  [5, 5, '100 %'],
])('%i of %i is %s: only all are 100 and only none are 0', (part, whole, text) => {
  expect(percent(part, whole)).toBe(text);
});

test('what a round came to is told of those registered and of those present, as far as these are known and can be', () => {
  const told = [
    { turnout: 31, entitled: 62, present: 40 },
    { turnout: 31, entitled: 62, present: 30 },
    { turnout: 31, entitled: null, present: null },
    { turnout: 0, entitled: 0, present: 0 },
    { turnout: 0, entitled: 4, present: null },
  ];
  expect(told.map(turnoutShares)).toEqual([
    '31 voted: 50 % of 62 registered, 78 % of 40 present',
    '31 voted: 50 % of 62 registered',
    '31 voted',
    '0 voted',
    '0 voted: 0 % of 4 registered',
  ]);
  expect(told.map(sharesText)).toEqual([
    '50 % of 62 registered, 78 % of 40 present',
    '50 % of 62 registered',
    '',
    '',
    '0 % of 4 registered',
  ]);
});

test('who has voted is told of those that are here while it is open, else of those registered, where that is no nonsense', () => {
  const open = { state: 'open', round: 1, turnout: 61, entitled: 104 } as const;
  const closed = { ...open, state: 'closed' } as const;
  expect([turnoutText(open, 87), turnoutText(open, 40), turnoutText({ ...open, entitled: null }, 87)]).toEqual([
    '61 of 87 here have voted, 104 registered',
    '61 have voted, 40 are here, 104 registered',
    '61 of 87 here have voted',
  ]);
  expect([turnoutText(open, null), turnoutText(closed, 87), turnoutText({ ...closed, entitled: null }, 87)]).toEqual([
    '61 of 104 voted (59 %)',
    '61 of 104 voted (59 %)',
    '61 voted',
  ]);
  expect([turnoutText({ ...closed, turnout: 0, entitled: 0 }, null), turnoutText({ ...open, round: 0 }, 87)]).toEqual([
    '0 of 0 voted',
    '',
  ]);
});
