import { beforeAll, describe, expect, test } from 'vitest';
import { buildWhatIsStale } from '../../server/launch/build.mjs';
import { ballots } from '../faults/ballots.ts';

const NONE = { 'acknowledged and lost': 0, doubled: 0, 'not as sent': 0, 'tally is not turnout': 0 };

describe('a process that is killed while ballots stream in', () => {
  // Does nothing in `npm test`, which builds before it tests.
  beforeAll(() => buildWhatIsStale(), 180_000);

  test('has every ballot that it acknowledged, each once, and counts as many as voted', async () => {
    const results = await ballots.run({ seed: 5, tries: 50 });
    expect(results.map(({ tries, losses }) => [tries, losses])).toEqual([
      [49, NONE],
      [1, NONE],
    ]);
  }, 240_000);

  test('would be found out if it acknowledged first', async () => {
    const [{ losses } = { losses: NONE }] = await ballots.run({ seed: 5, tries: 4, acknowledgeFirst: true });
    expect(losses['acknowledged and lost']).toBeGreaterThan(0);
  }, 60_000);
});
