import { spawn } from 'node:child_process';
import { ROOT } from '../../server/launch/step.mjs';

const ROOMS = ['kernel', 'people', 'agenda', 'polls', 'questions', 'breakouts', 'notes', 'notifications'];

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {readonly string[]} command a Node.js program and its arguments
 */

/** @type {readonly Check[]} */
const CHECKS = [
  { name: 'format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'] },
  {
    name: 'types',
    command: [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '--pretty',
      'false',
      '--incremental',
      '--tsBuildInfoFile',
      '.cache/types.tsbuildinfo',
    ],
  },
  {
    name: 'import rule',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      ...ROOMS,
      'server',
      'web',
    ],
  },
  { name: 'dead code', command: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

/** How many checks run side by side. */
const AT_ONCE = 2;

/**
 * Runs all checks and prints a line for each, with all that it said where it failed.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const waiting = [...CHECKS];
  /** @type {boolean[]} */
  const results = [];
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

/** @param {Check} check */
async function runCheck(check) {
  const started = performance.now();
  const { status, output } = await outcome(check.command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const verdict = status === 0 ? 'ok    ' : 'FAILED';
  process.stdout.write(`${verdict} ${check.name} (${seconds} s)\n${status === 0 ? '' : `${output.trimEnd()}\n\n`}`);
  return status === 0;
}

/**
 * @param {readonly string[]} command
 * @returns {Promise<{ status: number | null, output: string }>}
 */
function outcome(command) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('close', (status) => resolve({ status, output }));
  });
}
