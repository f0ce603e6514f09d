import { expect, it } from 'vitest';
import { inTransaction } from '../../kernel/transaction.ts';
import { eachEngine } from '../engines.ts';
import { addSomebody } from '../people/somebody.ts';
import { openPollRoom } from './poll-room.ts';

eachEngine('polls that many press at once', (open) => {
  it('are opened once by two chairs, and lose no ballot while the agenda has them looked at again', async () => {
    const room = await openPollRoom(open);
    const { polls } = room.polls;
    const { db } = room.database;
    const ids = [await room.ready(), await room.ready(), await room.ready()];
    for (const id of ids) {
      const of = await room.of(id);
      const pressed = await Promise.allSettled([of, of].map((each) => polls.command(each, { do: 'open' })));
      expect(pressed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(pressed.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'revision-stale' } });
    }
    const voters = await Promise.all(Array.from({ length: 10 }, () => addSomebody(db, room.event.id)));
    const votes = voters.flatMap(({ actor }, at) =>
      ids.map((poll) => polls.vote(actor, poll, { clientId: `${at}`, options: ['a'] })),
    );
    let begun = 0;
    const lookAgain = () =>
      inTransaction(db, (tx) => {
        begun += 1;
        return polls.lookAgain(tx, room.event.id);
      });
    const looks = Array.from({ length: 20 }, lookAgain);
    await Promise.all([...votes, ...looks]);
    // None had to be begun again because it and a box waited for each other.
    expect(begun).toBe(20);
    const lines = (await polls.readLines(room.organiser, room.event)).polls;
    expect(lines.map(({ round, turnout }) => [round, turnout])).toEqual(ids.map(() => [1, 10]));
  });
});
