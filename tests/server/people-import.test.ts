import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StaffRole } from '../../kernel/actor.ts';
import { line } from '../../kernel/text.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { nameKey } from '../../people/name-key.ts';
import { OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type ServedApp, serve } from './serve.ts';
import { addParticipant, makeEvent } from './signed-in.ts';

const PEOPLE = '/api/events/meeting/people';
const HEADER = 'name,email,organisation,role,tags\n';
const MEGABYTE = 1024 * 1024;

/** A form with one file. @param closed false for one that breaks off within the file. */
function formOf(file: string | Buffer, { field = 'people', filename = 'people.csv', closed = true } = {}): Buffer {
  const head = `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${filename}"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(file), Buffer.from(closed ? '\r\n--edge--\r\n' : '')]);
}

eachEngine('people by file over HTTP', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;
  let operator: { readonly authorization: string };

  beforeAll(async () => {
    database = await open();
    served = await serve(database);
    event = await makeEvent(served, 'meeting');
    operator = { authorization: served.authorization };
  });
  afterAll(() => served.app.close());

  async function send(payload: Buffer, query = 'dryRun=true', headers: Record<string, string> = operator) {
    const answer = await served.app.inject({
      method: 'POST',
      url: `${PEOPLE}/import?${query}`,
      payload,
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=edge' },
    });
    return { status: answer.statusCode, body: answer.json() };
  }
  const previewOf = async (file: string, headers?: Record<string, string>) =>
    (await send(formOf(file), 'dryRun=true', headers)).body.preview as string;
  const store = async (file: string) => send(formOf(file), `preview=${await previewOf(file)}`);
  const exported = () => served.app.inject({ url: `${PEOPLE}/export.csv`, headers: operator });
  const stored = async () => [
    await database.db.selectFrom('people_participant').selectAll().orderBy('id').execute(),
    await database.db.selectFrom('people_organisation').select(['id', 'name', 'revision']).orderBy('id').execute(),
    await database.db.selectFrom('people_role').selectAll().orderBy('participant_id').execute(),
    await database.db.selectFrom('people_person').selectAll().orderBy('id').execute(),
    await database.db.selectFrom('people_audit_entry').select('id').orderBy('id').execute(),
  ];

  it.each([
    [
      'of 10 MB in one row',
      formOf(`${HEADER}"${'x'.repeat(10 * MEGABYTE)}",a@x.org,,,\n`),
      422,
      'bad-input',
      'people.csv:',
    ],
    [
      'of 10 MB in too many rows',
      formOf(HEADER + 'Participant,p@example.org,Customs,,Risk\n'.repeat(250_000)),
      422,
      'bad-input',
      'found one row more, expected at most 10000 rows',
    ],
    ['of more than 25 MB', formOf('x'.repeat(25 * MEGABYTE + 1)), 413, 'too-large', 'larger than this address takes'],
    ['that breaks off', formOf(`${HEADER}A,a@x.org`, { closed: false }), 400, 'bad-request', ''],
    ['under another name', formOf(`${HEADER}A,a@x.org,,,\n`, { field: 'file' }), 400, 'bad-request', 'expected a file'],
    ['that is no form', Buffer.from(`${HEADER}A,a@x.org,,,\n`), 400, 'bad-request', ''],
    ['that is empty', formOf(''), 422, 'bad-input', 'found an empty file'],
    [
      'that is a workbook',
      formOf(Buffer.from('504b030414000600', 'hex')),
      422,
      'bad-input',
      'a workbook (.xlsx, .ods)',
    ],
    ['that is a PDF', formOf('%PDF-1.7\n%\xff'), 422, 'bad-input', 'found a PDF file'],
    ['with a NUL', formOf(`${HEADER}A\0,a@x.org,,,\n`), 422, 'bad-input', 'people.csv:2:1'],
    ['of bytes', formOf(Buffer.from([0x81, 0x8d, 0x8f, 0x90])), 422, 'bad-input', 'neither UTF-8 nor Windows-1252'],
  ])('tells plainly of a file %s, and stores nothing', async (_case, form, status, code, words) => {
    const before = await stored();
    const looked = await send(form);
    expect([looked.status, looked.body.code]).toEqual([status, code]);
    expect(JSON.stringify(looked.body)).toContain(words);
    const saved = form.length > MEGABYTE ? looked : await send(form, `preview=${'0'.repeat(64)}`);
    expect([saved.status, saved.body.code]).toEqual([status, code]);
    expect(await stored()).toEqual(before);
  });

  it('takes a file of 10 MB that is one', async () => {
    const tags = Array.from({ length: 10 }, (_, n) => `${n} ${'x'.repeat(97)}`).join(';');
    const rows = Array.from({ length: 10_000 }, (_, n) => `P ${n},p${n}@large.example.org,Customs,,${tags}\n`);
    const form = formOf(HEADER + rows.join(''));
    expect(form.length).toBeGreaterThan(10_000_000);
    const { status, body } = await send(form);
    expect([status, body.counts]).toEqual([200, { new: 10_000, changed: 0, same: 0, warning: 0, error: 0 }]);
  });

  it.each(['', 'preview=', 'preview=x', 'dryRun=maybe', 'dryRun=false', 'dryRun=true&store=true'])(
    'stores nothing that was not looked at: ?%s',
    async (query) => {
      const before = await stored();
      const { status } = await send(formOf(`${HEADER}A,a@x.org,,,\n`), query);
      expect([400, 422]).toContain(status);
      expect(await stored()).toEqual(before);
    },
  );

  it('stores what was looked at, and nothing when somebody changed people meanwhile', async () => {
    const file = `${HEADER}Anna,anna@look.example.org,Look,,Risk\n`;
    const preview = await previewOf(file);
    const added = await addParticipant(database, event, { email: 'meanwhile@look.example.org' });
    const before = await stored();
    const stale = await send(formOf(file), `preview=${preview}`);
    expect([stale.status, stale.body.code, await stored()]).toEqual([409, 'preview-stale', before]);
    const again = await previewOf(file);
    await served.services.people.roster.setRoles({ actor: OPERATOR, event, id: added.participantId }, 1, [
      { role: 'helpdesk', day: null, room: null },
    ]);
    expect((await send(formOf(file), `preview=${again}`)).body.code).toBe('preview-stale');
    expect(await store(file)).toEqual({
      status: 200,
      body: { stored: { new: 1, changed: 0, same: 0, newOrganisations: 1 } },
    });
  });

  it('is for keys with the scope people, which give no roles and change no organiser', async () => {
    await addParticipant(database, event, { email: 'boss@key.example.org', roles: [{ role: 'organiser' }] });
    const keyFor = async (scopes: ('people' | 'export')[]) => {
      const { key } = await served.services.people.apiKeys.make(OPERATOR, event, { name: 'Badges', scopes });
      return { authorization: `Bearer ${key}` };
    };
    const key = await keyFor(['people']);
    const file = `${HEADER}Anna,anna@key.example.org,,,\n`;
    const { status, body } = await send(formOf(file), `preview=${await previewOf(file, key)}`, key);
    expect([status, body.stored?.new]).toEqual([200, 1]);
    for (const [row, words] of [
      ['Anna,anna@key.example.org,,helpdesk,', 'a key cannot give roles'],
      ['New,new@key.example.org,,organiser,', 'a key cannot give roles'],
      ['Boss,boss@key.example.org,,,', 'a program may not change one'],
    ]) {
      const before = await stored();
      const looked = await send(formOf(`${HEADER}${row}\n`), 'dryRun=true', key);
      const saved = await send(formOf(`${HEADER}${row}\n`), `preview=${looked.body.preview}`, key);
      expect([looked.body.counts.error, saved.status, saved.body.code]).toEqual([1, 422, 'bad-input']);
      expect(saved.body.errors[0].message).toContain(words);
      expect(await stored()).toEqual(before);
    }
    // What an operator has looked at is not what a key may store.
    const withRole = `${HEADER}Anna,anna@key.example.org,,helpdesk,\n`;
    const borrowed = await send(formOf(withRole), `preview=${await previewOf(withRole)}`, key);
    expect([borrowed.status, borrowed.body.code]).toEqual([409, 'preview-stale']);
    expect((await send(formOf(file), 'dryRun=true', await keyFor(['export']))).status).toBe(403);
  });

  it('keeps formulas inert in the file that is written, and gives them back as they were', async () => {
    const names = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', "'=1", "'", 'Plain'];
    const cell = (text: string) => `"'${text.replaceAll('"', '""')}"`;
    const rows = names.map((name, n) => `${n < 4 ? cell(name) : `"${name}"`},f${n}@formula.example.org,,,\n`);
    expect((await store(HEADER + rows.join(''))).status).toBe(200);
    const { body } = await exported();
    const lines = body.split('\r\n').filter((each) => each.includes('@formula.'));
    expect(lines.toSorted().filter((each) => /^"?[=+\-@]/.test(each))).toEqual([]);
    expect(lines.some((each) => each.startsWith(`"'=HYPERLINK(""http://x"")"`))).toBe(true);
    const { body: looked } = await send(formOf(body));
    expect([looked.counts.changed, looked.counts.error]).toEqual([0, 0]);
  });

  it('writes a file that no cache keeps, with nobody who was removed or erased', async () => {
    const { roster, erasure } = served.services.people;
    const [removed, erased] = [
      await addParticipant(database, event, { email: 'removed@gone.example.org' }),
      await addParticipant(database, event, { email: 'erased@gone.example.org' }),
    ];
    const of = (id: string) => ({ actor: OPERATOR, event, id });
    await roster.remove(of(removed.participantId));
    await erasure.erase(of(erased.participantId));
    const { headers, body, rawPayload } = await exported();
    expect([headers['content-type'], headers['content-disposition'], headers['cache-control']]).toEqual([
      'text/csv; charset=utf-8',
      'attachment; filename="people-meeting.csv"',
      'private, no-store',
    ]);
    expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(body).not.toMatch(/gone\.example\.org|Erased/);
  });

  it('changes nothing by a file that was exported, whatever people, tags, roles and wishes are stored', async () => {
    const { services } = served;
    const other = await makeEvent(served, 'round');
    const word = (longest: number) =>
      fc
        .oneof(
          fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
          fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom(...`a ;:\\()'"=+-@,|\u00a0\ufeff`) }),
        )
        .map((text) => line(longest).safeParse(text).data ?? 'word');
    const role = (days: number) =>
      fc.oneof(
        fc.constantFrom<StaffRole>('organiser', 'helpdesk').map((each) => ({ role: each, day: null, room: null })),
        fc
          .tuple(fc.constantFrom<StaffRole>('chair', 'deputy'), fc.integer({ min: 1, max: days }))
          .map(([each, day]) => ({ role: each, day, room: null })),
        fc
          .tuple(fc.constantFrom<StaffRole>('facilitator', 'rapporteur'), word(100))
          .map(([each, room]) => ({ role: each, day: null, room })),
      );
    const wished = fc.array(
      fc.integer({ min: 0, max: 5 }).map((n) => `p${n}@round.example.org`),
      { maxLength: 3 },
    );
    const person = fc.record({
      name: word(200),
      tags: fc.uniqueArray(word(100), { maxLength: 4 }),
      roles: fc.array(role(5), { maxLength: 4 }),
      wishes: fc.record({
        prefers: fc.uniqueArray(word(200), { maxLength: 4 }),
        together: fc.option(word(100)),
        apart: wished,
      }),
      organisation: fc.option(word(200)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 6, maxLength: 6 }), async (people) => {
        for (const [n, { name, tags, roles, wishes, organisation }] of people.entries()) {
          const email = `p${n}@round.example.org`;
          const address = { email, key: email, domain: 'round.example.org' };
          const { id } = await services.people.roster.appoint(OPERATOR, other, { email: address, name, roles });
          const organisationId = organisation === null ? null : await organisationOf(organisation);
          await database.db
            .updateTable('people_participant')
            .set({ name, name_key: nameKey(name), organisation_id: organisationId })
            .set({ tags: JSON.stringify(tags), wishes: JSON.stringify(unique(wishes)) })
            .where('id', '=', id)
            .execute();
        }
        const csv = await services.people.exports.write(OPERATOR, other);
        const file = { name: 'people.csv', bytes: Buffer.from(csv) };
        const { preview, faults } = await services.people.imports.check(OPERATOR, other, file);
        expect([faults, preview.rows.flatMap(({ changes }) => changes), preview.newOrganisations]).toEqual([
          [],
          [],
          [],
        ]);
      }),
      { numRuns: 15 },
    );

    async function organisationOf(name: string): Promise<string> {
      const of = () => services.people.organisations.list(OPERATOR, other);
      const key = nameKey(name);
      const found = (await of()).find((each) => nameKey(each.name) === key);
      if (found) return found.id;
      const fields = { name, country: null, kind: 'partner', domains: [], needsApproval: false, quota: null } as const;
      return (await services.people.organisations.add(OPERATOR, other, { ...fields, domains: [] })).id;
    }
  });
});

function unique({ prefers, together, apart }: { prefers: string[]; together: string | null; apart: string[] }) {
  return { prefers: [...new Set(prefers)], together, apart: [...new Set(apart)] };
}
