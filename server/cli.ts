/** The process of the command line: hands over the streams, and leaves the exit status. */
import { systemClock } from '../kernel/clock.ts';
import { runCommand } from './cli/command-line.ts';

// Whoever reads only the first lines closes the pipe: the rest is not wanted, which is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  clock: systemClock,
});
