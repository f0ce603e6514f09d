import { beforeAll, expect, test } from 'vitest';
import { eachEngine } from '../../engines.ts';
import { openPollRoom, type PollRoom } from '../poll-room.ts';

eachEngine('results', (openTestDatabase) => {
  let room: PollRoom;
  const polls = new Map<string, string>();
  const of = (secrecy: string) => ({
    ...{ actor: room.organiser, event: room.event, poll: polls.get(secrecy) ?? '', round: null },
  });

  beforeAll(async () => {
    room = await openPollRoom(openTestDatabase);
    for (const secrecy of ['named', 'unnamed', 'secret'] as const) {
      const poll = await room.ready({ secrecy, opens: 'chair', closes: { how: 'by-hand' }, shows: 'chair' });
      await room.give(poll, 'open');
      await room.vote('chair', poll, 'b');
      await room.give(poll, 'close');
      polls.set(secrecy, poll);
    }
    await room.runAllTo('11:00');
  });

  test('tell who chose what of a named poll alone', async () => {
    const { results } = room.polls;
    const voters = async (secrecy: string) => (await results.json(of(secrecy))).rounds.map((round) => round.voters);
    expect((await voters('named')).map((each) => each?.map(({ options }) => options))).toEqual([[['b']]]);
    expect([await voters('unnamed'), await voters('secret')]).toEqual([[null], [null]]);
    await expect(results.votersCsv(of('secret'))).rejects.toMatchObject({ code: 'state-not-right' });
    await expect(results.votersCsv(of('unnamed'))).rejects.toMatchObject({ code: 'state-not-right' });
  });

  test('are the counts of each, and written down when they are taken', async () => {
    const rounds = (await room.polls.results.json(of('secret'))).rounds;
    expect(rounds.map(({ turnout, tally }) => [turnout, tally.options.map(({ people }) => people)])).toEqual([
      [1, [0, 1, 0]],
    ]);
    const count = async () => {
      const taken = room.database.db
        .selectFrom('people_audit_entry')
        .selectAll()
        .where('action', '=', 'polls-exported');
      return (await taken.execute()).length;
    };
    const before = await count();
    expect((await room.polls.results.allCsv(room.organiser, room.event)).split('\r\n').length).toBe(11);
    expect(await count()).toBe(before + 1);
  });

  test('are for organisers, and of rounds that were counted', async () => {
    const { results } = room.polls;
    const actor = await room.actorFor('chair');
    await expect(results.json({ ...of('named'), actor })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(results.json({ ...of('named'), round: 2 })).rejects.toMatchObject({ code: 'not-found' });
    await expect(results.svg({ ...of('named'), poll: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  });
});
