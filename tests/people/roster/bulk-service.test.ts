import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import type { ParticipantId, PersonId } from '../../../kernel/ids.ts';
import { hashSecret, newId } from '../../../kernel/random.ts';
import { blankParticipant } from '../../../people/roster/participant.ts';
import { insertParticipants } from '../../../people/roster/participant-saving-store.ts';
import { eachEngine, type OpenTestDatabase } from '../../engines.ts';
import { OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

/** Above two portions of one statement each. */
const MANY = 1_001;
const HELPDESK = [{ role: 'helpdesk' as const, day: null, room: null }];

eachEngine('what is done to more people than one statement takes', (open) => {
  it('mails each their own invitation, whose link is stored for their address alone', async () => {
    const { room, ids } = await roomOfMany(open);
    expect(await invite(room, ids)).toEqual({ invited: MANY, skipped: [] });
    const { db } = room.database;
    const links = new Map(
      (await db.selectFrom('people_link').selectAll().execute()).map((row) => [row.link_hash, row]),
    );
    const mails = await db.selectFrom('server_mail').selectAll().execute();
    expect([mails.length, links.size]).toEqual([MANY, MANY]);
    for (const { recipient, text } of mails) {
      const token = /\/sign-in\/(plenum_in_[\w-]+)/.exec(text)?.[1] ?? '';
      expect(links.get(hashSecret(token))).toMatchObject({ email: recipient, purpose: 'invitation' });
      expect(text).toContain(`Dear Guest of ${recipient},\n`);
    }
  });

  it('writes down every invitation and every role, raises each revision, and asks nobody twice', async () => {
    const { room, ids } = await roomOfMany(open);
    await invite(room, ids);
    expect(await room.bulk.grant(OPERATOR, room.event, { ids, add: HELPDESK, remove: [] })).toEqual({ changed: MANY });
    const did = (action: string) => ids.map((id) => `operator:test ${action} participant:${id}`);
    const log = (await room.log()).map((line) => line.replace(/^operator:\S+/, 'operator:test'));
    expect(log.filter((line) => / (invited|roles-changed) /.test(line)).sort()).toEqual(
      [...did('invited'), ...did('roles-changed')].sort(),
    );
    const rows = await room.database.db.selectFrom('people_participant').selectAll().execute();
    expect(new Set(rows.map(({ revision, state, invited_at }) => `${revision} ${state} ${invited_at}`))).toEqual(
      new Set([`2 invited ${room.clock.now()}`]),
    );
    const again = await room.bulk.invite(OPERATOR, room.event, { ids, again: false });
    expect([again.invited, again.skipped.length]).toEqual([0, MANY]);
    expect(await room.mails()).toHaveLength(MANY);
  });

  it('takes a few statements, not some for each of them', async () => {
    const statements = countStatements();
    const { room, ids } = await roomOfMany(async () => {
      const database = await open();
      return { ...database, db: database.db.withPlugin(statements) };
    });
    statements.count = 0;
    await invite(room, ids);
    await room.bulk.grant(OPERATOR, room.event, { ids, add: HELPDESK, remove: [] });
    expect(statements.count).toBeGreaterThan(0);
    expect(statements.count).toBeLessThan(60);
  });

  it('is undone whole where one of the last cannot be mailed', async () => {
    const { room, ids } = await roomOfMany(open);
    const { db } = room.database;
    const last = await db
      .selectFrom('people_participant')
      .select('person_id')
      .where('id', '=', ids.at(-1) ?? '')
      .executeTakeFirstOrThrow();
    const broken = db.updateTable('people_person').set({ email: 'not one\naddress' }).where('id', '=', last.person_id);
    await broken.execute();
    await expect(invite(room, ids)).rejects.toThrow('a mail is not for one bare address');
    expect(await room.mails()).toEqual([]);
    expect(await db.selectFrom('people_link').selectAll().execute()).toEqual([]);
    expect((await room.log()).filter((line) => line.includes(' invited '))).toEqual([]);
    expect(
      await db.selectFrom('people_participant').select('id').where('invited_at', 'is not', null).execute(),
    ).toEqual([]);
  });
});

const invite = (room: PeopleRoom, ids: string[]) => room.bulk.invite(OPERATOR, room.event, { ids, again: true });

async function roomOfMany(open: OpenTestDatabase): Promise<{ room: PeopleRoom; ids: string[] }> {
  const room = await openPeopleRoom(open);
  const createdAt = room.clock.now();
  const many = Array.from({ length: MANY }, (_, place) => {
    const email = `guest-${place}@example.org`;
    const person = { id: newId<PersonId>(), email, emailKey: email };
    const of = { id: newId<ParticipantId>(), eventId: room.event.id, person, createdAt };
    return { ...blankParticipant(of, `Guest of ${email}`), person };
  });
  const persons = many.map(({ person: { id, email } }) => ({ id, email, email_key: email, created_at: createdAt }));
  await room.database.db.insertInto('people_person').values(persons).execute();
  await insertParticipants(room.database.db, many);
  return { room, ids: many.map(({ id }) => id) };
}

function countStatements(): KyselyPlugin & { count: number } {
  return {
    count: 0,
    transformQuery({ node }) {
      this.count += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
