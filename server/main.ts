/** The process: reads the settings, starts the server, and closes it when told to. */
import './first-ticks.ts';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';
import { systemClock } from '../kernel/clock.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createLog } from './logging.ts';
import { type Running, startServer } from './start.ts';
import { StartError } from './start-faults.ts';

/** A close that takes longer ends the process as it is, in milliseconds. */
const CLOSE_LIMIT = 10_000;

function configOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    process.exit(2);
  }
}

async function startOrExit(config: Config, log: Logger): Promise<Running> {
  try {
    return await startServer({ config, log, clock: systemClock, print: (line) => process.stdout.write(`${line}\n`) });
  } catch (error) {
    if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
    else log.fatal({ err: error }, 'the server could not start');
    process.exit(1);
  }
}

const config = configOrExit();
const log = createLog(config.logLevel);
const running = await startOrExit(config, log);

closeWithGrace({ delay: CLOSE_LIMIT, logger: false }, async ({ err }) => {
  if (err) log.fatal({ err }, 'an error that nothing caught ends the server');
  await running.close();
});
