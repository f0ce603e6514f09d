import { expect, test } from 'vitest';
import { tallyOf } from '../../polls/counting.ts';
import { pollViewOf, staffViewOf } from '../../polls/shown.ts';
import { ballotOf, openPoll, shortText } from './contents.ts';

test('of thousands of texts those given most often are on pages, and all people are counted', () => {
  const content = shortText();
  const texts = Array.from({ length: 5_000 }, (_, at) => `${at} ${'ｗ'.repeat(90)}`);
  const ballots = [...texts, ...texts.slice(4_000)].map((text, at) => ballotOf(`${at}`, { text }));
  const tally = tallyOf(content, ballots);
  const { poll, round } = openPoll(content, { tally });
  const shown = { poll: { ...poll, state: 'shown' as const }, round };
  const all = pollViewOf(shown, { turnout: ballots.length, tally }, null);
  const staff = staffViewOf(shown.poll, [{ ...round, turnout: ballots.length }]);
  for (const seen of [all.tally, staff.rounds[0]?.tally]) {
    expect([seen?.people, seen?.texts.length, seen?.texts.every(({ people }) => people === 2)]).toEqual([
      6_000,
      200,
      true,
    ]);
  }
  // A socket for which a million bytes wait is let go; everybody follows this.
  expect(Buffer.byteLength(JSON.stringify(all))).toBeLessThan(100_000);
});
