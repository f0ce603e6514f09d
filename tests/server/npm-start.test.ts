import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = new URL('../..', import.meta.url);

test('a signal to npm start ends the server behind it, and npm waits for that', async () => {
  const data = await mkdtemp(join(tmpdir(), 'plenum-npm-start-'));
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: data, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'ignore'],
    // A group of its own, so that what a failure leaves behind can be ended.
    detached: true,
  });
  onTestFinished(async () => {
    endGroup(npm.pid);
    await rm(data, { recursive: true, force: true });
  });
  const ended = once(npm, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    lines.push(line);
    if (line.startsWith('ready ')) break;
  }
  const url = lines.at(-1)?.slice('ready '.length) ?? '';
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  npm.kill('SIGTERM');
  await ended;
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
}, 240_000);

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already, as it should.
  }
}
