import { describe, expect, test } from 'vitest';
import { onTheLine } from '../../../server/live/frames.ts';

describe('a text on the line', () => {
  test.each([
    [0, '8100'],
    [125, '817d'],
    [126, '817e007e'],
    [65_535, '817effff'],
    [65_536, '817f0000000000010000'],
  ])('of %i bytes is a whole frame of text, unmasked, with its length as RFC 6455 writes it', (length, head) => {
    const text = Buffer.alloc(length, 'x');
    expect(onTheLine(text).toString('hex')).toBe(head + text.toString('hex'));
  });
});
