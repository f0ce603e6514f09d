/** Ids that pages make, as an attacker makes them: they share a transaction with everybody else's ballots. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../kernel/random.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { writePoll } from '../../faults/open-poll.ts';
import { signInAs } from '../signed-in.ts';
import { type LiveHouse, openHouse } from './live-house.ts';

eachEngine('an id that no page makes', (openTestDatabase) => {
  let database: TestDatabase;
  let house: LiveHouse;

  beforeAll(async () => {
    database = await openTestDatabase();
    house = await openHouse(database);
    return () => house.app.close();
  });
  afterAll(() => house.hangUp());

  const ODD = ['c\u0000', '\ud800', 'c\n', '\u2028', ''];

  it("is refused, and takes nobody else's ballot with it", async () => {
    const poll = await writePoll(database.db, house.event.id);
    const [attacker, voter] = [await house.connect(), await house.connect()];
    for (const id of ODD) attacker.send({ op: 'ballot', id, poll, options: ['a'] });
    voter.send({ op: 'ballot', id: 'mine', poll, options: ['b'] });
    const refused = [];
    for (const _ of ODD) refused.push(await attacker.next());
    expect(await voter.next()).toEqual({ op: 'ack', id: 'mine' });
    expect(refused).toEqual(ODD.map(() => ({ op: 'error', code: 'bad-request' })));
    const stored = await database.db
      .selectFrom('poll_ballot')
      .select('client_id')
      .where('poll_id', '=', poll)
      .execute();
    expect(stored).toEqual([{ client_id: 'mine' }]);
  });

  it('is bad input over HTTP, of ballots and of questions', async () => {
    const poll = await writePoll(database.db, house.event.id);
    const { headers } = await signInAs(house, database, house.event, { email: `${newId<string>()}@example.org` });
    const ask = { place: 'room:Ideas', text: 'Why?' };
    for (const clientId of ODD) {
      for (const [url, payload] of [
        [`/api/polls/${poll}/ballot`, { clientId, options: ['a'] }],
        ['/api/events/meeting/questions', { clientId, ...ask }],
      ] as const) {
        const answer = await house.app.inject({ method: 'POST', url, headers, payload });
        expect([url, clientId, answer.statusCode]).toEqual([url, clientId, 422]);
      }
    }
  });
});
