/** The processes with the sockets, seen from the measurement that orders them about. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer, Group, Order } from './live-order.ts';

/** Several processes that share the sockets of each group among them. */
export class ClientProcesses {
  readonly #processes: readonly ClientProcess[];

  constructor(count: number) {
    this.#processes = Array.from({ length: count }, () => new ClientProcess());
  }

  get pids(): number[] {
    return this.#processes.map(({ pid }) => pid);
  }

  /** @returns in how many milliseconds all had their first states. */
  async connect(group: Group): Promise<number> {
    const share = Math.ceil(group.cookies.length / this.#processes.length);
    const answers = await Promise.all(
      this.#processes.map((each, place) => {
        const cookies = group.cookies.slice(place * share, (place + 1) * share);
        return each.ask({ do: 'connect', group: { ...group, cookies } });
      }),
    );
    return Math.max(...answers.map(({ took = 0 }) => took));
  }

  /** @returns when the last of what an order awaits happened, by `clockMs`. */
  async lastAt(order: Order): Promise<number> {
    return Math.max(...(await this.ask(order)).map(({ at = 0 }) => at));
  }

  ask(order: Order): Promise<Answer[]> {
    return Promise.all(this.#processes.map((each) => each.ask(order)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.stop()));
  }
}

class ClientProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  #asked = 0;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'live-clients.js'), { execArgv: [] });
    this.#child.on('message', ({ id, answer }: { readonly id: number; readonly answer: Answer }) => {
      this.#waiting.get(id)?.resolve(answer);
      this.#waiting.delete(id);
    });
    this.#child.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the process with the sockets ended'));
    });
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the process with the sockets could not be started');
    return pid;
  }

  ask(order: Order): Promise<Answer> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, order });
    });
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
