import { expect, it } from 'vitest';
import { ANONYMOUS } from '../../../kernel/actor.ts';
import { eachEngine } from '../../engines.ts';
import {
  eventFields,
  fiveDayFiles,
  OPERATOR,
  openRoom,
  openRoomWithFiveDays,
  planFiles,
  sessionNamed,
  titlesOf,
} from '../room.ts';

const DAYS = 'day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation\n';
const ONE_DAY = `${DAYS}1,2026-03-09,12:00,15:00,Europe/Zurich,0,0,Customs of the host\n`;
const SESSIONS = 'day,order,kind,title,minutes\n';

eachEngine('the import', (open) => {
  it('brings the real plan in as it is: over by 10, 15, 10, 15 and 25 minutes', async () => {
    const room = await openRoomWithFiveDays(open);
    const draft = await room.drafts.view(OPERATOR, 'meeting');
    expect(draft.days.map(({ overMinutes }) => overMinutes)).toEqual([10, 15, 10, 15, 25]);
    const plenary = sessionNamed(draft, 'Plenary 1: reports from breakout rooms 1');
    const breakout = sessionNamed(draft, 'Breakout rooms 1: PET-1 work and the external data study');
    expect(plenary.reportsBack).toBe(breakout.id);
  });

  it('changes nothing when the same files come again', async () => {
    const room = await openRoomWithFiveDays(open);
    const before = await room.drafts.view(OPERATOR, 'meeting');
    const again = await room.imports.replace(await room.editNow(), fiveDayFiles());
    expect(again).toEqual({ ...before, revision: before.revision + 1 });
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(again);
  });

  it('keeps the identity of what has the same day and title, and what the files have no column for', async () => {
    const room = await openRoomWithFiveDays(open);
    const title = 'PIN-1: ideas for the first hackathons';
    const kept = sessionNamed(await room.drafts.view(OPERATOR, 'meeting'), title);
    const link = { joinLink: 'https://example.org/room', leastMinutes: 5, abstract: 'Why we do this' };
    await room.drafts.changeSession(await room.editNow(), kept.id, link);
    const sessions = (csv: string) =>
      csv.replace(`${title},10`, `${title},15`).replace('Closure of day 1', 'Closure of the first day');
    const draft = await room.imports.replace(await room.editNow(), fiveDayFiles({ sessions }));
    expect(sessionNamed(draft, title)).toEqual({ ...kept, ...link, minutes: 15 });
    expect(titlesOf(draft, 1)).toContain('Closure of the first day');
    expect(titlesOf(draft, 1)).not.toContain('Closure of day 1');
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(draft);
  });

  it('takes sessions with one title in a day in their order', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    const first = await room.imports.replace(
      await room.editNow(),
      planFiles(ONE_DAY, `${SESSIONS}1,1,break,Coffee,10\n1,2,break,Coffee,20\n`),
    );
    const ids = first.days[0]?.sessions.map(({ id }) => id);
    const second = await room.imports.replace(
      await room.editNow(),
      planFiles(ONE_DAY, `${SESSIONS}1,1,break,Coffee,11\n1,2,break,Coffee,21\n1,3,break,Coffee,31\n`),
    );
    const sessions = second.days[0]?.sessions ?? [];
    expect(sessions.map(({ minutes }) => minutes)).toEqual([11, 21, 31]);
    expect(sessions.slice(0, 2).map(({ id }) => id)).toEqual(ids);
    expect(new Set(sessions.map(({ id }) => id)).size).toBe(3);
  });

  it('imports nothing at all when anything is wrong, and tells every fault at once', async () => {
    const room = await openRoomWithFiveDays(open);
    const before = await room.drafts.view(OPERATOR, 'meeting');
    const sessions = (csv: string) =>
      csv.replace('hackathons,10', 'hackathons,ten').replace('closure,Closure of day 1', 'finish,Closure of day 1');
    const refused = room.imports.replace(await room.editNow(), fiveDayFiles({ sessions }));
    await expect(refused).rejects.toMatchObject({
      code: 'bad-input',
      details: { errors: [{ path: 'sessions.csv:9:5 minutes' }, { path: 'sessions.csv:11:3 kind' }] },
    });
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(before);
  });

  it('refuses times of day that the clocks skip', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    const night = `${DAYS}1,2026-03-29,02:30,15:00,Europe/Zurich,0,0,Customs of the host\n`;
    const refused = room.imports.replace(await room.editNow(), planFiles(night, `${SESSIONS}1,1,opening,Welcome,10\n`));
    await expect(refused).rejects.toMatchObject({
      code: 'wall-time-missing',
      details: { errors: [{ path: 'days.1.start' }] },
    });
  });

  it('needs no revision for the first plan, and one for every later', async () => {
    const room = await openRoom(open);
    await room.events.create(OPERATOR, eventFields());
    const blind = { actor: OPERATOR, slug: 'meeting', revision: null };
    const first = await room.imports.replace(blind, fiveDayFiles());
    await expect(room.imports.replace(blind, fiveDayFiles())).rejects.toMatchObject({ code: 'revision-required' });
    const stale = room.imports.replace({ ...blind, revision: first.revision - 1 }, fiveDayFiles());
    await expect(stale).rejects.toMatchObject({
      code: 'revision-stale',
      details: { extra: { revision: first.revision } },
    });
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(first);
  });

  it('tells beforehand what it would change, and changes nothing', async () => {
    const room = await openRoomWithFiveDays(open);
    const before = await room.drafts.view(OPERATOR, 'meeting');
    const files = fiveDayFiles({
      days: (csv) => csv.replace('1,2021-01-11,12:00', '1,2021-01-11,11:45'),
      sessions: (csv) => csv.replace('hackathons,10', 'hackathons,15').replace('Closure of day 1', 'The end of day 1'),
    });
    const preview = await room.imports.preview(await room.editNow(), files);
    const pin = sessionNamed(before, 'PIN-1: ideas for the first hackathons');
    expect(preview.changes).toEqual({
      days: { added: [], removed: [], changed: [{ number: 1, fields: ['start'] }] },
      sessions: {
        added: [{ id: expect.any(String), day: 1, title: 'The end of day 1' }],
        removed: [{ id: sessionNamed(before, 'Closure of day 1').id, day: 1, title: 'Closure of day 1' }],
        changed: [{ id: pin.id, day: 1, title: pin.title, fields: ['minutes'] }],
      },
    });
    expect(preview.revision).toBe(before.revision);
    expect(await room.drafts.view(OPERATOR, 'meeting')).toEqual(before);
    const stale = room.imports.preview({ actor: OPERATOR, slug: 'meeting', revision: 1 }, files);
    await expect(stale).rejects.toMatchObject({ code: 'revision-stale' });
  });

  it('is for operators', async () => {
    const room = await openRoomWithFiveDays(open);
    const of = { ...(await room.editNow()), actor: ANONYMOUS };
    await expect(room.imports.replace(of, fiveDayFiles())).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(room.imports.preview(of, fiveDayFiles())).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
