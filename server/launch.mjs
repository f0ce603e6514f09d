/**
 * Stands behind every npm script, so that each works by itself on a fresh clone: it installs what is
 * missing, builds what is stale and then becomes what was asked for. It runs before anything is
 * installed, hence plain JavaScript without a dependency. What it says goes to stderr, because stdout
 * belongs to the command that it runs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhatIsStale } from './launch/build.mjs';
import { installWhatIsMissing } from './launch/install.mjs';
import { LaunchError, ROOT, say } from './launch/step.mjs';

/**
 * What each command runs, whether that needs the build, and what is said when it is not there.
 * @type {Readonly<Record<string, { target: string, build: boolean, absent?: string }>>}
 */
const COMMANDS = {
  start: { target: 'dist/server/main.js', build: true },
  plenum: { target: 'dist/server/cli.js', build: true },
  bench: { target: 'dist/bench/run.js', build: true },
  faults: {
    target: 'dist/tests/faults/run.js',
    build: true,
    absent: 'run  tries  losses\n(no fault runs exist yet)\n',
  },
  check: { target: 'tests/suite/check.mjs', build: false },
  test: { target: 'tests/suite/test.mjs', build: false },
};

/** @param {string | undefined} name @param {readonly string[]} rest */
async function launch(name, rest) {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (!command)
    throw new LaunchError(`Expected one of ${Object.keys(COMMANDS).join(', ')}, found ${name ?? 'nothing'}.`);
  await installWhatIsMissing();
  if (command.build) await buildWhatIsStale();
  await become(join(ROOT, command.target), rest, command.absent);
}

/**
 * Runs a module in this very process, so that signals and the exit status are its own.
 * @param {string} file @param {readonly string[]} rest @param {string | undefined} absent
 */
async function become(file, rest, absent) {
  if (!existsSync(file)) {
    if (absent === undefined) throw new LaunchError(`There is no ${file} to run.`);
    process.stdout.write(absent);
    return;
  }
  process.argv = [process.execPath, file, ...rest];
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}

const [name, ...rest] = process.argv.slice(2);
try {
  await launch(name, rest);
} catch (error) {
  if (!(error instanceof LaunchError)) throw error;
  say(error.message);
  process.exitCode = error.status;
}
