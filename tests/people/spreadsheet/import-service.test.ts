import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Actor } from '../../../kernel/actor.ts';
import type { SheetFile } from '../../../kernel/spreadsheet/cell-fault.ts';
import { peopleQuery } from '../../../people/roster/people-filter.ts';
import { eachEngine } from '../../engines.ts';
import { address, OPERATOR, openPeopleRoom, type PeopleRoom } from '../people-room.ts';

const HEADER = 'name,email,organisation,country,role,tags,prefers,together,apart';

function fileOf(rows: string, header = HEADER): SheetFile {
  return { name: 'people.csv', bytes: new TextEncoder().encode(`${header}\n${rows}`) };
}

const SAMPLE: SheetFile = {
  name: 'people-120.csv',
  bytes: readFileSync(new URL('../../fixtures/people-120.csv', import.meta.url)),
};

/** Making the event and its three days is written down before. */
const MADE = 4;

async function listed(room: PeopleRoom, event = room.event) {
  const { people } = await room.roster.page(OPERATOR, event, peopleQuery.parse({ limit: 200 }));
  return people;
}

eachEngine('an import of people', (open) => {
  it('of 120 people in 13 organisations stores what its preview said, invites nobody by mail, and changes nothing when repeated', async () => {
    const room = await openPeopleRoom(open);
    const { imports, event } = room;
    const { preview } = await imports.check(OPERATOR, event, SAMPLE);
    expect(preview.counts).toEqual({ new: 120, changed: 0, same: 0, warning: 0, error: 0 });
    expect(preview.newOrganisations).toHaveLength(13);
    expect(await listed(room)).toEqual([]);
    const stored = await imports.store(OPERATOR, event, SAMPLE, preview.preview);
    expect(stored).toEqual({ new: 120, changed: 0, same: 0, newOrganisations: 13 });
    const people = await listed(room);
    expect(people.find(({ email }) => email === 'participant-10@netherlands.example.org')).toMatchObject({
      name: 'Participant 10, Netherlands',
      state: 'invited',
      invitedAt: null,
      organisation: { name: 'Customs administration, Netherlands', country: 'NL' },
      roles: [
        { role: 'deputy', day: 2, room: null },
        { role: 'deputy', day: 3, room: null },
      ],
      tags: ['Customs policies', 'Risk management'],
    });
    expect(await room.mails()).toEqual([]);
    const withRoles = people.filter(({ roles }) => roles.length > 0);
    expect(withRoles.length).toBeGreaterThan(0);
    const given = withRoles.map(({ id }) => `operator:test roles-changed participant:${id}`);
    expect((await room.log()).slice(MADE).sort()).toEqual(
      [...given, 'operator:test participants-imported null'].sort(),
    );
    expect(room.announced).toEqual([{ kind: 'participants-changed', eventId: event.id }]);
    expect((await imports.check(OPERATOR, event, SAMPLE)).preview.counts).toMatchObject({ same: 120 });
    expect(await listed(room, room.elsewhere)).toEqual([]);
  });

  it('changes what rows say, takes nobody out, and leaves what has no column or an empty cell', async () => {
    const room = await openPeopleRoom(open);
    await room.imports.store(
      OPERATOR,
      room.event,
      fileOf('A,a@x.org,Org,BE,helpdesk,Risk,b@x.org,G,\nB,b@x.org,Org,,,,,,\n'),
      null,
    );
    const before = await listed(room);
    await room.imports.store(
      OPERATOR,
      room.event,
      fileOf('Anna,A@X.org,,chair:1\nC,c@x.org,Org 2,\n', 'name,email,organisation,role'),
      null,
    );
    const [anna, b, c] = await listed(room);
    expect(anna).toEqual({ ...before[0], name: 'Anna', roles: [{ role: 'chair', day: 1, room: null }], revision: 2 });
    expect(b).toEqual(before[1]);
    expect(c).toMatchObject({ name: 'C', organisation: { name: 'Org 2' } });
    const row = await room.database.db
      .selectFrom('people_participant')
      .select(['wishes', 'name_key'])
      .where('id', '=', anna?.id ?? '')
      .executeTakeFirstOrThrow();
    const { entries } = await room.audit.list(OPERATOR, room.event, null, 10);
    const roles = entries.filter(({ action }) => action === 'roles-changed').map(({ details }) => details);
    expect(roles.length).toBe(2);
    expect(roles).toContainEqual({ roles: ['helpdesk'] });
    expect(roles).toContainEqual({ roles: ['chair of day 1'] });
    expect(row).toEqual({ wishes: '{"prefers":["b@x.org"],"together":"G","apart":[]}', name_key: 'anna' });
  });

  it('stores nothing of a file with one error, and names its cell', async () => {
    const room = await openPeopleRoom(open);
    const file = fileOf('A,a@x.org,New,,,,,,\nB,not an address,New,,,,,,\n');
    await expect(room.imports.store(OPERATOR, room.event, file, null)).rejects.toMatchObject({
      code: 'bad-input',
      details: {
        errors: [
          {
            path: 'people.csv:3:2 email',
            message: 'found "not an address", expected one mail address, as anna@example.org',
          },
        ],
      },
    });
    expect([
      await listed(room),
      await room.organisations.list(OPERATOR, room.event),
      (await room.log()).slice(MADE),
    ]).toEqual([[], [], []]);
  });

  it.each([
    ['another file', async () => undefined, 'A,a@x.org,,,,,,,\nB,b@x.org,,,,,,,\n'],
    ['somebody who has changed', async (room: PeopleRoom) => void (await room.invite('z@x.org')), 'A,a@x.org,,,,,,,\n'],
    [
      'an organisation that has come',
      async (room: PeopleRoom) =>
        void (await room.imports.store(OPERATOR, room.event, fileOf('Q,q@x.org,Org,,,,,,\n'), null)),
      'A,a@x.org,,,,,,,\n',
    ],
  ])('refuses a preview that was made before %s', async (_, meanwhile, rows) => {
    const room = await openPeopleRoom(open);
    const { preview } = await room.imports.check(OPERATOR, room.event, fileOf('A,a@x.org,,,,,,,\n'));
    await meanwhile(room);
    const before = await listed(room);
    const stale = room.imports.store(OPERATOR, room.event, fileOf(rows), preview.preview);
    await expect(stale).rejects.toMatchObject({ code: 'preview-stale' });
    expect(await listed(room)).toEqual(before);
  });

  it('knows a person of another event by their address, and stores them once', async () => {
    const room = await openPeopleRoom(open);
    await room.imports.store(OPERATOR, room.elsewhere, fileOf('A,A@x.org,,,,,,,\n'), null);
    await room.imports.store(OPERATOR, room.event, fileOf('Anna,a@X.org,,,,,,,\n'), null);
    const persons = await room.database.db.selectFrom('people_person').select(['email', 'email_key']).execute();
    expect(persons).toEqual([{ email: 'A@x.org', email_key: 'a@x.org' }]);
    expect((await listed(room, room.elsewhere)).map(({ name }) => name)).toEqual(['A']);
  });

  it('is for organisers and keys with the scope, and a key gives no roles and changes no organiser', async () => {
    const room = await openPeopleRoom(open);
    await room.appoint('boss@x.org', [{ role: 'organiser' }]);
    await room.appoint('guest@x.org');
    const key: Actor = { kind: 'api-key', keyId: 'k', eventId: room.event.id, scopes: ['people'] };
    const store = (actor: Actor, rows: string) => room.imports.store(actor, room.event, fileOf(rows), null);
    const refusal = { code: 'bad-input' };
    await expect(store(key, 'A,a@x.org,,,helpdesk,,,,\n')).rejects.toMatchObject(refusal);
    await expect(store(key, 'Boss,boss@x.org,,,,,,,\n')).rejects.toMatchObject(refusal);
    expect(await store(key, 'A,a@x.org,,,,,,,\n')).toMatchObject({ new: 1 });
    expect(await store(await room.actorFor('boss@x.org'), 'A,a@x.org,,,helpdesk,,,,\n')).toMatchObject({ changed: 1 });
    await expect(store(await room.actorFor('guest@x.org'), 'B,b@x.org,,,,,,,\n')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const otherKey: Actor = { ...key, eventId: room.elsewhere.id };
    await expect(store(otherKey, 'B,b@x.org,,,,,,,\n')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('of 10,000 people goes in whole', { timeout: 60_000 }, async () => {
    const room = await openPeopleRoom(open);
    const rows = (name: string, count: number) =>
      Array.from(
        { length: count },
        (_, n) => `${name} ${n},p${n}@x.org,Organisation ${n % 300},EE,,Risk; Data,p${(n + 1) % 10_000}@x.org,,\n`,
      ).join('');
    expect(await room.imports.store(OPERATOR, room.event, fileOf(rows('Participant', 10_000)), null)).toEqual({
      new: 10_000,
      changed: 0,
      same: 0,
      newOrganisations: 300,
    });
    expect(await room.imports.store(OPERATOR, room.event, fileOf(rows('Guest', 1_500)), null)).toMatchObject({
      new: 0,
      changed: 1_500,
    });
    const page = await room.roster.page(OPERATOR, room.event, peopleQuery.parse({ search: 'guest', limit: 1 }));
    expect([page.total, page.matching]).toEqual([10_000, 1_500]);
  });
});

eachEngine('an export of people', (open) => {
  it('leaves out who was removed or erased, keeps cells from being formulas, and is written down', async () => {
    const room = await openPeopleRoom(open);
    await room.imports.store(OPERATOR, room.event, fileOf(`'=1+1,a@x.org,-Org,,,'@tag,,,\nB,b@x.org,,,,,,,\n`), null);
    const gone = (await listed(room)).find(({ name }) => name === 'B');
    await room.roster.remove({ actor: OPERATOR, event: room.event, id: gone?.id ?? '' });
    await room.appoint('c@x.org', [{ role: 'organiser' }]);
    expect(await room.exports.write(OPERATOR, room.event)).toBe(
      [
        '\uFEFFname,email,organisation,country,role,tags,prefers,together,apart,state,registered_at',
        `'=1+1,a@x.org,'-Org,,,'@tag,,,,invited,`,
        'c@x.org,c@x.org,,,organiser,,,,,registered,2026-03-02T09:00:00+00:00',
        '',
      ].join('\r\n'),
    );
    expect((await room.log()).at(-1)).toBe('operator:test people-exported null');
  });

  it('that is imported again changes nothing, and into another event brings the same people', async () => {
    const room = await openPeopleRoom(open);
    const word = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.trim() !== '');
    const person = fc.record({
      name: word,
      tags: fc.array(word, { maxLength: 3 }),
      room: word,
      together: word,
    });
    const people = fc.sample(fc.array(person, { minLength: 30, maxLength: 30 }), { numRuns: 1, seed: 7 }).flat();
    for (const [n, { name, tags, room: place }] of people.entries()) {
      const roles = [{ role: 'rapporteur' as const, day: null, room: place.trim().normalize('NFC') }];
      await room.roster.appoint(OPERATOR, room.event, {
        email: address(`p${n}@x.org`),
        name: name.trim().normalize('NFC'),
        roles,
      });
      const [added] = (await listed(room)).filter(({ email }) => email === `p${n}@x.org`);
      const clean = [...new Set(tags.map((tag) => tag.trim().normalize('NFC')))];
      await room.roster.change({ actor: OPERATOR, event: room.event, id: added?.id ?? '' }, added?.revision ?? 0, {
        tags: clean,
      });
    }
    const csv = await room.exports.write(OPERATOR, room.event);
    const file = { name: 'people.csv', bytes: new TextEncoder().encode(csv) };
    const { preview } = await room.imports.check(OPERATOR, room.event, file);
    expect([preview.counts.same, preview.header]).toEqual([30, []]);
    await room.imports.store(OPERATOR, room.elsewhere, file, null);
    const told = (all: Awaited<ReturnType<typeof listed>>) =>
      all.map(({ name, email, tags, roles }) => ({ name, email, tags, roles }));
    const byAddress = (one: { email: string | null }, other: { email: string | null }) =>
      (one.email ?? '') < (other.email ?? '') ? -1 : 1;
    expect(told(await listed(room, room.elsewhere)).sort(byAddress)).toEqual(told(await listed(room)).sort(byAddress));
  });
});
