import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClosingStep } from '../../../polls/secrecy/closing-service.ts';
import { openDatabase } from '../../../server/database.ts';
import { buildWhatIsStale } from '../../../server/launch/build.mjs';
import { engines, type TestEngine } from '../../engines.ts';
import { secretHouse } from '../../faults/secret-house.ts';
import { newKeyDir } from '../../key-folders.ts';
import { endVoting, openElection, vote } from './election.ts';

const CHILD = join(import.meta.dirname, '..', '..', '..', 'dist', 'tests', 'faults', 'secret-closing.js');
const BEFORE_THE_COMMIT: readonly ClosingStep[] = ['opened', 'turnout-written', 'ballots-deleted', 'concluded'];
const AFTER_IT: readonly ClosingStep[] = ['committed', 'key-destroyed', 'log-cut', 'key-marked'];
const CASES = engines.flatMap((engine) => {
  // What is done after the commit and before it is left to the files is the same on both.
  const steps =
    engine.engine === 'sqlite' ? [...BEFORE_THE_COMMIT, ...AFTER_IT] : (['concluded', 'committed'] as const);
  return steps.map((step) => [step, engine.name, engine] as const);
});

describe('a process that is killed while it closes a secret poll', () => {
  // Does nothing in `npm test`, which builds before it tests.
  beforeAll(() => buildWhatIsStale(), 180_000);

  it.each(CASES)('after the step %s on %s leaves what the next one finishes', async (step, _, engine) => {
    const found = await killedAfter(step, engine);
    expect(found.signal).toBe('SIGKILL');
    const isBefore = BEFORE_THE_COMMIT.includes(step);
    expect(found.afterDeath).toEqual({
      ballots: isBefore ? 6 : 0,
      keys: ['committed', ...BEFORE_THE_COMMIT].includes(step) ? 1 : 0,
    });
    expect(found.inTheEnd).toEqual({ state: 'closed', right: true, turnout: 6, ballots: 0, keys: 0, keyGone: true });
    // The first ballot of the first voter was replaced: it is nowhere, in whatever file.
    expect(found.canary).toEqual([]);
  });
});

const CANARY = 'canary-5d41a7c3-thought-better-of';

async function killedAfter(step: ClosingStep, engine: TestEngine) {
  const { location, remove } = await engine.makeLocation();
  const keyDir = newKeyDir();
  const before = await openDatabase(location);
  const house = secretHouse(before, { keyDir });
  const election = await openElection(house, 6);
  const [first] = election.voters;
  if (first) await vote(house, election, { ...first, answer: CANARY });
  for (const voter of election.voters) await vote(house, election, voter);
  await endVoting(house, election);
  const folders = [keyDir, ...('dataDir' in location ? [location.dataDir] : [])];
  const open = filesIn(folders).filter((file) => readFileSync(file).includes(CANARY));
  await before.close();
  const { signal } = spawnSync(process.execPath, [CHILD, JSON.stringify(location), keyDir, step]);

  const after = await openDatabase(location);
  const again = secretHouse(after, { keyDir });
  again.clock.advance(60_000);
  const count = async () => (await after.db.selectFrom('poll_ballot').select('client_id').execute()).length;
  const afterDeath = { ballots: await count(), keys: readdirSync(join(keyDir, 'polls')).length };
  if ((await again.polls.nextDue()) !== null) await again.polls.tick(again.clock.now());
  if ((await again.needs.secrets.nextDue()) !== null) await again.needs.secrets.endKeys();
  const view = await again.polls.staffView(election.event, election.poll);
  const round = view?.rounds[0];
  const texts = round?.tally?.texts.map(({ text }) => text) ?? [];
  const inTheEnd = {
    state: view?.state,
    right:
      texts.join() ===
      election.voters
        .map(({ answer }) => answer)
        .sort()
        .join(),
    turnout: round?.turnout,
    ballots: await count(),
    keys: readdirSync(join(keyDir, 'polls')).length,
    keyGone: round?.keyGone,
  };
  const canary = [...open, ...filesIn(folders).filter((file) => readFileSync(file).includes(CANARY))];
  await after.close();
  await remove();
  return { signal, afterDeath, inTheEnd, canary };
}

function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
