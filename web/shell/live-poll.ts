/** While the socket fails, what the page follows is asked for over HTTP, as long as it takes. */
import { pauseBeforePoll } from './reconnect.ts';
import { pathOfTopic } from './topic-paths.ts';

export interface PollHearers {
  readonly topics: () => readonly string[];
  readonly onState: (topic: string, state: unknown) => void;
  /** Told after each round that was answered: all that is followed is as of this moment. */
  readonly onAnswered: () => void;
  readonly onUnanswered: () => void;
}

export class LivePoll {
  readonly #base: string;
  readonly #hearers: PollHearers;
  readonly #tags = new Map<string, string>();
  #timer: number | undefined;
  #failures = 0;
  #asking: AbortController | null = null;

  constructor(base: string, hearers: PollHearers) {
    this.#base = base;
    this.#hearers = hearers;
  }

  /** The first question waits a little: most sockets are back before it. */
  start(): void {
    if (this.#asking) return;
    this.#asking = new AbortController();
    this.#failures = 0;
    this.#later();
  }

  stop(): void {
    this.#asking?.abort();
    this.#asking = null;
    window.clearTimeout(this.#timer);
  }

  #later(): void {
    const pause = pauseBeforePoll(this.#failures, Math.random());
    this.#timer = window.setTimeout(() => void this.#round(), pause);
  }

  async #round(): Promise<void> {
    const { signal } = this.#asking ?? {};
    if (!signal) return;
    const asked = this.#hearers.topics().filter((topic) => pathOfTopic(topic) !== null);
    const answers = await Promise.all(asked.map((topic) => this.#ask(topic, signal)));
    if (signal.aborted) return;
    const isAnswered = answers.length > 0 && answers.every(Boolean);
    this.#failures = isAnswered ? 0 : this.#failures + 1;
    if (isAnswered) this.#hearers.onAnswered();
    else this.#hearers.onUnanswered();
    this.#later();
  }

  /** @returns whether what the page shows is current now. */
  async #ask(topic: string, signal: AbortSignal): Promise<boolean> {
    const tag = this.#tags.get(topic);
    const headers = { accept: 'application/json', ...(tag && { 'if-none-match': tag }) };
    try {
      const answer = await fetch(`${this.#base}${pathOfTopic(topic)}`, { headers, cache: 'no-store', signal });
      if (answer.status === 304) return true;
      if (!answer.ok) return false;
      const state: unknown = await answer.json();
      const newTag = answer.headers.get('etag');
      if (newTag !== null) this.#tags.set(topic, newTag);
      if (!signal.aborted) this.#hearers.onState(topic, state);
      return true;
    } catch {
      return false;
    }
  }
}
