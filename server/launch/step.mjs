import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Ends a launch with one sentence for the person at the terminal. */
export class LaunchError extends Error {
  /** @param {string} message @param {number} status the exit status */
  constructor(message, status = 1) {
    super(message);
    this.status = status;
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Runs a Node.js program to its end with all that it prints on stderr. A signal to end is passed on.
 * @param {readonly string[]} command the program's file and its arguments
 * @param {string} failure the sentence to end with when it fails
 * @throws {LaunchError} when it fails or is ended by a signal
 */
export async function run(command, failure) {
  const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, passOn);
  try {
    const { status, signal } = await ended(child);
    if (signal) throw new LaunchError(`${failure} It was ended by ${signal}.`, 130);
    if (status !== 0) throw new LaunchError(failure);
  } finally {
    for (const signal of signals) process.off(signal, passOn);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ status: number | null, signal: NodeJS.Signals | null }>}
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve({ status, signal }));
  });
}
