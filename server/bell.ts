/**
 * Rung after a commit that left work for others, so that they need not wait for their next look. Rung many
 * times in a moment, as when a crowd signs in, it is heard once: a look for each would be most of the work.
 */
export class Bell {
  readonly #hearers = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;

  ring(): void {
    this.#timer ??= setTimeout(() => this.#sound(), MOMENT).unref();
  }

  onRing(hear: () => void): void {
    this.#hearers.add(hear);
  }

  #sound(): void {
    this.#timer = null;
    for (const hear of this.#hearers) hear();
  }
}

/** In milliseconds: long for a machine, and nothing beside the second in which rights must end. */
const MOMENT = 20;
