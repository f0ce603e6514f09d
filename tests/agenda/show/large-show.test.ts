import { expect, it } from 'vitest';
import { eachEngine } from '../../engines.ts';
import { OPERATOR } from '../room.ts';
import { openShowRoom } from './show-room.ts';

const DAYS = 30;
const ENTRIES = 50;

function largeFiles() {
  const dates = Array.from({ length: DAYS }, (_, place) => `2026-03-${String(place + 1).padStart(2, '0')}`);
  const days = dates.map((date, place) => `${place + 1},${date},08:00,20:00,Europe/Zurich,0,0,Office`);
  const sessions = dates.flatMap((_, day) =>
    Array.from({ length: ENTRIES }, (_, place) => `${day + 1},${place + 1},presentation,Talk ${day}-${place},10`),
  );
  return {
    days: ['day,date,start,end,time_zone,break_minutes,break_slots,chair_organisation', ...days].join('\n'),
    sessions: ['day,order,kind,title,minutes', ...sessions].join('\n'),
  };
}

eachEngine('a show of 30 days with 50 entries each', (open) => {
  it('is told of one day alone, however many there are', async () => {
    const room = await openShowRoom(open, largeFiles());
    room.clock.set('2026-03-09T07:06:00Z');
    const untold = await room.calendar();
    const of = { actor: OPERATOR, event: room.event, day: 9, version: 0 };
    const began = performance.now();
    await room.agenda.show.command(of, { do: 'next' });
    // Some 30 ms on a quiet machine; a minute's worth of others beside it must not fail this.
    expect(performance.now() - began).toBeLessThan(3_000);
    const told = await room.calendar();
    expect(told.filter((line, place) => line !== untold[place])).toHaveLength(ENTRIES);
  }, 60_000);

  it('is changed by edits, commands and the clock at once without one standing in the other’s way', async () => {
    const room = await openShowRoom(open);
    room.clock.set('2026-03-09T11:00:00Z');
    await room.press({ do: 'next' }, OPERATOR);
    const talk = await room.idOf('Talk');
    const { revision } = await room.edit();
    room.clock.set('2026-03-09T11:20:00Z');
    const banner = { text: 'Soon', audience: 'all', minutes: 1 } as const;
    await Promise.all([
      room.agenda.show.tick(room.clock.now()),
      room.agenda.drafts.changeSession({ actor: OPERATOR, slug: 'meeting', revision }, talk, { title: 'Speech' }),
      ...Array.from({ length: 6 }, () =>
        room.agenda.show.command(
          { actor: OPERATOR, event: room.event, day: 1, version: null },
          { do: 'adjust', entry: talk, minutes: 1 },
        ),
      ),
      ...Array.from({ length: 6 }, () => room.agenda.show.setBanner(OPERATOR, room.event, banner)),
    ]);
    expect((await room.console()).version).toBe(7);
    expect((await room.console()).banners).toHaveLength(6);
  }, 60_000);
});
