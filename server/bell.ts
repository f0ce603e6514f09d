/** Rung after a commit that left work for the jobs, so that they need not wait for their next look. */
export class Bell {
  readonly #hearers = new Set<() => void>();

  ring(): void {
    for (const hear of this.#hearers) hear();
  }

  onRing(hear: () => void): void {
    this.#hearers.add(hear);
  }
}
