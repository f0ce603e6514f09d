/**
 * Everything a change can break: the checks, the build and all tests. The last line says `N passed,
 * N failed`, whatever happens.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWhatIsStale } from '../../server/launch/build.mjs';
import { LaunchError, ROOT } from '../../server/launch/step.mjs';
import { runChecks } from './checks.mjs';
import { tally } from './tally.mjs';

/** @typedef {import('./tally.mjs').Count} Count */

/** The browser tests look at the built pages, so the build is one thing that can fail. @returns {Promise<Count>} */
async function build() {
  try {
    await buildWhatIsStale();
    process.stdout.write('ok     build\n');
    return { passed: 1, failed: 0 };
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    process.stdout.write(`FAILED build\n${error.message}\n`);
    return { passed: 0, failed: 1 };
  }
}

/** @param {readonly string[]} only @returns {Promise<Count>} */
async function runTests(only) {
  const folder = mkdtempSync(join(tmpdir(), 'plenum-suite-'));
  const report = join(folder, 'report.json');
  try {
    const status = await vitest([
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...only,
    ]);
    const { count, remarks } = tally(report, status);
    for (const remark of remarks) process.stdout.write(`FAILED ${remark}\n`);
    return count;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} args @returns {Promise<number | null>} its exit status, null when a signal ended it */
function vitest(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    child.once('error', () => resolve(null));
    child.once('close', (status) => resolve(status));
  });
}

// Side by side: most of the checks' time is that of one alone, the types.
const counts = await Promise.all([runChecks(), build()]);
counts.push(await runTests(process.argv.slice(2)));
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
process.exitCode = failed === 0 ? 0 : 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);
