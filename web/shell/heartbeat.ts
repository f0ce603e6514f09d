/**
 * Asks the server for the time now and then, over the page's socket: that measures the clocks' offset, and notices a
 * line that is silently dead.
 */
import { readServerTime, ServerClock } from './server-clock.ts';

/** Only pages have sockets, and each has one: they share what it knows of the server's time. */
export const serverClock = new ServerClock();

/** Milliseconds. */
export const BEAT_EVERY = 20_000;
export const ANSWER_WITHIN = 5000;
/** After opening, the clock is measured so often, and so far apart. */
const FIRST_BEATS = 4;
const FIRST_BEATS_EVERY = 300;

export interface HeartbeatNeeds {
  readonly send: (frame: object) => void;
  /** Told when a question was not answered in time. No more are asked until `beat` or `begin`. */
  readonly onSilent: () => void;
}

export class Heartbeat {
  readonly #needs: HeartbeatNeeds;
  /** When each question left that is not answered, on the device's clock. */
  readonly #sentAt = new Map<string, number>();
  #next: number | undefined;
  #beats = 0;

  constructor(needs: HeartbeatNeeds) {
    this.#needs = needs;
  }

  /** Measures the clock anew, as after a pause. */
  begin(): void {
    this.#beats = 0;
    this.beat();
  }

  beat(): void {
    this.#beats += 1;
    const id = `p${this.#beats}`;
    this.#sentAt.set(id, Date.now());
    this.#needs.send({ op: 'ping', id });
    this.#wait(ANSWER_WITHIN, this.#needs.onSilent);
  }

  /** @param now the server's time, RFC 3339. */
  hear(id: string, now: string): void {
    const sentAt = this.#sentAt.get(id);
    this.#sentAt.clear();
    if (sentAt !== undefined) serverClock.add({ sentAt, heardAt: Date.now(), serverAt: readServerTime(now) });
    this.#wait(this.#beats < FIRST_BEATS ? FIRST_BEATS_EVERY : BEAT_EVERY, () => this.beat());
  }

  stop(): void {
    window.clearTimeout(this.#next);
  }

  #wait(ms: number, call: () => void): void {
    window.clearTimeout(this.#next);
    this.#next = window.setTimeout(call, ms);
  }
}
