import { expect, test } from 'vitest';
import { agendaAddress, isFor, readQuery, tagsOf } from '../../web/agenda/page-query.ts';
import { fiveDayAgenda } from '../fixtures/agenda.ts';

const read = (search: string) => readQuery(new URLSearchParams(search), fiveDayAgenda);

test('day, audience and clock are read from the address', () => {
  expect(read('day=2&tag=risk-management&zone=own')).toEqual({ day: 2, tag: 'risk-management', zone: 'own' });
});

test('what the agenda does not have is left out', () => {
  expect(read('day=6&tag=astrology&zone=moon')).toEqual({ day: null, tag: null, zone: null });
  expect(read('day=&tag=')).toEqual({ day: null, tag: null, zone: null });
});

test('an address that was written is read as what was picked', () => {
  const query = { day: 3, tag: 'customs-laboratories', zone: 'event' } as const;
  expect(agendaAddress('annual-event', query)).toBe('/e/annual-event/agenda?day=3&tag=customs-laboratories&zone=event');
  expect(read(agendaAddress('annual-event', query).split('?')[1] ?? '')).toEqual(query);
});

test('a change overrules what was picked, and nothing picked is the bare address', () => {
  const query = { day: 3, tag: null, zone: null };
  expect(agendaAddress('annual-event', query, { day: null })).toBe('/e/annual-event/agenda');
});

test('audiences are listed in the order they first appear', () => {
  expect(tagsOf(fiveDayAgenda).map(({ label }) => label)).toEqual([
    'Risk management',
    'Data analytics',
    'Detection technologies',
    'Training and education',
    'Customs laboratories',
    'Customs policies',
    'Innovation and technology procurement',
  ]);
});

test('an audience picks exactly the sessions that name it', () => {
  const entries = fiveDayAgenda.days.flatMap((day) => day.entries);
  expect(entries.filter((entry) => isFor(entry, 'customs-laboratories')).map(({ title }) => title)).toEqual([
    'PET-3 Laboratory equipment: work done in 2020 and plans for 2021',
    'Breakout rooms 3: PET-3 work and the illicit flows study',
    'Plenary 3: reports from breakout rooms 3',
  ]);
  expect(entries.every((entry) => isFor(entry, null))).toBe(true);
});
