/** The server's clock, as far as a device can know it: its own clock and what the server said of the time. */

/** One question and its answer. Sent and heard are on the device's clock, in milliseconds. */
export interface Sample {
  readonly sentAt: number;
  readonly heardAt: number;
  /** What the server's clock said in between. */
  readonly serverAt: number;
}

/** So many of the newest are looked at. */
const KEPT = 5;
/** More than that is no error of measurement: one of the two clocks was set. */
const WAS_SET = 2000;

/** By how much the server's clock is ahead of the device's: the median, which one slow answer does not move. */
export function offsetFrom(samples: readonly Sample[]): number | null {
  const offsets = samples.map(({ sentAt, heardAt, serverAt }) => serverAt - (sentAt + heardAt) / 2);
  const sorted = offsets.sort((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const above = sorted[Math.ceil((sorted.length - 1) / 2)];
  return middle === undefined || above === undefined ? null : (middle + above) / 2;
}

export class ServerClock {
  #samples: readonly Sample[] = [];
  #offset = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** A first guess, until something is measured: what the page was written at, and when it came. */
  guess(serverAt: number, deviceAt: number): void {
    if (this.#samples.length === 0) this.#offset = serverAt - deviceAt;
  }

  add(sample: Sample): void {
    const own = offsetFrom([sample]) as number;
    const wasSet = this.#samples.length > 0 && Math.abs(own - this.#offset) > WAS_SET;
    this.#samples = wasSet ? [sample] : [...this.#samples, sample].slice(-KEPT);
    this.#offset = offsetFrom(this.#samples) as number;
  }

  /**
   * The server's time, in UTC milliseconds. A better measurement does not turn it back: a countdown would jump. It
   * stands still instead, until the time has caught up.
   */
  now(deviceNow: number): number {
    const at = deviceNow + this.#offset;
    this.#last = this.#last - at > WAS_SET ? at : Math.max(at, this.#last);
    return this.#last;
  }
}

/** What a server wrote of its time. Whole seconds were cut off: it meant their middle, as likely as not. */
export function readServerTime(text: string): number {
  return Date.parse(text) + (/:\d{2}(Z|[+-])/.test(text) ? 500 : 0);
}
