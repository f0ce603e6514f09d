import { expect, it } from 'vitest';
import type { Actor } from '../../kernel/actor.ts';
import { eachEngine } from '../engines.ts';
import { addSomebody } from '../people/somebody.ts';
import { opinion } from './contents.ts';
import { openPollRoom, type PollRoom } from './poll-room.ts';

const NO_RULES = { kind: 'other', domains: '[]', needs_approval: 0, quota: null, revision: 1 } as const;

eachEngine('the life of a poll', (open) => {
  it('is not edited, moved away or removed while it is open, nor by who saw it as it was before', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready({ entry: null });
    const stale = await room.of(poll);
    await room.give(poll, 'open');
    await expect(polls.command(stale, { do: 'close' })).rejects.toMatchObject({ code: 'revision-stale' });
    await expect(polls.change(await room.of(poll), opinion())).rejects.toMatchObject({ code: 'state-not-right' });
    await expect(polls.remove(await room.of(poll))).rejects.toMatchObject({ code: 'state-not-right' });
    await expect(room.give(poll, 'reopen')).rejects.toMatchObject({ code: 'state-not-right' });
    expect((await polls.staffView(room.event, poll))?.state).toBe('open');
  });

  it('keeps an earlier round as it was when it is opened again', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready({ entry: null });
    await room.give(poll, 'open');
    await room.vote('chair', poll, 'a');
    await room.give(poll, 'close');
    room.clock.advance(1_999);
    await polls.tick(room.clock.now());
    await room.vote('deputy', poll, 'b');
    expect((await room.told(poll))[0]).toBe('open');
    room.clock.advance(1);
    await polls.tick(room.clock.now());
    await room.give(poll, 'reopen');
    await room.vote('organiser', poll, 'c');
    const rounds = (await polls.staffView(room.event, poll))?.rounds ?? [];
    expect(
      rounds.map(({ number, turnout, tally }) => [number, turnout, tally?.options.map(({ people }) => people)]),
    ).toEqual([
      [2, 1, [0, 0, 1]],
      [1, 2, [1, 1, 0]],
    ]);
  });

  it('has a breakdown in one round, and in none that could be taken from it', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready({ entry: null, breakdown: 'organisation', groupsOf: 2 });
    const voters = await Promise.all(['North', 'North', 'South', 'South'].map((name) => voterFrom(room, name)));
    for (const round of [1, 2]) {
      await room.give(poll, round === 1 ? 'open' : 'reopen');
      for (const actor of voters) await polls.vote(actor, poll, { clientId: `round ${round}`, options: ['a'] });
      await room.give(poll, 'close');
      room.clock.advance(2_000);
      await polls.tick(room.clock.now());
    }
    const rounds = (await polls.staffView(room.event, poll))?.rounds ?? [];
    const shown = rounds.map(({ tally }) => tally?.breakdown?.groups.map(({ name, people }) => [name, people]) ?? null);
    expect(shown).toEqual([
      null,
      [
        ['North', 2],
        ['South', 2],
      ],
    ]);
  });

  it('is run by the chairs of its day, and made by organisers alone', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready();
    const day2 = { id: await room.idOf('Assembly'), day: room.event.days[1]?.id ?? '' };
    const other = await room.ready({ entry: day2 });
    const asChair = async (id: string) => ({ ...(await room.of(id)), actor: room.chair });
    await expect(polls.command(await asChair(other), { do: 'open' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(polls.command(await asChair(poll), { do: 'draft' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(polls.remove(await asChair(poll))).rejects.toMatchObject({ code: 'forbidden' });
    expect((await polls.command(await asChair(poll), { do: 'open' })).state).toBe('open');
  });

  it('shows nothing before it is shown, then counts, then the answer, and nobody a poll in the archive', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready({ kind: 'trivia', entry: null });
    expect(await polls.view(room.event, poll)).toBe(undefined);
    await room.give(poll, 'open');
    await room.vote('chair', poll, 'b');
    const seen = async () => {
      const view = await polls.view(room.event, poll);
      return view && [view.turnout, view.tally?.people ?? null, view.answer];
    };
    expect(await seen()).toEqual([1, null, null]);
    await room.give(poll, 'close');
    room.clock.advance(2_000);
    await polls.tick(room.clock.now());
    expect(await seen()).toEqual([1, null, null]);
    await room.give(poll, 'show');
    expect(await seen()).toEqual([1, 1, null]);
    await room.give(poll, 'show-answer');
    expect(await seen()).toEqual([1, 1, 'b']);
    await room.give(poll, 'hide');
    expect(await seen()).toEqual([1, null, null]);
    await room.give(poll, 'archive');
    expect(await seen()).toBe(undefined);
    expect((await polls.on(room.event)).polls).toEqual([]);
  });

  it('counts a secret poll, and links nobody to what they chose', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const poll = await room.ready({ entry: null, secrecy: 'secret' });
    await room.give(poll, 'open');
    await room.vote('chair', poll, 'a');
    expect((await polls.view(room.event, poll))?.tally).toBe(null);
    await room.give(poll, 'close');
    room.clock.advance(2_000);
    await polls.tick(room.clock.now());
    const [round] = (await polls.staffView(room.event, poll))?.rounds ?? [];
    expect(round).toMatchObject({ turnout: 1, keyGone: true, fault: null });
    expect((await polls.readOwnBallots(room.chair, room.event)).ballots).toEqual([
      { poll, round: 1, options: null, text: null },
    ]);
    const removed = await room.ready({ entry: null, secrecy: 'secret' });
    await room.give(removed, 'open');
    await room.database.db.deleteFrom('poll_poll').where('id', '=', removed).execute();
    const job = room.jobs.find(({ name }) => name === 'end-ballot-keys');
    expect(await job?.nextDue()).toBe(0);
  });
});

/** Somebody of an organisation, which is made where it is not there. */
async function voterFrom({ database: { db }, event }: PollRoom, name: string): Promise<Actor> {
  const { actor, participantId } = await addSomebody(db, event.id);
  const row = {
    ...{ id: `${event.id} ${name}`, event_id: event.id, name, name_key: name, country: null },
    ...NO_RULES,
  };
  await db
    .insertInto('people_organisation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const moved = db.updateTable('people_participant').set({ organisation_id: row.id });
  await moved.where('id', '=', participantId).execute();
  return actor;
}
