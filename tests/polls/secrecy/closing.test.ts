import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { withKey } from '../../../polls/sealed-opening-service.ts';
import { createPollServices } from '../../../polls/service.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type SecretHouse, secretHouse } from '../../faults/secret-house.ts';
import { newKeyDir } from '../../key-folders.ts';
import { openPoll, opinion, pollOf } from '../contents.ts';
import { type Election, endVoting, openElection, TEXTS, vote } from './election.ts';

eachEngine('closing a secret poll', (open) => {
  let database: TestDatabase;
  const keyDir = newKeyDir();
  let house: SecretHouse;
  beforeAll(async () => {
    database = await open();
    house = secretHouse(database, { keyDir });
  });

  const keyFiles = () => (existsSync(keyDir) ? readdirSync(join(keyDir, 'polls')) : []);
  const roundOf = async ({ event, poll }: Election) => (await house.polls.staffView(event, poll))?.rounds[0];
  const stateOf = async ({ event, poll }: Election) => (await house.polls.staffView(event, poll))?.state;
  const ballotsOf = ({ poll }: Election) =>
    database.db.selectFrom('poll_ballot').selectAll().where('poll_id', '=', poll).execute();
  const turnoutOf = ({ poll }: Election) =>
    database.db.selectFrom('poll_turnout').select('participant_id').where('poll_id', '=', poll).execute();

  async function elect(people: number): Promise<Election> {
    const election = await openElection(house, people);
    for (const voter of election.voters) await vote(house, election, voter);
    return election;
  }

  it('counts every ballot, says who voted, and leaves neither ballots nor key', async () => {
    const election = await elect(5);
    expect(keyFiles().map((name) => statSync(join(keyDir, 'polls', name)).mode & 0o777)).toEqual([0o600]);
    expect(statSync(join(keyDir, 'polls')).mode & 0o777).toBe(0o700);
    await endVoting(house, election);
    await house.polls.tick(house.clock.now());
    const round = await roundOf(election);
    const answers = election.voters.map(({ answer }) => answer);
    expect(round?.tally?.texts.map(({ text }) => text)).toEqual(answers.sort());
    expect([round?.turnout, round?.keyGone, round?.fault]).toEqual([5, true, null]);
    const voted = (await turnoutOf(election)).map(({ participant_id }) => participant_id);
    expect(voted.sort()).toEqual(election.voters.map(({ id }) => id).sort());
    expect([await ballotsOf(election), keyFiles()]).toEqual([[], []]);
  });

  it('gives every ballot of a poll the same length, and counts the last of each voter', async () => {
    const election = await elect(3);
    const [first] = election.voters;
    if (first) await vote(house, election, { ...first, answer: 'something else' });
    const ballots = await ballotsOf(election);
    expect(new Set(ballots.map(({ choice }) => choice.length)).size).toBe(1);
    await endVoting(house, election);
    await house.polls.tick(house.clock.now());
    const texts = (await roundOf(election))?.tally?.texts.map(({ text }) => text) ?? [];
    expect([texts.length, texts.includes('something else'), texts.includes(first?.answer ?? '')]).toEqual([
      3,
      true,
      false,
    ]);
  });

  it('says that the key is missing, deletes nothing, counts other polls, and counts it once the key is back', async () => {
    const other = await elect(2);
    const election = await elect(3);
    const { publicKey = '' } = (await keyRow(election)) ?? {};
    const key = await house.needs.keys.read({ pollId: election.poll, publicKey });
    const [name = ''] = keyFiles().filter((file) => file.includes(election.poll));
    await house.needs.keys.destroy({ pollId: election.poll, publicKey });
    await endVoting(house, election);
    await endVoting(house, other);
    await house.polls.tick(house.clock.now());
    expect([await stateOf(election), (await roundOf(election))?.fault, (await ballotsOf(election)).length]).toEqual([
      'closing',
      'The 3 ballots of this round cannot be opened, because the key is not in the key folder or cannot be read. Nothing was deleted: put the key back, and they are counted.',
      3,
    ]);
    expect(await stateOf(other)).toBe('closed');
    writeFileSync(join(keyDir, 'polls', name), key ?? '');
    house.clock.advance(61_000);
    await house.polls.tick(house.clock.now());
    const round = await roundOf(election);
    expect([await stateOf(election), round?.fault, round?.tally?.people]).toEqual(['closed', null, 3]);
    expect(keyFiles()).toEqual([]);
  });

  it('counts nothing where a box is none, and says how many', async () => {
    const election = await elect(4);
    const change = database.db.updateTable('poll_ballot').set({ choice: 'bm90aGluZw==' });
    await change
      .where('poll_id', '=', election.poll)
      .where('participant_id', '=', election.voters[0]?.id ?? '')
      .execute();
    await endVoting(house, election);
    await house.polls.tick(house.clock.now());
    expect([(await roundOf(election))?.fault, (await ballotsOf(election)).length, await turnoutOf(election)]).toEqual([
      '1 of the 4 ballots of this round cannot be read with its key, so nothing was counted and nothing deleted.',
      4,
      [],
    ]);
    expect(keyFiles()).toHaveLength(1);
  });

  it('gives a new round a new key and keeps the earlier count', async () => {
    const election = await elect(2);
    const before = await keyRow(election);
    await endVoting(house, election);
    await house.polls.tick(house.clock.now());
    const of = { actor: { kind: 'operator', keyId: 'test' } as const, event: election.event, poll: election.poll };
    await house.polls.command({ ...of, revision: null }, { do: 'reopen' });
    for (const voter of election.voters) await vote(house, election, { ...voter, answer: 'again' });
    expect((await keyRow(election))?.publicKey).not.toBe(before?.publicKey);
    await endVoting(house, election);
    await house.polls.tick(house.clock.now());
    const rounds = (await house.polls.staffView(election.event, election.poll))?.rounds ?? [];
    expect(rounds.map(({ tally, keyGone }) => [tally?.people, tally?.texts.length, keyGone])).toEqual([
      [2, 1, true],
      [2, 2, true],
    ]);
  });

  it('is of a round that was not there before its key was kept, and of none that was not opened', async () => {
    const { keys } = house.needs;
    const rounds: number[] = [];
    const watched = createPollServices({
      ...house.needs,
      keys: {
        ...keys,
        create: async (poll) => {
          const publicKey = await keys.create(poll);
          const found = database.db.selectFrom('poll_round').select('number').where('poll_id', '=', poll).execute();
          rounds.push((await found).length);
          return publicKey;
        },
      },
    });
    const before = keyFiles();
    const { event, poll } = await openElection({ ...house, ...watched }, 0);
    expect([rounds, keyFiles().length]).toEqual([[0], before.length + 1]);
    // A key that was made for nothing is gone at once: here the poll is open already, and there it is not due.
    const of = { actor: OPERATOR, event, poll, revision: null };
    await expect(house.polls.command(of, { do: 'open' })).rejects.toMatchObject({ code: 'state-not-right' });
    const { id } = await house.polls.create(OPERATOR, event, TEXTS);
    await house.polls.command({ ...of, poll: id }, { do: 'ready' });
    await database.db.updateTable('poll_poll').set({ due_at: 0 }).where('id', '=', id).execute();
    await house.polls.tick(house.clock.now());
    expect((await house.polls.staffView(event, id))?.state).toBe('ready');
    expect(keyFiles().length).toBe(before.length + 1);
  });

  it('is of no round whose key could not be kept', async () => {
    const { event } = await openElection(house, 0);
    writeFileSync(join(keyDir, 'file'), '');
    const other = secretHouse(database, { keyDir: join(keyDir, 'file') });
    const { id } = await house.polls.create(OPERATOR, event, TEXTS);
    const of = { actor: OPERATOR, event, poll: id, revision: null };
    await house.polls.command(of, { do: 'ready' });
    await expect(other.polls.command(of, { do: 'open' })).rejects.toMatchObject({ code: 'unavailable' });
    const view = await house.polls.staffView(event, id);
    expect([view?.state, view?.rounds]).toEqual(['ready', []]);
  });

  it('is of no poll that became secret while somebody opened it', async () => {
    const { id } = (await openElection(house, 0)).event;
    const asked = pollOf(opinion(), { eventId: id });
    const secret = openPoll(opinion({ secrecy: 'secret' }));
    await expect(withKey(house.needs, asked, async (seal) => seal(secret))).rejects.toMatchObject({
      code: 'revision-stale',
    });
  });

  it('is done once, though two processes count at the same time', async () => {
    const election = await elect(20);
    await endVoting(house, election);
    const other = secretHouse(database, { keyDir });
    const now = house.clock.now();
    await Promise.all([house.polls.tick(now), other.polls.tick(now)]);
    const round = await roundOf(election);
    expect([round?.tally?.people, round?.fault, round?.keyGone]).toEqual([20, null, true]);
  });

  it.each(['poll', 'event'] as const)('ends its key, and no other, when its %s is removed before', async (removed) => {
    const election = await elect(1);
    const other = await house.needs.keys.create(election.poll);
    const names = keyFiles();
    if (removed === 'poll') await database.db.deleteFrom('poll_poll').where('id', '=', election.poll).execute();
    else await removeEvent(election);
    expect(keyFiles()).toEqual(names);
    expect(await house.needs.secrets.nextDue()).toBe(0);
    await house.needs.secrets.endKeys();
    const unlisted = Buffer.from(other, 'base64').toString('hex');
    expect(keyFiles().filter((name) => name.includes(election.poll))).toEqual([
      `poll-${election.poll}-${unlisted}.key`,
    ]);
    expect(await house.needs.secrets.nextDue()).toBeNull();
    await house.needs.keys.destroy({ pollId: election.poll, publicKey: other });
  });

  async function removeEvent({ event }: Election): Promise<void> {
    await database.db.deleteFrom('agenda_event').where('id', '=', event.id).execute();
  }

  async function keyRow({ poll }: Election) {
    const rounds = database.db.selectFrom('poll_round').select('public_key').where('poll_id', '=', poll);
    const row = await rounds.orderBy('number', 'desc').executeTakeFirst();
    return row && { publicKey: row.public_key ?? '' };
  }
});
