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
  const right = fc.record({
    op: fc.constant('ballot'),
    id: fc.constantFrom('c', '0b6f5c1e-7d4e-4d0c-9c59-0f7c2a4c2f10'),
    poll: fc.constantFrom('p', 'x'.repeat(100)),
    round: fc.constantFrom(undefined, 1, 2 ** 53 - 1),
    options: fc.constantFrom(undefined, [], ['a', 'b-1'], Array(100).fill('a')),
    text: fc.constantFrom(undefined, undefined, 'A text'),
  });
  const member = fc.constantFrom('op', 'id', 'poll', 'round', 'options', 'text', 'more', '__proto__');
  const value = fc.oneof(
    fc.constantFrom(0, -1, 1.5, 2 ** 53, null, true, '', ' ', '1', '😀', '\u0000', 'é', [], {}, ['a', ''], [1], [null]),
    fc.constantFrom('x'.repeat(40), 'x'.repeat(41), 'x'.repeat(100), 'x'.repeat(101), 'x'.repeat(1_001)),
    fc.constantFrom(['x'.repeat(40)], ['x'.repeat(41)], ['é 1'], Array(101).fill('a'), 'ping', undefined),
  );
  /** Right, but for one member at most. */
  const frame = fc
    .tuple(right, fc.option(fc.tuple(member, value)))
    .map(([whole, other]) => (other ? Object.fromEntries([...Object.entries(whole), other]) : whole));

  test('is read as its shape says, whichever way it is looked at', () => {
    let accepted = 0;
    const property = fc.property(frame, (sent) => {
      const line = JSON.stringify(sent);
      const shaped = clientFrame.safeParse(JSON.parse(line)).data ?? null;
      if (shaped?.op === 'ballot') accepted += 1;
      expect(readFrame(line)).toEqual(shaped);
    });
    fc.assert(property, { numRuns: 600 });
    expect(accepted).toBeGreaterThan(30);
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
