/**
 * Closes what is due in a database and ends keys, and dies as by a power cut after the step that it is told. Started as a process of
 * its own: `secret-closing.js LOCATION KEY_DIR STEP`, the location as JSON.
 */
import type { ClosingStep } from '../../polls/secrecy/closing-service.ts';
import { type DatabaseLocation, openDatabase } from '../../server/database.ts';
import { secretHouse } from './secret-house.ts';

const [location = '', keyDir = '', last = ''] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(location) as DatabaseLocation);
const reached = (step: ClosingStep) => {
  if (step === last) process.kill(process.pid, 'SIGKILL');
};
const { polls, clock, needs } = secretHouse(database, { keyDir, reached });
clock.advance(60_000);
await polls.tick(clock.now());
await needs.secrets.endKeys();
await database.close();
