import { beforeAll, expect, it } from 'vitest';
import { newOrganisation, newParticipant } from '../../../people/schema.ts';
import { eachEngine } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

const ORGANISER = { role: 'organiser', day: null, room: null } as const;

eachEngine('a change by somebody whose rights were taken while they waited', (open) => {
  let room: PeopleRoom;
  beforeAll(async () => {
    room = await openPeopleRoom(open);
    await room.appoint('lead@example.org', [ORGANISER]);
  });

  it('is refused, whatever it is, and leaves nothing', async () => {
    const { id } = await room.appoint('second@example.org', [ORGANISER]);
    const asked = await room.actorFor('second@example.org');
    await room.roster.remove({ actor: OPERATOR, event: room.event, id });
    await room.appoint('guest@example.org');
    const { participantId } = await standing('guest@example.org');
    const guest = { actor: asked, event: room.event, id: participantId };
    const before = await room.log();
    const works = [
      () => room.roster.add(asked, room.event, newParticipant.parse({ email: 'friend@example.org', name: 'Friend' })),
      () => room.roster.setRoles(guest, 1, [ORGANISER]),
      () => room.roster.remove(guest),
      () => room.erasure.erase(guest),
      () => room.bulk.grant(asked, room.event, { ids: [participantId], add: [ORGANISER], remove: [] }),
      () => room.organisations.add(asked, room.event, newOrganisation.parse({ name: 'Port' })),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ code: 'forbidden' });
    expect(await room.log()).toEqual(before);
  });

  it('is done where another role was given to them meanwhile', async () => {
    const { id } = await room.appoint('third@example.org', [ORGANISER]);
    const asked = await room.actorFor('third@example.org');
    const of = { actor: OPERATOR, event: room.event, id };
    await room.roster.setRoles(of, 1, [ORGANISER, { role: 'chair', day: 2, room: null }]);
    const fields = newParticipant.parse({ email: 'other@example.org', name: 'Other' });
    expect((await room.roster.add(asked, room.event, fields)).state).toBe('invited');
  });

  it('makes no calendar address for whoever was removed', async () => {
    const { id } = await room.appoint('calendar@example.org');
    const asked = await room.actorFor('calendar@example.org');
    await room.roster.remove({ actor: OPERATOR, event: room.event, id });
    await expect(room.calendarTokens.make(asked, room.event)).rejects.toMatchObject({ code: 'forbidden' });
    const { db } = room.database;
    expect(await db.selectFrom('people_calendar_token').selectAll().execute()).toEqual([]);
  });

  async function standing(email: string) {
    const actor = await room.actorFor(email);
    const [first] = actor.kind === 'person' ? actor.standings : [];
    if (!first) throw new Error(`${email} has no standing`);
    return first;
  }
});
