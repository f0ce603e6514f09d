/**
 * Lays processes on cores, so that a figure says what the programs do and not where the kernel happens to lay them.
 *
 * A server that wakes a thousand clients of the same machine draws their process onto its own core again and again,
 * and each time one waits 4 milliseconds for the other: people sit at other machines. What is measured and its
 * reference are laid alike. Of Linux, by `taskset`, which Node.js has nothing for.
 */
import { spawnSync } from 'node:child_process';

/** The pids of those that are not to share a core. */
export interface Apart {
  /** All on the first core: they are asked in turn. */
  readonly servers: readonly number[];
  /** On all the other cores. */
  readonly clients: readonly number[];
}

/** Does nothing, and says so on stderr, where there is one core or no `taskset`. */
export function keepApart({ servers, clients }: Apart): void {
  const [first, ...others] = coresOf(process.pid);
  if (first === undefined || others.length === 0) {
    process.stderr.write('Server and clients share their cores: the figure holds what that costs.\n');
    return;
  }
  for (const pid of servers) lay(pid, [first]);
  for (const pid of clients) lay(pid, others);
}

/** Those that a process may run on; empty where that cannot be found out. */
function coresOf(pid: number): readonly number[] {
  const { status, stdout } = spawnSync('taskset', ['-c', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? coresIn(stdout.split(':').at(-1) ?? '') : [];
}

/** @param list as `0,2-3` */
function coresIn(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [from = Number.NaN, to = from] = part.split('-').map(Number);
    return Array.from({ length: to - from + 1 || 0 }, (_, place) => from + place);
  });
}

function lay(pid: number, cores: readonly number[]): void {
  const { status, stderr } = spawnSync('taskset', ['-a', '-c', '-p', cores.join(','), String(pid)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`process ${pid} could not be laid on cores ${cores.join(', ')}: ${stderr}`);
}
