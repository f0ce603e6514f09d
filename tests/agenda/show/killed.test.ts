import { beforeAll, describe, expect, test } from 'vitest';
import { buildWhatIsStale } from '../../../server/launch/build.mjs';
import { ripple } from '../../faults/ripple.ts';

describe('a server that is killed in the middle of a chair’s commands', () => {
  // Does nothing in `npm test`, which builds before it tests.
  beforeAll(() => buildWhatIsStale(), 180_000);

  test('comes back with the day whole, as it was acknowledged, and can undo', async () => {
    const [result] = await ripple.run({ seed: 4, tries: 4 });
    expect(result?.tries).toBe(4);
    expect(result?.losses).toEqual({ 'not whole': 0, 'not shown': 0, 'not undone': 0, 'false feeds': 0 });
  }, 60_000);
});
