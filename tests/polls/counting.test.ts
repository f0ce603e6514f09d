import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tallyOf } from '../../polls/counting.ts';
import type { Choice } from '../../polls/poll.ts';
import type { PollContent } from '../../polls/schema.ts';
import { ballotOf, choosing, opinion, scale, shortText, trivia } from './contents.ts';

function texts(...given: string[]) {
  return tallyOf(
    shortText(),
    given.map((text, at) => ballotOf(`p${at}`, { text })),
  ).texts;
}

describe('a tally', () => {
  test('counts people and answers apart', () => {
    const content = opinion({ most: 3 });
    expect(tallyOf(content, [choosing('p1', 'a', 'b'), choosing('p2', 'b')])).toEqual({
      people: 2,
      answers: 3,
      options: [
        { id: 'a', people: 1, points: 1 },
        { id: 'b', people: 2, points: 2 },
        { id: 'c', people: 0, points: 0 },
      ],
      texts: [],
      mean: null,
      breakdown: null,
    });
  });

  test('gives the first of three options in a ranking three points, and the last one', () => {
    const content = opinion({ kind: 'ranking', most: 3 });
    expect(tallyOf(content, [choosing('p1', 'c', 'a', 'b'), choosing('p2', 'c')]).options).toEqual([
      { id: 'a', people: 1, points: 2 },
      { id: 'b', people: 1, points: 1 },
      { id: 'c', people: 2, points: 6 },
    ]);
  });

  test('has the mean of a scale to two decimals', () => {
    const ballots = [choosing('p1', '5'), choosing('p2', '4'), choosing('p3', '4')];
    expect(tallyOf(scale(), ballots).mean).toBe(4.33);
    expect(tallyOf(scale(), []).mean).toBeNull();
  });

  test('takes texts as one that are equal but for case and spaces', () => {
    expect(texts('remote work', 'Remote  Work', 'REMOTE\u00a0WORK', 'Straße', 'STRASSE', 'zoo')).toEqual([
      { text: 'REMOTE\u00a0WORK', people: 3 },
      { text: 'STRASSE', people: 2 },
      { text: 'zoo', people: 1 },
    ]);
  });

  test('lists texts most often first, then by the alphabet', () => {
    expect(texts('b', 'Aa', 'c', 'c', 'B').map(({ text }) => text)).toEqual(['B', 'c', 'Aa']);
  });

  test('of no ballots is nought', () => {
    expect(tallyOf(trivia(), []).options.map(({ people }) => people)).toEqual([0, 0, 0]);
  });
});

const anyRound = fc
  .record({ kind: fc.constantFrom('opinion', 'ranking', 'scale', 'text', 'trivia'), size: fc.nat({ max: 30 }) })
  .chain(({ kind, size }) => {
    const content = {
      opinion: opinion({ most: 3 }),
      ranking: opinion({ kind: 'ranking', most: 3 }),
      scale: scale(),
      text: shortText(),
      trivia: trivia(),
    }[kind] as PollContent;
    const ids = content.options.map(({ id }) => id);
    const choice: fc.Arbitrary<Choice> =
      kind === 'text'
        ? fc.record({ text: fc.constantFrom('a', 'A', 'b  c', 'B C', 'd') })
        : fc.shuffledSubarray(ids, { minLength: 1, maxLength: content.most }).map((options) => ({ options }));
    return fc.record({
      content: fc.constant(content),
      choices: fc.array(choice, { minLength: size, maxLength: size }),
    });
  });

describe('any tally', () => {
  test('has as many people as ballots, and as many answers as were given', () => {
    fc.assert(
      fc.property(anyRound, ({ content, choices }) => {
        const tally = tallyOf(
          content,
          choices.map((choice, at) => ballotOf(`p${at}`, choice)),
        );
        const given = choices.map((choice) => ('options' in choice ? choice.options.length : 1));
        const answers = given.reduce((sum, each) => sum + each, 0);
        expect(tally.people).toBe(choices.length);
        expect(tally.answers).toBe(answers);
        expect([...tally.options, ...tally.texts].reduce((sum, { people }) => sum + people, 0)).toBe(answers);
        if (content.most === 1) expect(tally.answers).toBe(tally.people);
      }),
    );
  });

  test('is the same in whatever order the ballots are', () => {
    const shuffled = anyRound.chain(({ content, choices }) => {
      const ballots = choices.map((choice, at) => ballotOf(`p${at}`, choice));
      const order = fc.shuffledSubarray(ballots, { minLength: ballots.length, maxLength: ballots.length });
      return fc.record({ content: fc.constant(content), ballots: fc.constant(ballots), order });
    });
    fc.assert(
      fc.property(shuffled, ({ content, ballots, order }) => {
        expect(tallyOf(content, order)).toEqual(tallyOf(content, ballots));
      }),
    );
  });
});
