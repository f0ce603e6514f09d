import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppError } from '../../kernel/errors.ts';
import { choiceOf, longestChoice, readChoice, writeChoice } from '../../polls/choice.ts';
import type { BallotPaper, PollContent } from '../../polls/schema.ts';
import { opinion, scale, shortText, trivia } from './contents.ts';

type Paper = Pick<BallotPaper, 'options' | 'text'>;

function refusalOf(content: PollContent, paper: Paper): { code: string; at: (string | undefined)[]; message?: string } {
  try {
    choiceOf(content, paper);
  } catch (error) {
    const { code, details } = error as AppError;
    return { code, at: (details.errors ?? []).map(({ path }) => path) };
  }
  throw new Error('the paper was taken');
}

const several = opinion({ least: 2, most: 2 });

describe('a ballot paper', () => {
  test('of an opinion is kept in the order of the options, whatever the order of choosing', () => {
    expect(choiceOf(several, { options: ['c', 'a'] })).toEqual({ options: ['a', 'c'] });
  });

  test('of a ranking is kept in the order chosen', () => {
    const ranking = opinion({ kind: 'ranking', least: 2, most: 3 });
    expect(choiceOf(ranking, { options: ['c', 'a'] })).toEqual({ options: ['c', 'a'] });
  });

  test('of a text is kept trimmed and composed', () => {
    expect(choiceOf(shortText(), { text: '  Cafe\u0301 ' })).toEqual({ text: 'Café' });
    expect(choiceOf(shortText(), { text: 'x'.repeat(100) })).toEqual({ text: 'x'.repeat(100) });
  });

  test.each([
    ['both options and a text', opinion(), { options: ['a'], text: 'x' }, 'options'],
    ['neither options nor a text', opinion(), {}, 'options'],
    ['a text where options are asked', opinion(), { text: 'a' }, 'text'],
    ['options where a text is asked', shortText(), { options: ['a'] }, 'options'],
    ['an option twice', several, { options: ['a', 'a'] }, 'options.1'],
    ['an empty text', shortText(), { text: '  \u2002 ' }, 'text'],
    ['a text of 101 characters', shortText(), { text: 'x'.repeat(101) }, 'text'],
    ['a text of two lines', shortText(), { text: 'x\ny' }, 'text'],
    ['a text with a line separator', shortText(), { text: 'x\u2028y' }, 'text'],
    ['half a character', shortText(), { text: 'x\ud83d' }, 'text'],
  ])('with %s is bad input', (_, content, paper: Paper, at) => {
    expect(refusalOf(content, paper)).toEqual({ code: 'bad-input', at: [at] });
  });

  test.each([
    ['too-many-options', opinion(), ['a', 'b']],
    ['too-many-options', trivia(), ['a', 'b']],
    ['too-many-options', scale(), ['4', '5']],
    ['too-many-options', several, ['a', 'b', 'c']],
    ['too-few-options', several, ['a']],
    ['too-few-options', opinion(), []],
    ['unknown-option', opinion(), ['d']],
    ['unknown-option', scale(), ['0']],
    ['unknown-option', opinion(), ['__proto__']],
  ])('is refused with %s', (code, content, options) => {
    expect(refusalOf(content, { options })).toEqual({ code, at: [] });
  });

  test('says how many may be chosen', () => {
    expect(() => choiceOf(opinion(), { options: ['a', 'b'] })).toThrow('Choose at most one option.');
    expect(() => choiceOf(several, { options: ['a'] })).toThrow('Choose at least 2 options.');
  });
});

describe('a choice as it is written', () => {
  test('is the same text for the same choice', () => {
    expect(writeChoice({ options: ['a', 'c'] })).toBe('{"options":["a","c"]}');
    expect(writeChoice({ text: 'a "b"' })).toBe('{"text":"a \\"b\\""}');
  });

  test('is read as it was', () => {
    for (const choice of [{ options: ['c', 'a'] }, { text: 'Zürich' }])
      expect(readChoice(writeChoice(choice))).toEqual(choice);
  });

  test.each(['', '{}', '[]', '{"options":[1]}', '{"options":["a"],"text":"a"}'])('is not read from %j', (written) => {
    expect(() => readChoice(written)).toThrow();
  });

  test('is never longer than the longest', () => {
    const options = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,39}$/), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(options, fc.nat(), (ids, seed) => {
        const most = 1 + (seed % ids.length);
        const content = opinion({ options: ids.map((id) => ({ id, text: id })), most });
        const longest = [...ids].sort((a, b) => b.length - a.length).slice(0, most);
        const bytes = Buffer.byteLength(writeChoice(choiceOf(content, { options: longest })));
        expect(longestChoice(content)).toBe(bytes);
        expect(Buffer.byteLength(writeChoice(choiceOf(content, { options: ids.slice(0, most) })))).toBeLessThanOrEqual(
          bytes,
        );
      }),
    );
  });

  test('of a text is never longer than the longest, and can be as long', () => {
    const content = shortText();
    const written = (text: string) => Buffer.byteLength(writeChoice(choiceOf(content, { text })));
    const anyLetter = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.constantFrom('"', '\\', '€', '𝒳'),
    );
    fc.assert(
      fc.property(fc.array(anyLetter, { maxLength: 100 }), (letters) => {
        const text = `x${letters.join('')}`.slice(0, 100);
        fc.pre(!/\p{Surrogate}/u.test(text) && text.normalize('NFC').length <= 100);
        expect(written(text)).toBeLessThanOrEqual(longestChoice(content));
      }),
    );
    expect(written('€'.repeat(100))).toBe(longestChoice(content));
  });
});
