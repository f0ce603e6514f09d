import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { newOrganisation } from '../../../people/schema.ts';
import { eachEngine } from '../../engines.ts';
import { address, OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

const BROWSER = { device: 'Firefox on Linux', replaced: null };

eachEngine('signing in while somebody is taken away', (open, engine) => {
  let room: PeopleRoom;
  beforeAll(async () => {
    room = await openPeopleRoom(open);
  });

  /** Somebody registered, with the secret of a link that signs them in. */
  async function member(email: string) {
    const { id } = await room.appoint(email);
    const link = await room.signIns.makeTerminalLink({ eventId: room.event.id, email: address(email) });
    return { of: { actor: OPERATOR, event: room.event, id }, email, token: link.slice(link.lastIndexOf('/') + 1) };
  }

  /**
   * Holds a person's row until `first` and then `second` wait for it. Which of them gets it then is for
   * PostgreSQL to say. On SQLite, which runs one transaction at a time, they only queue up.
   */
  async function whileHeld(email: string, first: () => Promise<unknown>, second: () => Promise<unknown>) {
    const { db } = room.database;
    const begun = await db.transaction().execute(async (tx) => {
      await sql`update people_person set email = email where email_key = ${email}`.execute(tx);
      const one = first();
      if (engine === 'postgres') await waiting(1);
      const two = second();
      if (engine === 'postgres') await waiting(2);
      return [one, two];
    });
    return await Promise.allSettled(begun);
  }

  /** Until so many transactions wait for a row. Asked outside of any, which would keep its first answer. */
  async function waiting(count: number): Promise<void> {
    await expect
      .poll(
        async () => {
          const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(room.database.db);
          return rows[0]?.n;
        },
        { timeout: 20_000 },
      )
      .toBe(count);
  }

  const signInsOf = async (email: string) =>
    (
      await room.database.db
        .selectFrom('people_sign_in')
        .innerJoin('people_person', 'people_person.id', 'people_sign_in.person_id')
        .select('people_sign_in.id')
        .where('people_person.email_key', '=', email)
        .execute()
    ).length;

  const codes = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.map((each) => (each.status === 'fulfilled' ? 'done' : (each.reason as { code?: string }).code));

  it('leaves nothing of whoever is erased meanwhile, and neither waits for the other in vain', async () => {
    const { of, email, token } = await member('erased@example.org');
    const settled = await whileHeld(
      email,
      () => room.erasure.erase(of),
      () => room.signIns.enterByLink(token, BROWSER),
    );
    const [erased, entered] = codes(settled);
    expect(erased).toBe('done');
    expect(['done', 'link-not-valid']).toContain(entered);
    expect(await signInsOf(email)).toBe(0);
    const { db } = room.database;
    expect(await db.selectFrom('people_person').select('id').where('email_key', '=', email).execute()).toEqual([]);
  });

  it('leaves nobody signed in who is removed meanwhile', async () => {
    const { of, email, token } = await member('removed@example.org');
    const settled = await whileHeld(
      email,
      () => room.signIns.enterByLink(token, BROWSER),
      () => room.roster.remove(of),
    );
    const [entered, removed] = codes(settled);
    expect(['done', 'link-not-valid']).toContain(entered);
    expect(removed).toBe('done');
    expect(await signInsOf(email)).toBe(0);
  });

  it('signs out whoever two events remove at the same time', async () => {
    const { of, email, token } = await member('twice@example.org');
    const other = await room.appoint(email, [], room.elsewhere);
    await room.signIns.enterByLink(token, BROWSER);
    const settled = await whileHeld(
      email,
      () => room.roster.remove(of),
      () => room.roster.remove({ actor: OPERATOR, event: room.elsewhere, id: other.id }),
    );
    expect(codes(settled)).toEqual(['done', 'done']);
    expect(await signInsOf(email)).toBe(0);
  });

  it('keeps signed in whoever comes back while strays are swept', async () => {
    const organisation = newOrganisation.parse({ name: 'Port', domains: ['port.example'] });
    await room.organisations.add(OPERATOR, room.event, organisation);
    const email = 'stray@port.example';
    const token = async () => {
      const link = await room.signIns.makeTerminalLink({ eventId: room.event.id, email: address(email) });
      return link.slice(link.lastIndexOf('/') + 1);
    };
    const { secret } = await room.signIns.enterByLink(await token(), BROWSER);
    const actor = await room.signIns.findActor(secret);
    if (!actor) throw new Error('not signed in');
    await room.signIns.endSession(actor);
    const again = await token();
    const settled = await whileHeld(
      email,
      () => room.signIns.enterByLink(again, BROWSER),
      () => room.signIns.dropExpired(room.clock.now()),
    );
    expect(codes(settled)).toEqual(['done', 'done']);
    expect(await signInsOf(email)).toBe(1);
  });
});
