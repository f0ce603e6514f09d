import { beforeEach, expect, it } from 'vitest';
import { newId } from '../../kernel/random.ts';
import type { EventRef } from '../../people/event-directory.ts';
import type { AuditPage } from '../../people/view.ts';
import { eventFields, OPERATOR } from '../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../engines.ts';
import { type ServedApp, serve } from '../server/serve.ts';
import { addSomebody } from './somebody.ts';

eachEngine('the audit log', (open) => {
  let database: TestDatabase;
  let served: ServedApp;
  let event: EventRef;

  beforeEach(async () => {
    database = await open();
    served = await serve(database);
    await served.services.agenda.events.create(OPERATOR, eventFields());
    event = (await served.services.agenda.directory.find('meeting')) as EventRef;
    await database.db.deleteFrom('people_audit_entry').execute();
    return () => served.app.close();
  });

  const write = (actor: string, subject: string | null, at = 1000) =>
    database.db
      .insertInto('people_audit_entry')
      .values({ id: newId(), event_id: event.id, at, actor, action: 'invited', subject, details: '{"n":1}' })
      .execute();
  const read = (query = '', headers: Record<string, string> = { authorization: served.authorization }) =>
    served.app.inject({ url: `/api/events/meeting/audit${query}`, headers });
  const lines = ({ entries }: AuditPage) => entries.map(({ actor, subject }) => `${actor} → ${subject}`);

  it('says who did what to whom, by the names of today', async () => {
    const somebody = await addSomebody(database.db, event.id, { name: 'Rapporteur, Estonia' });
    const key = await served.services.people.apiKeys.make(OPERATOR, event, { name: 'Display', scopes: ['people'] });
    await database.db.deleteFrom('people_audit_entry').execute();
    const participant = `participant:${somebody.participantId}`;
    await write(participant, 'event:x', 6);
    await write('operator:first', participant, 5);
    await write(`api-key:${key.id}`, 'version:3', 4);
    await write('system', null, 3);
    await write(`person:${somebody.personId}`, `organisation:${newId()}`, 2);
    await write(`participant:${newId()}`, `api-key:${key.id}`, 1);
    expect(lines((await read()).json())).toEqual([
      'Rapporteur, Estonia → The event',
      'Operator → Rapporteur, Estonia',
      'API key Display → Version 3',
      'Plenum itself → null',
      'Rapporteur, Estonia → An organisation that is gone',
      'Somebody who is gone → API key Display',
    ]);
    await database.db
      .updateTable('people_participant')
      .set({ name: 'Erased participant 7f3a', person_id: null })
      .where('id', '=', somebody.participantId)
      .execute();
    expect(JSON.stringify((await read()).json())).not.toContain('Estonia');
    expect(lines((await read()).json())[1]).toBe('Operator → Erased participant 7f3a');
  });

  it('is read in parts, newest first, each entry once though many have the same time', async () => {
    for (let count = 1; count <= 7; count += 1) await write('system', `session:${count}`);
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: AuditPage = (await read(`?limit=3${next === null ? '' : `&before=${next}`}`)).json();
      seen.push(...lines(page));
      next = page.next;
    } while (next !== null);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
  });

  it.each(['before=x', 'before=1.%00', 'before=1', 'limit=0', 'limit=201', 'limit=x'])('refuses %s', async (query) => {
    expect((await read(`?${query}`)).statusCode).toBe(422);
  });

  it('is for organisers of the event alone', async () => {
    const status = async (roles: ('organiser' | 'helpdesk')[]) =>
      (await read('', { cookie: (await addSomebody(database.db, event.id, { roles })).cookie })).statusCode;
    expect([await status(['organiser']), await status(['helpdesk']), await status([])]).toEqual([200, 403, 403]);
    expect((await read('', {})).statusCode).toBe(401);
  });
});
