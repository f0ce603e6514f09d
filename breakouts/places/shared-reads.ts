/**
 * A read that many ask for at once. Who asks while one runs shares the next, which begins when that one has ended: so
 * nobody is answered with what was read before they asked, and however many ask, at most two of a key are under way.
 */
export class SharedReads<Key, Read> {
  readonly #running = new Map<Key, Promise<unknown>>();
  readonly #next = new Map<Key, Promise<Read>>();

  /** @param read is not called where another call for the same key is to read anyway. @throws what `read` throws */
  ask(key: Key, read: () => Promise<Read>): Promise<Read> {
    const shared = this.#next.get(key);
    if (shared) return shared;
    const running = this.#running.get(key);
    const asked = running ? running.then(() => this.#begin(key, read)) : this.#begin(key, read);
    if (running) this.#next.set(key, asked);
    return asked;
  }

  #begin(key: Key, read: () => Promise<Read>): Promise<Read> {
    this.#next.delete(key);
    const reading = read();
    // Those who wait begin the next whether this one succeeds or not.
    const ended = reading.then(noop, noop).then(() => {
      if (this.#running.get(key) === ended) this.#running.delete(key);
    });
    this.#running.set(key, ended);
    return reading;
  }
}

function noop(): void {}
