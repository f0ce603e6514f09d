import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClosingStep } from '../../../polls/secrecy/closing-service.ts';
import { type OpenDatabase, openDatabase } from '../../../server/database.ts';
import { buildWhatIsStale } from '../../../server/launch/build.mjs';
import { engines, type TestEngine } from '../../engines.ts';
import { secretHouse } from '../../faults/secret-house.ts';
import { newKeyDir } from '../../key-folders.ts';
import { endVoting, openElection, vote } from './election.ts';

const CHILD = join(import.meta.dirname, '..', '..', '..', 'dist', 'tests', 'faults', 'secret-closing.js');
const BEFORE_THE_COMMIT: readonly ClosingStep[] = ['opened', 'turnout-written', 'ballots-deleted', 'concluded'];
const AFTER_IT: readonly ClosingStep[] = ['committed', 'key-destroyed', 'log-cut', 'key-marked'];
/** What is done after the commit and before it is left to the files is the same on both. */
const STEPS: Readonly<Record<TestEngine['engine'], readonly ClosingStep[]>> = {
  sqlite: [...BEFORE_THE_COMMIT, ...AFTER_IT],
  postgres: ['concluded', 'committed'],
};

describe('processes that are killed one after another while they close a secret poll', () => {
  // Does nothing in `npm test`, which builds before it tests.
  beforeAll(() => buildWhatIsStale(), 180_000);

  it.each(engines.map((engine) => [engine.name, engine] as const))(
    'each go on where the one before died, on %s',
    async (_, engine) => {
      const steps = STEPS[engine.engine];
      const found = await killedAfter(steps, engine);
      expect(found.deaths).toEqual(
        steps.map((step) => ({
          ...{ step, signal: 'SIGKILL' },
          ballots: BEFORE_THE_COMMIT.includes(step) ? 6 : 0,
          keys: ['committed', ...BEFORE_THE_COMMIT].includes(step) ? 1 : 0,
        })),
      );
      expect(found.inTheEnd).toEqual({ state: 'closed', right: true, turnout: 6, ballots: 0, keys: 0, keyGone: true });
      // The first ballot of the first voter was replaced: it is nowhere, in whatever file.
      expect(found.canary).toEqual([]);
    },
  );
});

const CANARY = 'canary-5d41a7c3-thought-better-of';

async function killedAfter(steps: readonly ClosingStep[], engine: TestEngine) {
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

  const deaths = [];
  for (const step of steps) {
    const { signal } = spawnSync(process.execPath, [CHILD, JSON.stringify(location), keyDir, step]);
    const left = await openDatabase(location);
    deaths.push({ step, signal, ballots: await countBallots(left), keys: readdirSync(join(keyDir, 'polls')).length });
    await left.close();
  }

  const after = await openDatabase(location);
  const again = secretHouse(after, { keyDir });
  again.clock.advance(60_000);
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
    ballots: await countBallots(after),
    keys: readdirSync(join(keyDir, 'polls')).length,
    keyGone: round?.keyGone,
  };
  const canary = [...open, ...filesIn(folders).filter((file) => readFileSync(file).includes(CANARY))];
  await after.close();
  await remove();
  return { deaths, inTheEnd, canary };
}

async function countBallots({ db }: OpenDatabase): Promise<number> {
  return (await db.selectFrom('poll_ballot').select('client_id').execute()).length;
}

function filesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}
