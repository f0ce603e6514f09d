import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = new URL('../..', import.meta.url);

test('npm start prints links to sign in the first time alone, and a signal to it ends the server behind it', async () => {
  const data = await mkdtemp(join(tmpdir(), 'plenum-npm-start-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  const links = [];
  for (const _time of ['first', 'second']) {
    const { lines, stop } = await npmStart(data);
    links.push(lines.filter((line) => line.includes('/sign-in/')).length);
    const url = lines.at(-1)?.slice('ready '.length) ?? '';
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    await stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
  }
  expect(links).toEqual([6, 0]);
}, 240_000);

/** @returns what it printed up to its `ready` line. */
async function npmStart(data: string): Promise<{ readonly lines: readonly string[]; stop(): Promise<unknown> }> {
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: data, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'ignore'],
    // A group of its own, so that what a failure leaves behind can be ended.
    detached: true,
  });
  onTestFinished(() => endGroup(npm.pid));
  const ended = once(npm, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    lines.push(line);
    if (line.startsWith('ready ')) break;
  }
  const stop = () => {
    npm.kill('SIGTERM');
    return ended;
  };
  return { lines, stop };
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already, as it should.
  }
}
