/**
 * Nobody can link a voter to a secret ballot. 40 people give 40 different answers; somebody copies the disk after each
 * commit and guesses in some 70 ways. By chance alone the number of right guesses of one way is as good as a Poisson
 * number of mean 1: 12 or more come in fewer than one of 10⁹ ways, so that a run fails with less than 10⁻⁶.
 */
import sodium from 'sodium-native';
import { beforeAll, expect, it } from 'vitest';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { newId } from '../../../kernel/random.ts';
import { writeChoice } from '../../../polls/choice.ts';
import { keyFolder } from '../../../polls/secrecy/key-folder-store.ts';
import type { KeyFolder } from '../../../polls/secrecy/secret-round.ts';
import { eachEngine, type OpenTestDatabase, type TestDatabase } from '../../engines.ts';
import { type SecretHouse, secretHouse } from '../../faults/secret-house.ts';
import { newKeyDir } from '../../key-folders.ts';
import { type Election, endVoting, openElection, TEXTS, type Voter, vote } from './election.ts';
import { link } from './linker.ts';
import { keysIn, Observer } from './observer.ts';

const PEOPLE = 40;
/** In the variants that are wrong on purpose. */
const FEWER = 8;
const MOST_BY_CHANCE = 11;

interface Plot {
  readonly secrecy?: 'secret' | 'unnamed';
  /** How a ballot gets in; by the room's own way when not given. */
  readonly cast?: (house: SecretHouse, election: Election, voter: Voter, database: TestDatabase) => Promise<void>;
  readonly keys?: (keyDir: string) => KeyFolder;
  /** Whether the poll is closed in the end. */
  readonly closes?: boolean;
}

/** @returns how many are linked rightly by each way, most first. */
async function linked(
  open: OpenTestDatabase,
  people: number,
  plot: Plot,
): Promise<{ right: number[]; bytesRead: number }> {
  const { secrecy = 'secret', cast = vote, keys = keyFolder, closes = true } = plot;
  const database = await open();
  const keyDir = newKeyDir();
  const house = secretHouse(database, { keyDir, keys: keys(keyDir) });
  const election = await openElection(house, people, { secrecy });
  const answers = election.voters.map(({ answer }) => answer);
  const observer = new Observer(
    database,
    election.voters.map(({ id }) => id),
    answers,
  );
  for (const voter of election.voters) {
    await cast(house, election, voter, database);
    await observer.look();
  }
  if (closes) {
    await endVoting(house, election);
    await observer.look();
    await house.polls.tick(house.clock.now());
    await observer.look();
  }
  const tally = (await house.polls.staffView(election.event, election.poll))?.rounds[0]?.tally;
  if (closes) expect(tally?.people).toBe(people);
  const listed = tally?.texts.map(({ text }) => text) ?? [...answers].sort();
  const evidence = { observer, content: TEXTS, answers: listed, rows: await observer.rowsLeft(), keys: keysIn(keyDir) };
  const right = [...link(evidence).values()].map(
    (guess) => election.voters.filter(({ id, answer }) => guess.get(id) === answer).length,
  );
  return { right: right.sort((one, other) => other - one), bytesRead: observer.bytesRead };
}

async function castUnpadded({ needs }: SecretHouse, election: Election, voter: Voter, database: TestDatabase) {
  const rounds = database.db.selectFrom('poll_round').select('public_key').where('poll_id', '=', election.poll);
  const { public_key } = await rounds.executeTakeFirstOrThrow();
  const message = Buffer.from(writeChoice({ text: voter.answer }));
  const box = Buffer.alloc(message.length + sodium.crypto_box_SEALBYTES);
  sodium.crypto_box_seal(box, message, Buffer.from(public_key ?? '', 'base64'));
  await needs.box.cast(ballotOf(election, voter, voter.id, box.toString('base64')));
}

function ballotOf({ event, poll }: Election, voter: Voter, participantId: ParticipantId, choice: string) {
  const at = Date.now() as never;
  return {
    ...{ eventId: event.id, pollId: poll, round: 1, participantId, clientId: `${newId<string>()}`, choice },
    ...{ mayChange: true, receivedAt: at, voter: voter.id },
  };
}

/** Who voted in one table and what in another, under a random id: it only looks secret. */
async function castApart(_house: SecretHouse, { poll }: Election, { id, answer }: Voter, { db }: TestDatabase) {
  const of = { poll_id: poll, round: 1 };
  const choice = writeChoice({ text: answer });
  const nobody = { participant_id: newId<string>(), client_id: newId<string>(), earlier: '[]', choice, cast_at: 0 };
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('poll_turnout')
      .values({ ...of, participant_id: id })
      .execute();
    await tx
      .insertInto('poll_ballot')
      .values({ ...of, ...nobody })
      .execute();
  });
}

const keepingKeys = (keyDir: string): KeyFolder => ({ ...keyFolder(keyDir), destroy: async () => {} });

eachEngine('what everybody who copies the disk can link', (open) => {
  let secret: { right: number[]; bytesRead: number };
  beforeAll(async () => {
    secret = await linked(open, PEOPLE, {});
  });

  it('is no voter of a secret poll, but by chance', () => {
    expect(secret.right.length).toBeGreaterThan(70);
    expect(secret.right[0]).toBeLessThanOrEqual(MOST_BY_CHANCE);
  });

  it.each<[string, Plot]>([
    ['ballots are stored as they are', { secrecy: 'unnamed' }],
    ['ballots stand apart from who voted, under random ids', { cast: castApart, closes: false }],
    ['boxes are not padded', { cast: castUnpadded, closes: false }],
    ['the key is kept', { keys: keepingKeys }],
  ])('is everybody where %s', async (_, plot) => {
    const { right } = await linked(open, FEWER, plot);
    expect(right[0]).toBe(FEWER);
  });
});
