import { type Clock, instant } from './time.ts';

/** The machine's own clock. Only shell files are given one; core files take `now` as an argument. */
export const systemClock: Clock = { now: () => instant(Date.now()) };
