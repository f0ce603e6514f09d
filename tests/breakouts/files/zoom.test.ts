import { describe, expect, test } from 'vitest';
import { runSheetLine } from '../../../breakouts/files/run-sheet.ts';
import { zoomFile } from '../../../breakouts/files/zoom.ts';
import type { ParticipantId } from '../../../kernel/ids.ts';
import { parseRfc3339 } from '../../../kernel/time.ts';

const ROOMS = ['One', '=Two, "2"', 'Three'].map((name, index) => ({
  ...{ id: `room-${index}`, name, topic: null, joinLink: null, capacity: null, facilitator: null, rapporteur: null },
}));
const id = (name: string) => name as ParticipantId;

function round(people: Readonly<Record<string, { readonly room?: number; readonly address?: string }>>) {
  const all = Object.entries(people);
  const addressed = all.flatMap(([name, { address }]) => (address === undefined ? [] : [[id(name), address] as const]));
  return {
    rooms: ROOMS,
    members: all.map(([name]) => ({ id: id(name), name })),
    places: all.flatMap(([name, { room }]) =>
      room === undefined ? [] : [{ participantId: id(name), roomId: `room-${room}`, locked: false, joinedAt: null }],
    ),
    addresses: new Map(addressed),
    absent: new Set([id('Away')]),
  };
}

describe('the file of rooms for Zoom', () => {
  test('has the header to the letter, people by room and name, and cells that are no formulas', () => {
    const { csv, notPlaced, emptyRooms } = zoomFile(
      round({
        B: { room: 1, address: 'b@example.org' },
        Z: { room: 0, address: 'z@example.org' },
        A: { room: 0, address: 'ä,"q"@example.org' },
      }),
    );
    expect(csv).toBe(
      'Pre-assign Room Name,Email Address\r\nOne,"ä,""q""@example.org"\r\nOne,z@example.org\r\n"\'=Two, ""2""",b@example.org\r\n',
    );
    expect([notPlaced, emptyRooms]).toEqual([[], ['Three']]);
  });

  test('lists whom it does not place, and why; whoever is away is looked for by nobody', () => {
    const people = round({
      Late: { address: 'late@example.org' },
      Away: { address: 'away@example.org' },
      Mute: { room: 0 },
      Formula: { room: 0, address: '+f@example.org' },
      First: { room: 0, address: 'a@example.org' },
      Last: { room: 1, address: 'b@example.org' },
      Third: { room: 2, address: 'c@example.org' },
    });
    const places = [...people.places, { participantId: id('Gone'), roomId: 'room-0', locked: false, joinedAt: null }];
    const { csv, notPlaced } = zoomFile({ ...people, places }, { rooms: 2, people: 1 });
    expect(csv).toBe('Pre-assign Room Name,Email Address\r\nOne,a@example.org\r\n');
    expect(notPlaced.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
      'Formula has an address that a spreadsheet would take for a formula, belongs in One',
      'Last is beyond the 1 people that Zoom takes, belongs in =Two, "2"',
      'Late has no room yet',
      'Mute has no address, belongs in One',
      'Somebody has a place and is not registered any more',
      'Third is in a room beyond the 2 that Zoom takes, belongs in Three',
    ]);
  });

  test('holds the 1,000 people that Zoom takes, and names the one beyond', () => {
    const names = Array.from({ length: 1_001 }, (_, at) => `P${String(at).padStart(4, '0')}`);
    const { csv, notPlaced } = zoomFile(
      round(Object.fromEntries(names.map((name) => [name, { room: 0, address: `${name}@example.org` }]))),
    );
    expect([csv.split('\r\n').length, notPlaced]).toEqual([
      1_002,
      [{ name: 'P1000', reason: 'is beyond the 1000 people that Zoom takes, belongs in One' }],
    ]);
  });

  test('is loaded a quarter of an hour before, and not before the rooms that it replaces have closed', () => {
    const session = { id: 's', dayId: 'd', day: 1, title: 'Breakout 1', tags: [], minutes: 25, heardIn: null };
    const startsAt = parseRfc3339('2021-01-11T12:50:00Z');
    const line = (earlier: string | null) =>
      runSheetLine({
        ...{ file: 'rooms.csv', timeZone: 'Europe/Zurich', session: { ...session, startsAt }, startsAt },
        ...{ earlierEndsAt: earlier === null ? null : parseRfc3339(earlier), emptyRooms: [] },
      });
    expect(line(null)).toBe('Day 1: load rooms.csv at 13:35, before Breakout 1 opens at 13:50.');
    expect(line('2021-01-11T12:40:00Z')).toContain('at 13:40, before');
  });
});
