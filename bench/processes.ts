/** Processes that a measurement needs beside its own, so that they do not share a thread with what is measured. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ServerProcess {
  /** Its address on loopback. */
  readonly url: string;
  readonly pid: number;
  /** What it printed up to its `ready` line. */
  readonly printed: readonly string[];
  /** From the start of the process to its `ready` line, in milliseconds. */
  readonly startedInMs: number;
  stop(): Promise<void>;
  /** Ends it as a power cut would, without a goodbye. */
  kill(): Promise<void>;
}

/** What becomes of a server's log: shown, or written to nowhere where it has a line for each request. */
type Log = 'shown' | 'quiet';

/** Starts the built server on an empty data folder and a free port, with default settings but those given. */
export async function startPlenum(
  settings: Readonly<Record<string, string>> = {},
  log: Log = 'shown',
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const server = await startPlenumOn(dataDir, settings, log);
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/**
 * Starts the built server on a data folder that stays when it ends.
 * @param options of Node.js itself
 */
export function startPlenumOn(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
  log: Log = 'shown',
  options: readonly string[] = [],
): Promise<ServerProcess> {
  const file = join(projectRoot(import.meta.dirname), 'dist', 'server', 'main.js');
  return startServer([...options, file], { PORT: '0', DATA_DIR: dataDir, ...settings }, log);
}

/** The build stands in a folder of its own, and so does not lie beside what belongs to the sources. */
export function projectRoot(from: string): string {
  return existsSync(join(from, 'package.json')) ? from : projectRoot(dirname(from));
}

/** Resident memory in bytes, as the kernel counts it. */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** Starts a Node.js program that prints `ready URL` on stdout once it listens. */
export async function startServer(
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
  log: Log = 'shown',
): Promise<ServerProcess> {
  const begun = performance.now();
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env.PATH ?? '', ...settings },
    stdio: ['ignore', 'pipe', log === 'shown' ? 'inherit' : 'ignore'],
  });
  const printed = await linesUntilReady(child);
  const startedInMs = performance.now() - begun;
  const url = printed.at(-1)?.replace(/^ready /, '') ?? '';
  const stop = () => ended(child, 'SIGTERM');
  return { url, pid: child.pid ?? 0, printed, startedInMs, stop, kill: () => ended(child, 'SIGKILL') };
}

async function linesUntilReady(child: ChildProcess): Promise<string[]> {
  const printed: string[] = [];
  if (!child.stdout) throw new Error('the output of the server cannot be read');
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (line.startsWith('ready ')) break;
  }
  if (!printed.at(-1)?.startsWith('ready ')) throw new Error('the server ended before it was ready');
  // What is printed later is thrown away: unread, it would in the end hold the server up.
  child.stdout.resume();
  return printed;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

/** What a Node.js program prints. @throws Error when it fails. */
export async function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let output = '';
  for await (const part of child.stdout) output += part;
  const [code] = await ended;
  if (code !== 0) throw new Error(`${args[0]} failed with status ${code}`);
  return output;
}

export interface Load {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly expectedStatus: number;
}

/** Answers per second that a server gives to 20 connections, asked by autocannon in a process of its own. */
export async function answersPerSecond({ url, headers = {}, seconds, expectedStatus }: Load): Promise<number> {
  const said = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const args = [autocannon, '--json', '--connections', '20', '--duration', String(seconds), ...said, url];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let output = '';
  for await (const part of child.stdout) output += part;
  const result = JSON.parse(output) as LoadResult;
  const answers = result.statusCodeStats[expectedStatus]?.count ?? 0;
  if (answers === 0 || answers !== result.requests.total || result.errors > 0) {
    throw new Error(`${url} did not answer ${expectedStatus} alone: ${JSON.stringify(result.statusCodeStats)}`);
  }
  return answers / result.duration;
}

interface LoadResult {
  readonly duration: number;
  readonly errors: number;
  readonly requests: { readonly total: number };
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
}
