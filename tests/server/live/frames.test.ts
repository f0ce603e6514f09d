import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientFrame, onTheLine, readFrame, writeAck, writeAnswer } from '../../../server/live/frames.ts';

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

describe('a ballot', () => {
  const text = (most: number) =>
    fc.oneof(
      fc.constantFrom('a', 'B-2', 'x'.repeat(36)),
      fc.constantFrom('a', 'b'),
      fc.string({ minLength: 1, maxLength: 5 }),
      fc.constantFrom('', 'x'.repeat(most), 'x'.repeat(most + 1), '😀'),
    );
  const odd = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(0, 1, -1, 1.5, 2 ** 53, 1e300, true));
  /** Left out, right or nearly so, or something else. */
  const member = (right: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { weight: 8, arbitrary: right },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
  const options = fc.oneof(
    fc.array(fc.oneof({ weight: 20, arbitrary: text(40) }, { weight: 1, arbitrary: odd }), { maxLength: 4 }),
    fc.constantFrom(Array(100).fill('a'), Array(101).fill('a')),
  );
  const frame = fc
    .record({
      op: fc.constantFrom('ballot', 'ballot', 'ballot', 'ping'),
      id: member(text(100)),
      poll: member(text(100)),
      round: member(fc.constantFrom(undefined, 1, 2, 2 ** 53 - 1)),
      options: member(options),
      text: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: text(1_000) }),
    })
    .chain((whole) =>
      fc.constantFrom(whole, whole, whole, { ...whole, more: 1 }, { ...whole, ['__proto__']: 1 }, [whole]),
    );

  test('is read as its shape says, whichever way it is looked at', () => {
    let accepted = 0;
    const property = fc.property(frame, (sent) => {
      const line = JSON.stringify(sent);
      const shaped = clientFrame.safeParse(JSON.parse(line)).data ?? null;
      if (shaped?.op === 'ballot') accepted += 1;
      expect(readFrame(line)).toEqual(shaped);
    });
    fc.assert(property, { numRuns: 2_000 });
    expect(accepted).toBeGreaterThan(100);
  });

  test.each([
    '{"op":"ballot","id":"c","poll":"p","options":["a"],"__proto__":{}}',
    '{"op":"ballot","id":"c","poll":"p","options":["a"],"op":"ping"}',
  ])('is none with more than its members: %s', (line) => expect(readFrame(line)).toBeNull());

  test('is acknowledged with the same words as any answer is written with', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 100, unit: 'binary' }), (id) => {
        expect(writeAck(id)).toBe(writeAnswer({ op: 'ack', id }));
      }),
    );
  });
});
