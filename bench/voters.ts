/** A process of people who vote, seen from the measurement that tells it when. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Voted, VotersGiven, VoteWanted } from './ballot-clients.ts';

export class Voters {
  readonly #process: ChildProcess = fork(join(import.meta.dirname, 'ballot-clients.js'), { execArgv: [] });

  async open(given: VotersGiven): Promise<void> {
    await this.#ask({ open: given });
  }

  async vote(wanted: VoteWanted): Promise<Voted> {
    return (await this.#ask({ vote: wanted })) as Voted;
  }

  stop(): void {
    this.#process.disconnect();
  }

  async #ask(message: { readonly open: VotersGiven } | { readonly vote: VoteWanted }): Promise<unknown> {
    this.#process.send(message);
    const over = new AbortController();
    const { signal } = over;
    const ended = once(this.#process, 'exit', { signal }).then(() => Promise.reject(new Error('the voters ended')));
    try {
      const [answer] = await Promise.race([once(this.#process, 'message', { signal }), ended]);
      return answer;
    } finally {
      ended.catch(() => {});
      over.abort();
    }
  }
}
