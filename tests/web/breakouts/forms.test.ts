/** Forms of the page of breakouts: what fields show of what is stored, and what is sent of what they show. */
import { expect, test } from 'vitest';
import { type BreakoutSettings, DEFAULT_SETTINGS, roundContent } from '../../../breakouts/schema.ts';
import { dealSent, newDealValues } from '../../../web/breakouts/deal-form.ts';
import {
  copiedRooms,
  newRoom,
  newRoomId,
  roomNames,
  roundSent,
  roundValues,
} from '../../../web/breakouts/round-form.ts';
import { settingsSent, settingValues } from '../../../web/breakouts/settings-form.ts';
import { room, round } from './rounds.ts';

const ENTRY = { day: newRoomId(), id: newRoomId() };
const ada = { participant: 'ada', name: 'Ada', organisation: null };

test('only who is named by the round itself is in its fields; who leads by a role is told beside them', () => {
  const led = room('h', 'Harbour', { facilitator: { ...ada, byRole: true }, rapporteur: { ...ada, byRole: false } });
  const [fields] = roundValues(round({ rooms: [led] })).rooms;
  expect(fields).toMatchObject({ facilitator: '', facilitatorByRole: 'Ada', rapporteur: 'ada', rapporteurByRole: '' });
});

test('a round that is saved untouched is sent as it is stored; what is empty is nothing, what is no number stays', () => {
  const stored = room('h', 'Harbour', { topic: 'Data', joinLink: 'https://rooms.example.org/1', capacity: 30 });
  const values = roundValues(round({ opens: 'agenda', rooms: [stored] }));
  expect(roundSent(values, ENTRY)).toEqual({
    ...{ entry: ENTRY, opens: 'agenda' },
    rooms: [
      {
        ...{ id: 'h', name: 'Harbour', topic: 'Data', joinLink: 'https://rooms.example.org/1', capacity: 30 },
        ...{ facilitator: null, rapporteur: null },
      },
    ],
  });
  const typed = { opens: 'chair', rooms: [{ ...newRoom('n', 'New'), topic: ' ', capacity: 'many' }] } as const;
  expect(roundSent(typed, ENTRY).rooms).toMatchObject([{ topic: null, joinLink: null, capacity: 'many' }]);
});

test('ids of new rooms are what the server takes, and never twice the same', () => {
  const rooms = [newRoom(newRoomId(), 'One'), newRoom(newRoomId(), 'Two')];
  expect(rooms[0]?.id).not.toBe(rooms[1]?.id);
  expect(roundContent.safeParse(roundSent({ opens: 'chair', rooms }, ENTRY)).error).toBeUndefined();
});

test('rooms that are taken over from another round get ids of their own', () => {
  let made = 0;
  const copied = copiedRooms(round(), () => `new-${++made}`);
  expect(copied.map(({ id, name }) => [id, name])).toEqual([
    ['new-1', 'Harbour'],
    ['new-2', 'Airport'],
  ]);
});

test('rooms without a typed name are numbered by their place, and names too many are left', () => {
  expect(roomNames(3, ' Harbour \n\n')).toEqual(['Harbour', 'Room 2', 'Room 3']);
  expect(roomNames(1, 'Harbour\nAirport')).toEqual(['Harbour']);
});

const settings: BreakoutSettings = {
  ...DEFAULT_SETTINGS,
  ...{ from: 'open', names: 'everybody', stage: 'names', selfMoves: true, chathamHouse: true },
  ...{ warnSeconds: 90, dueMinutes: 25 },
  rules: {
    pins: [{ participant: 'ada', room: 'h', entry: null }],
    together: [{ people: ['ada', 'bo'], entry: 'e' }],
    apart: [{ people: ['bo', 'cy'], entry: null }],
  },
};

test('settings that are saved untouched are sent as they are stored, with every rule', () => {
  expect(settingsSent(settingValues(settings))).toEqual(settings);
});

test('the stage shows names only where everybody may see them', () => {
  const values = settingValues(settings);
  expect(settingsSent({ ...values, names: 'own-room' }).stage).toBe('own-page');
  expect(settingsSent(values).stage).toBe('names');
});

test('a dealing is sent with a ready aim or one’s own, never with both', () => {
  const values = newDealValues(['r1', 'r2']);
  expect(dealSent({ ...values, effort: '20', costPerMove: '2' }, 7)).toEqual({
    ...{ name: 'Dealt', rounds: ['r1', 'r2'], seed: 7, preset: 'meet-everyone', aim: null, effort: 20, costPerMove: 2 },
  });
  expect(dealSent({ ...values, preset: 'own' }, 7)).toMatchObject({
    preset: null,
    aim: { mixing: 'meet-everyone', dials: values.dials },
  });
});
