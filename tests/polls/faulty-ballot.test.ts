import { expect, it } from 'vitest';
import { standingOf } from '../../kernel/actor.ts';
import type { ParticipantId } from '../../kernel/ids.ts';
import { runPolls } from '../../polls/jobs.ts';
import { eachEngine } from '../engines.ts';
import { opinion } from './contents.ts';
import { openPollRoom } from './poll-room.ts';

eachEngine('a poll with a ballot that cannot be read', (open) => {
  it('is not counted, loses nothing, says so and logs it once, and keeps no other poll from its tick', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const [bad, good] = [await room.ready({ entry: null }), await room.ready({ entry: null })];
    for (const poll of [bad, good]) {
      await room.give(poll, 'open');
      for (const name of ['chair', 'deputy']) await room.vote(name, poll, 'a');
    }
    const ballots = () =>
      room.database.db.selectFrom('poll_ballot').select('choice').where('poll_id', '=', bad).execute();
    const spoil = async (choice: string) => {
      const [row] = await room.database.db
        .selectFrom('poll_ballot')
        .select('participant_id')
        .where('poll_id', '=', bad)
        .orderBy('participant_id')
        .execute();
      await room.database.db
        .updateTable('poll_ballot')
        .set({ choice })
        .where('poll_id', '=', bad)
        .where('participant_id', '=', row?.participant_id ?? '')
        .execute();
    };
    await spoil('{"options":["kestrel"]}');
    for (const poll of [bad, good]) await room.give(poll, 'close');
    room.clock.advance(2_000);
    const logged: unknown[] = [];
    const log = { error: (...line: unknown[]) => void logged.push(line) };
    const job = runPolls(polls);
    await job.run(room.clock.now(), log);
    const fault =
      '1 of the 2 ballots of this round cannot be read, so nothing was counted and nothing deleted. Ask whoever runs the server.';
    const view = await polls.staffView(room.event, bad);
    expect([view?.state, view?.rounds[0]?.fault, view?.rounds[0]?.turnout]).toEqual(['closing', fault, 2]);
    expect([(await ballots()).length, (await room.told(good))[0]]).toEqual([2, 'closed']);
    room.clock.advance(60_000);
    await job.run(room.clock.now(), log);
    expect(logged).toEqual([[{ poll: bad, round: 1, fault }, 'a round could not be counted, and is tried again']]);
    await spoil('{"options":["a"]}');
    room.clock.advance(60_000);
    await job.run(room.clock.now(), log);
    const counted = (await polls.staffView(room.event, bad))?.rounds[0];
    expect([counted?.fault, counted?.tally?.people]).toEqual([null, 2]);
  });

  it('keeps no other poll from its tick where its row itself is broken', async () => {
    const room = await openPollRoom(open);
    const [bad, good] = [await room.ready({ entry: null }), await room.ready({ entry: null })];
    for (const poll of [bad, good]) {
      await room.give(poll, 'open');
      await room.give(poll, 'close');
    }
    const { db } = room.database;
    await db.updateTable('poll_round').set({ content: 'no JSON' }).where('poll_id', '=', bad).execute();
    await db.updateTable('poll_poll').set({ due_at: 1 }).where('id', '=', bad).execute();
    room.clock.advance(2_000);
    await expect(room.polls.polls.tick(room.clock.now())).rejects.toThrow();
    expect((await room.told(good))[0]).toBe('closed');
  });
});

eachEngine('what a ballot touches', (open) => {
  it('is its poll, and neither the polls that are on nor the lines of staff', async () => {
    const room = await openPollRoom(open);
    const poll = await room.ready({ entry: null });
    await room.give(poll, 'open');
    const versions = async () => {
      const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
      return new Map(rows.map(({ topic, version }) => [topic, Number(version)]));
    };
    const before = await versions();
    await room.vote('chair', poll, 'a');
    await room.polls.settled();
    const after = await versions();
    const touched = [...after].filter(([topic, version]) => before.get(topic) !== version).map(([topic]) => topic);
    expect(touched.filter((topic) => topic === 'polls')).toEqual([]);
    expect(touched).toContain(`poll:${poll}`);
  });

  it('says what somebody voted, and of a secret poll only that they did, before and after closing', async () => {
    const room = await openPollRoom(open);
    const open1 = await room.ready({ entry: null });
    const secret = await room.ready({ ...opinion(), entry: null, secrecy: 'secret', question: 'In secret?' });
    for (const poll of [open1, secret]) {
      await room.give(poll, 'open');
      await room.vote('chair', poll, 'a');
    }
    const own = async () => {
      const actor = await room.actorFor('chair');
      const id = standingOf(actor, { eventId: room.event.id })?.participantId ?? ('' as ParticipantId);
      return (await room.polls.ownBallots(room.database.db, room.event.id, id))
        .map(({ question, chosen, castAt }) => [question, chosen, castAt !== null])
        .sort();
    };
    const expected = [
      ['In secret?', null, false],
      ['Where to focus next?', ['Option a'], true],
    ];
    expect(await own()).toEqual(expected);
    for (const poll of [open1, secret]) await room.give(poll, 'close');
    room.clock.advance(2_000);
    await room.polls.polls.tick(room.clock.now());
    expect((await room.told(secret))[0]).toBe('closed');
    expect(await own()).toEqual(expected);
  });
});
