import { expect, test } from 'vitest';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { bestChoices, restText, waysOut } from '../../../web/chair/chair-words.ts';
import { madeRun, SHORT_DAY } from './consoles.ts';

const run = madeRun(SHORT_DAY);
const skip = (entry: string, gives: number) => ({ command: { do: 'skip', entry } as const, words: entry, gives });
const adjust = (entry: string, minutes: number): ShowCommand => ({ do: 'adjust', entry, minutes });

test('of thirty ways out the four that give most are offered, of equals the first of the day', () => {
  const thirty = Array.from({ length: 30 }, (_, place) => skip(`entry-${place}`, place === 20 ? 9 : place % 5));
  expect(bestChoices(thirty).map(({ words }) => words)).toEqual(['entry-20', 'entry-4', 'entry-9', 'entry-14']);
  expect(thirty[0]?.words).toBe('entry-0');
  expect(restText(26)).toMatch(/^26 more ways give no more than these: /);
  expect(restText(1)).toMatch(/^1 more way gives /);
  expect(restText(0)).toBe('');
});

test('to give an entry fewer minutes than was asked is one command, and none where it leaves the entry as it is', () => {
  const asked = adjust('entry-1', 30);
  const fewer = { command: adjust('entry-1', -17), words: '−17 min for Welcome', gives: 17 };
  const other = { command: adjust('entry-2', -5), words: '−5 min for Keynote', gives: 5 };
  expect(waysOut(asked, [fewer, other, skip('entry-4', 17)], run)).toEqual([
    { command: adjust('entry-1', 13), words: '+13 min for Welcome instead', gives: 17, isInstead: true },
    { ...other, isInstead: false },
    { ...skip('entry-4', 17), isInstead: false },
  ]);
  expect(waysOut(adjust('entry-1', 17), [fewer], run)).toEqual([]);
  expect(waysOut({ do: 'next' }, [fewer], run)).toEqual([{ ...fewer, isInstead: false }]);
});
