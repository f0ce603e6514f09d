import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { EventRef } from '../../../people/event-directory.ts';
import { openDatabase } from '../../../server/database.ts';
import { wire } from '../../../server/wiring.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { newKeyDir } from '../../key-folders.ts';
import { openShowRoom } from './show-room.ts';

const TABLES = [
  'agenda_show',
  'agenda_show_step',
  'agenda_banner',
  'agenda_attendance',
  'people_help_request',
  'server_live_topic',
  'server_presence',
];
/** Of steps after the show; what refers to others first. */
const LATER_TABLES = [
  ...['breakout_told', 'breakout_summary', 'breakout_message', 'breakout_room', 'breakout_wish', 'breakout_absence'],
  ...['breakout_step', 'breakout_place', 'breakout_set', 'breakout_dealing', 'breakout_round', 'breakout_setting'],
  ...['poll_turnout', 'poll_ballot', 'poll_round', 'poll_poll', 'poll_key'],
  ...['question_vote', 'question_question', 'question_setting'],
];

/** Takes a database back to how it was before there was a show, with what was published then. */
async function makeOlder({ db }: TestDatabase): Promise<void> {
  for (const table of [...LATER_TABLES, ...TABLES]) await db.schema.dropTable(table).execute();
  for (const column of ['advance', 'show_version'])
    await db.schema.alterTable('agenda_event').dropColumn(column).execute();
  await sql`delete from kysely_migration where name >= '0004-show'`.execute(db);
  for (const { number, snapshot } of await db.selectFrom('agenda_version').select(['number', 'snapshot']).execute()) {
    const { timings, dayIds, ...older } = JSON.parse(snapshot);
    older.agenda.event = Object.fromEntries(Object.entries(older.agenda.event).filter(([name]) => name !== 'advance'));
    const values = { snapshot: JSON.stringify(older) };
    await db.updateTable('agenda_version').set(values).where('number', '=', number).execute();
  }
}

eachEngine('an event that was published before there was a show', (open) => {
  it('runs as it was published, and asks nobody to publish it again', async () => {
    const before = await openShowRoom(open);
    const { database, clock, chair, edit } = before;
    const calendar = await before.calendar();
    await makeOlder(database);
    const opened = await openDatabase(database.location);
    const { agenda } = wire({
      database: opened,
      keyDir: newKeyDir(),
      clock,
      publicUrl: () => new URL('https://plenum.example.org'),
    });
    const event = (await agenda.directory.find('meeting')) as EventRef;
    const entries = async () => (await agenda.published.get('meeting'))?.entries ?? [];
    const sequences = async () => (await entries()).map(({ content, sequence }) => [content.title, sequence]);
    expect(await sequences()).toEqual(calendar.map((line) => [line.split(' ')[0], 0]));

    const early = await agenda.show.now(event);
    expect([early.day?.number, early.day?.run.steps.length]).toEqual([1, 4]);
    await expect(agenda.versions.publish(await edit(), '')).rejects.toMatchObject({ code: 'nothing-to-publish' });
    clock.set('2026-03-09T11:00:00Z');
    const of = { actor: chair, event, day: 1 };
    const { version } = await agenda.show.readConsole(chair, event, 1);
    const begun = await agenda.show.command({ ...of, version }, { do: 'next' });
    expect([version, begun.version, begun.day.run.steps[0]?.status]).toEqual([0, 1, 'running']);
    expect(begun.undo).toBe('Start what is next');

    // A day that nobody touched gets its row when somebody else is to move it on.
    await agenda.events.change(await edit(), { advance: 'clock' });
    clock.set('2026-03-10T11:30:00Z');
    await agenda.show.tick(clock.now());
    expect((await agenda.show.now(event)).day?.run.startedAt).toBe('2026-03-10T12:00:00+01:00');
    await opened.close();
  });
});
