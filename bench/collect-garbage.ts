/**
 * Loaded in front of a server whose memory is measured: a signal has it let go of what nothing holds any more. One
 * that means nothing to a process that runs: most others end the server.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('SIGCONT', collect);
