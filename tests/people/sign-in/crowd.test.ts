import { expect, test } from 'vitest';
import { lookedUpTogether } from '../../../people/sign-in/crowd-service.ts';

/** Looks that end when they are told to. */
function looks() {
  const begun: { readonly asked: readonly string[]; readonly end: (error?: Error) => void }[] = [];
  const find = lookedUpTogether((asked) => {
    return new Promise<ReadonlyMap<string, string>>((resolve, reject) => {
      const found = new Map(asked.filter((each) => each !== 'nobody').map((each) => [each, `${each}, found`]));
      begun.push({ asked, end: (error) => (error ? reject(error) : resolve(found)) });
    });
  }, 3);
  return { begun, find };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('those who ask in one turn are looked up together, each once, and each finds their own', async () => {
  const { begun, find } = looks();
  const finding = Promise.all([find('a'), find('nobody'), find('a')]);
  await turn();
  begun[0]?.end();
  expect(await finding).toEqual(['a, found', undefined, 'a, found']);
  expect(begun.map(({ asked }) => asked)).toEqual([['a', 'nobody']]);
});

test('whoever asks while a look is under way is looked up after it, and no more than so many at once', async () => {
  const { begun, find } = looks();
  const first = find('a');
  await turn();
  const later = Promise.all(['a', 'b', 'c', 'd'].map(find));
  await turn();
  expect(begun.map(({ asked }) => asked)).toEqual([['a']]);
  begun[0]?.end();
  expect(await first).toBe('a, found');
  await turn();
  begun[1]?.end();
  await turn();
  await turn();
  begun[2]?.end();
  expect(await later).toEqual(['a, found', 'b, found', 'c, found', 'd, found']);
  expect(begun.map(({ asked }) => asked)).toEqual([['a'], ['a', 'b', 'c'], ['d']]);
});

test('a look that fails fails for all who share it, and for nobody after them', async () => {
  const { begun, find } = looks();
  const failing = Promise.allSettled([find('a'), find('b')]);
  await turn();
  begun[0]?.end(new Error('no database'));
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const after = find('a');
  await turn();
  begun[1]?.end();
  expect(await after).toBe('a, found');
});
