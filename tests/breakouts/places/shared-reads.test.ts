import { expect, test } from 'vitest';
import { SharedReads } from '../../../breakouts/places/shared-reads.ts';

/** A read that ends when it is told to. */
function reads() {
  const begun: { readonly end: (value: string) => void; readonly fail: (error: Error) => void }[] = [];
  const read = () =>
    new Promise<string>((end, fail) => {
      begun.push({ end, fail });
    });
  return { begun, read };
}

/** Lets all go on that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('who asks while one runs is answered by the next, which begins when it has ended and is shared', async () => {
  const { begun, read } = reads();
  const shared = new SharedReads<string, string>();
  const first = shared.ask('a', read);
  const later = [shared.ask('a', read), shared.ask('a', read)];
  expect(begun).toHaveLength(1);
  begun[0]?.end('before');
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.end('after');
  expect([await first, ...(await Promise.all(later))]).toEqual(['before', 'after', 'after']);
  const again = shared.ask('a', read);
  expect(begun).toHaveLength(3);
  begun[2]?.end('again');
  expect(await again).toBe('again');
});

test('who asks while the next one runs waits for the one after it', async () => {
  const { begun, read } = reads();
  const shared = new SharedReads<string, string>();
  const answers = [shared.ask('a', read), shared.ask('a', read)];
  begun[0]?.end('1');
  await settled();
  answers.push(shared.ask('a', read));
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.end('2');
  await settled();
  begun[2]?.end('3');
  expect(await Promise.all(answers)).toEqual(['1', '2', '3']);
});

test('one that fails tells those who share it, and the next is begun all the same', async () => {
  const { begun, read } = reads();
  const shared = new SharedReads<string, string>();
  const first = shared.ask('a', read);
  const second = shared.ask('a', read);
  begun[0]?.fail(new Error('lost'));
  await expect(first).rejects.toThrow('lost');
  await settled();
  begun[1]?.end('found');
  expect(await second).toBe('found');
});

test('keys are read apart', () => {
  const { begun, read } = reads();
  const shared = new SharedReads<string, string>();
  void shared.ask('a', read);
  void shared.ask('b', read);
  expect(begun).toHaveLength(2);
});
