import { expect, it } from 'vitest';
import { listWaitingForPlace, placeInLine } from '../../../people/roster/participant-store.ts';
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

  it('counts their places from one without a gap, also of those who came in one millisecond, in this event alone', async () => {
    const room = await openPeopleRoom(open);
    const { db } = room.database;
    const wait = (id: string, waiting_for: 'place' | 'approval', waiting_since: number) =>
      db
        .updateTable('people_participant')
        .set({ state: 'waiting', waiting_for, waiting_since })
        .where('id', '=', id)
        .execute();
    const ids: string[] = [];
    for (let place = 0; place < 5; place += 1) ids.push((await room.invite(`p${place}@example.org`)).id);
    const approval = await room.invite('approval@example.org');
    const elsewhere = await room.appoint('elsewhere@example.org', [], room.elsewhere);
    // Only now, because each change gives the free places to who waits.
    for (const [place, since] of [1001, 1002, 1002, 1002, 1003].entries()) await wait(ids[place] ?? '', 'place', since);
    await wait(approval.id, 'approval', 1000);
    await wait(elsewhere.id, 'place', 1000);
    const line = await listWaitingForPlace(db, room.event.id);
    expect(line.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    expect(await Promise.all(line.map((each) => placeInLine(db, each)))).toEqual([1, 2, 3, 4, 5]);
    const others = ['approval@example.org', 'elsewhere@example.org'];
    const views = [];
    for (const [place, event] of [room.event, room.elsewhere].entries()) {
      const actor = await room.actorFor(others[place] ?? '', event);
      views.push((await room.registration.view(actor, event)).mine?.placeInLine);
    }
    expect(views).toEqual([null, 1]);
  });
});
