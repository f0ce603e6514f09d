import { beforeAll, expect, it } from 'vitest';
import type { RoomOf } from '../../../breakouts/breakout-service.ts';
import { breakoutSettings, roundContent, summaryChange } from '../../../breakouts/schema.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/random.ts';
import { OPERATOR } from '../../agenda/room.ts';
import { openShowRoom, type ShowRoom } from '../../agenda/show/show-room.ts';
import { eachEngine } from '../../engines.ts';
import { address } from '../../people/people-room.ts';

const SESSIONS = [
  'day,order,kind,title,minutes,audience,reports_back',
  '1,1,opening,Welcome,15,,',
  '1,2,breakout,Breakout 1,25,Risk; Data,',
  '1,3,plenary,Plenary 1,20,,Breakout 1',
  '1,4,keynote,Keynote,30,,',
  '2,1,assembly,Assembly,60,,',
].join('\n');

eachEngine('rooms’ summaries', (openTestDatabase) => {
  let room: ShowRoom;
  let writer: Actor;
  let of: RoomOf;
  let revision: number;
  const save = (change: unknown, by = writer) =>
    room.breakouts.summaries.save({ ...of, actor: by }, summaryChange.parse(change));
  const field = (name: string, text: string, version: number) => ({ fields: [{ field: name, text, version }] });
  const chathamHouse = async (on: boolean) => {
    const asked = { actor: room.organiser, event: room.event };
    ({ revision } = await room.breakouts.rounds.changeSettings(
      asked,
      null,
      breakoutSettings.parse({ chathamHouse: on }),
    ));
  };
  const stored = async () => {
    const rows = await room.database.db.selectFrom('breakout_summary').selectAll().execute();
    const log = await room.database.db.selectFrom('people_audit_entry').selectAll().execute();
    return JSON.stringify([rows, log.filter(({ action }) => action === 'summary-in')]);
  };
  const versions = async () => {
    const rows = await room.database.db.selectFrom('server_live_topic').selectAll().execute();
    return Object.fromEntries(rows.map((row) => [row.topic, Number(row.version)]));
  };

  beforeAll(async () => {
    room = await openShowRoom(openTestDatabase, { sessions: SESSIONS });
    await room.people.roster.appoint(OPERATOR, room.event, {
      email: address('writer@example.org'),
      name: 'Writer Known',
      roles: [{ role: 'rapporteur', day: null, room: 'one' }],
    });
    writer = await room.actorFor('writer');
    const rooms = ['One', 'Two'].map((name) => ({ id: newId(), name }));
    const entry = { id: await room.idOf('Breakout 1'), day: room.event.days[0]?.id ?? '' };
    const asked = { actor: room.organiser, event: room.event };
    const { id } = await room.breakouts.rounds.create(asked, roundContent.parse({ entry, rooms }));
    of = { ...asked, round: id, room: rooms[0]?.id ?? '' };
  });

  it('keep both of two who write different fields, and refuse the second at the same one with what there is', async () => {
    await Promise.all([save(field('outcomes', 'Mine', 0)), save(field('decisions', 'Theirs', 0), room.organiser)]);
    const refused = save(field('outcomes', 'Other', 0), room.organiser);
    await expect(refused).rejects.toMatchObject({
      code: 'revision-stale',
      details: { extra: { current: { texts: { outcomes: 'Mine', decisions: 'Theirs' }, versions: { outcomes: 1 } } } },
    });
  });

  it('name no writer in row or log under the Chatham House rule, and tell typing to their room alone', async () => {
    const before = await versions();
    await save(field('questions', '=SUM(1)', 0));
    const after = await versions();
    expect(after[`round:${of.round}:room:${of.room}`]).toBe((before[`round:${of.round}:room:${of.room}`] ?? 0) + 1);
    expect([after.rounds, after['rounds:staff']]).toEqual([before.rounds, before['rounds:staff']]);
    const view = await save({ isIn: true });
    expect([view.state, view.late, view.writer]).toEqual(['in', false, null]);
    expect((await versions()).rounds).toBe((before.rounds ?? 0) + 1);
    const id = writer.kind === 'person' ? (writer.standings[0]?.participantId ?? '') : '';
    const text = await stored();
    expect(text).toContain('summary-in');
    for (const secret of [id, 'Writer Known', 'writer@example.org']) expect(text).not.toContain(secret);
  });

  it('name the last writer elsewhere, until the event turns to the Chatham House rule', async () => {
    await chathamHouse(false);
    const { writer: name } = await save(field('outcomes', 'Named', 1));
    expect(name).toBe('Writer Known');
    const id = writer.kind === 'person' ? (writer.standings[0]?.participantId ?? '') : '';
    expect(await stored()).toContain(id);
    await chathamHouse(true);
    expect(await stored()).not.toContain(id);
    expect(revision).toBeGreaterThan(0);
  });

  it('are for their writers, chairs and organisers until they are presented', async () => {
    const other = await room.actorFor('deputy');
    expect((await room.breakouts.summaries.read({ ...of, actor: other })).texts.outcomes).toBe('Named');
    await expect(save(field('outcomes', 'x', 2), other)).rejects.toMatchObject({ code: 'forbidden' });
    await room.people.roster.appoint(OPERATOR, room.event, {
      email: address('guest@example.org'),
      name: 'G',
      roles: [],
    });
    const guest = await room.actorFor('guest');
    await expect(room.breakouts.summaries.read({ ...of, actor: guest })).rejects.toMatchObject({ code: 'forbidden' });
    const report = JSON.stringify({ order: [], presenting: of.room, presented: [], drafts: [] });
    await room.database.db.updateTable('breakout_round').set({ report, state: 'closed', closed_at: 1 }).execute();
    expect((await room.breakouts.summaries.read({ ...of, actor: guest })).texts.outcomes).toBe('Named');
    await expect(save(field('outcomes', 'After', 2))).rejects.toMatchObject({ code: 'state-not-right' });
  });

  it('leave by theme, with the rooms that are missing', async () => {
    const asked = { actor: room.organiser, event: room.event };
    const document = await room.breakouts.summaries.export(asked, 'md');
    expect(document).toContain('### Day 1, Breakout 1: One\n\n#### Key outcomes\n\nNamed');
    expect(document).toContain('### Day 1, Breakout 1: Two\n\n**Missing:** this room handed in no summary.');
    expect(document).toContain('Missing:\n\n- Day 1, Breakout 1: Two\n\n## ');
    const json = JSON.parse(await room.breakouts.summaries.export(asked, 'json'));
    expect(json.rounds[0].rooms.map(({ state }: { state: string }) => state)).toEqual(['in', 'none']);
    const csv = await room.breakouts.summaries.export(asked, 'csv');
    expect(csv.split('\r\n')[0]).toBe(
      '\uFEFFtheme,day,session,room,topic,facilitator,rapporteur,summary,outcomes,decisions,open_questions',
    );
    expect(csv).toContain(',missing,,,');
    expect(csv).toContain(",Named,Theirs,'=SUM(1)\r\n");
  });
});
