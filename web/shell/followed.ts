/** What a page follows, and what it last heard of each: one picture a topic, the same object until it changes. */

export interface Picture {
  /** As the server's topic shows it; null until it was heard. */
  readonly state: unknown;
  /** Of what came over the socket; null for what was asked over HTTP. */
  readonly version: number | null;
  /** Whether each change is heard of at once. */
  readonly isLive: boolean;
  /** What the server refused the topic with: `forbidden`. */
  readonly refused: string | null;
}

export const NO_PICTURE: Picture = { state: null, version: null, isLive: false, refused: null };

export class Followed {
  readonly #pictures = new Map<string, Picture>();
  readonly #hearers = new Map<string, Set<() => void>>();

  /** The topics that somebody on the page follows now. */
  get topics(): readonly string[] {
    return [...this.#hearers.keys()];
  }

  /** Whether the server has said of each whether it is live or refused. */
  areAnswered(): boolean {
    return this.topics.every((topic) => this.picture(topic).isLive || this.picture(topic).refused !== null);
  }

  picture(topic: string): Picture {
    return this.#pictures.get(topic) ?? NO_PICTURE;
  }

  /** @returns whether nobody followed it before. */
  add(topic: string, hear: () => void): boolean {
    const known = this.#hearers.get(topic);
    if (known) known.add(hear);
    else this.#hearers.set(topic, new Set([hear]));
    return !known;
  }

  /** @returns whether nobody follows it any more. */
  drop(topic: string, hear: () => void): boolean {
    const hearers = this.#hearers.get(topic);
    hearers?.delete(hear);
    if (!hearers || hearers.size > 0) return false;
    this.#hearers.delete(topic);
    this.#pictures.set(topic, { ...this.picture(topic), isLive: false, refused: null });
    return true;
  }

  /** Changes the picture, and tells those who follow it. */
  put(topic: string, change: Partial<Picture>): void {
    this.#pictures.set(topic, { ...this.picture(topic), ...change });
    for (const hear of this.#hearers.get(topic) ?? []) hear();
  }
}
