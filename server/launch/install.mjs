import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, readStamp } from './fingerprint.mjs';
import { ROOT, run, say } from './step.mjs';
import { inTurn } from './turn.mjs';

const STAMP = 'node_modules/.plenum-installed';
const NATIVE_MODULE = 'node_modules/better-sqlite3/build/Release/better_sqlite3.node';

/** Makes `node_modules` what package-lock.json says, when it is not. @throws {LaunchError} when npm fails */
export async function installWhatIsMissing() {
  const wanted = fingerprint(['package-lock.json']);
  if (readStamp(STAMP) === wanted) return;
  await inTurn(async () => {
    if (readStamp(STAMP) === wanted) return;
    if (!wasInstalledByHand()) await install();
    writeFileSync(join(ROOT, STAMP), wanted);
  });
}

async function install() {
  say('Installing what package-lock.json lists. The first time this may take some minutes.');
  // Production too needs what builds the pages, and `npm run -s` would hide npm's own errors.
  const command = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await run([npmProgram(), ...command], 'The packages could not be installed: see what npm says above.');
}

/** The npm that started us, or the one beside this Node.js. */
function npmProgram() {
  const started = process.env.npm_execpath;
  if (started?.endsWith('npm-cli.js')) return started;
  const below = process.platform === 'win32' ? '..' : '../../lib';
  return join(process.execPath, below, 'node_modules/npm/bin/npm-cli.js');
}

/**
 * Whether `npm ci` or `npm install` was run by hand: npm leaves its own record of what it installed,
 * after the install scripts are through.
 */
function wasInstalledByHand() {
  if (!existsSync(join(ROOT, NATIVE_MODULE))) return false;
  const installed = readPackages('node_modules/.package-lock.json');
  const wanted = readPackages('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined}
 */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
