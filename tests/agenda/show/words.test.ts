import { expect, test } from 'vitest';
import type { ShowCommand } from '../../../agenda/show/command-schema.ts';
import { commandInWords, latenessInWords } from '../../../agenda/show/words.ts';

const titles: Readonly<Record<string, string>> = { a: 'Keynote 2', b: 'Closure of day 2' };
const inWords = (command: ShowCommand) => commandInWords(command, (id) => titles[id] ?? '');

test('a command is said as what it does, with the titles of its entries', () => {
  expect(inWords({ do: 'next' })).toBe('Start what is next');
  expect(inWords({ do: 'end' })).toBe('End what is on');
  expect(inWords({ do: 'adjust', entry: 'a', minutes: 5 })).toBe('+5 min for Keynote 2');
  expect(inWords({ do: 'adjust', entry: 'a', minutes: -1 })).toBe('−1 min for Keynote 2');
  expect(inWords({ do: 'skip', entry: 'a' })).toBe('Skip Keynote 2');
  expect(inWords({ do: 'move', entry: 'a', before: 'b' })).toBe('Move Keynote 2 before Closure of day 2');
  expect(inWords({ do: 'move', entry: 'a', before: null })).toBe('Move Keynote 2 to the end');
  expect(inWords({ do: 'hold' })).toBe('Hold the clock');
  expect(inWords({ do: 'resume' })).toBe('Let the clock go on');
  expect(inWords({ do: 'end-day' })).toBe('End the day');
});

test('lateness is said in minutes, and in hours where there are any', () => {
  const said = [6, 0, -2, 60, 125, -61].map(latenessInWords);
  expect(said).toEqual(['6 min late', 'on time', '2 min ahead', '1 h late', '2 h 5 min late', '1 h 1 min ahead']);
});
