import { expect, it } from 'vitest';
import { Bell } from '../../server/bell.ts';

it('is heard once by each hearer, however often it is rung in a moment, and again when rung again', async () => {
  const bell = new Bell();
  let heard = 0;
  const sounds: (() => void)[] = [];
  const sound = () => new Promise<void>((resolve) => sounds.push(resolve));
  bell.onRing(() => {
    heard += 1;
  });
  bell.onRing(() => sounds.shift()?.());
  for (const round of [1, 2]) {
    const sounded = sound();
    for (let time = 0; time < 100; time += 1) bell.ring();
    expect(heard).toBe(round - 1);
    await sounded;
    expect(heard).toBe(round);
  }
});
