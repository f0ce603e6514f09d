import { expect, it } from 'vitest';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom } from '../people-room.ts';

eachEngine('the list of those who wait', (open) => {
  it('is in the order of their line, part by part, whatever their names', async () => {
    const room = await openPeopleRoom(open);
    const emails = ['zoe@example.org', 'anna@example.org', 'mia@example.org'];
    const ids: string[] = [];
    for (const email of emails) ids.push((await room.invite(email)).id);
    for (const [place, id] of ids.entries()) {
      await room.database.db
        .updateTable('people_participant')
        .set({ state: 'waiting', waiting_for: 'approval', waiting_since: 1000 + place })
        .where('id', '=', id)
        .execute();
    }
    const names: string[] = [];
    let after: string | undefined;
    do {
      const query = { state: 'waiting' as const, limit: 1, ...(after && { after }) };
      const page = await room.roster.page(OPERATOR, room.event, query);
      names.push(...page.people.map(({ name }) => name));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(names).toEqual(emails);
  });
});
