import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarScope, calendarOf } from '../../../agenda/calendar/calendar.ts';
import { advanceCalendarEntries } from '../../../agenda/calendar/calendar-entry.ts';
import { tagSlug } from '../../../agenda/calendar/tag-slug.ts';
import type { Agenda, AgendaEntry } from '../../../agenda/view.ts';
import { agendaOf, dayOf, entryOf } from './calendar-samples.ts';

const SITE = { publicUrl: 'https://plenum.example.org' };
const TOLD = Date.UTC(2026, 9, 30, 8);
const EVENT = { kind: 'event' } as const;

const fileOf = (agenda: Agenda, scope: CalendarScope = EVENT, site = SITE): string =>
  calendarOf(agenda, advanceCalendarEntries([], agenda, TOLD), scope, site);

const parsed = (file: string): ICAL.Component => new ICAL.Component(ICAL.parse(file) as unknown as string);

const eventsIn = (file: string): ICAL.Component[] => parsed(file).getAllSubcomponents('vevent');

const value = (component: ICAL.Component | undefined, name: string): string =>
  String(component?.getFirstPropertyValue(name));

/** Physical lines as bytes, each without its line end. Fails where a line end is not CR and LF. */
const linesOf = (file: string): Buffer[] => {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = file.slice(0, -2).split('\r\n');
  for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
  return lines.map((line) => Buffer.from(line, 'utf8'));
};

describe('the file of a calendar', () => {
  it('is this, to the byte', () => {
    const id = '5d1f7c0e-93a4-4a57-8f0a-6c2f6d0b7a11';
    const agenda = agendaOf([
      entryOf({
        id,
        title: 'Risks; chances, and "both"',
        abstract: 'First line.\nSecond line.',
        audience: ['Risk management', 'All'],
        track: 'North',
        speakers: [{ name: null, organisation: 'Office', confirmed: false }],
      }),
    ]);
    expect(fileOf(agenda).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//plenum//agenda//EN',
      'NAME:Five days',
      'X-WR-CALNAME:Five days',
      'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
      'X-PUBLISHED-TTL:PT15M',
      'BEGIN:VEVENT',
      `UID:${id}`,
      'SEQUENCE:0',
      'DTSTAMP:20261030T080000Z',
      'DTSTART:20261102T090000Z',
      'DTEND:20261102T093000Z',
      'SUMMARY:Risks\\; chances\\, and "both"',
      'LOCATION:North',
      'DESCRIPTION:Office (to be confirmed)\\n\\nFirst line.\\nSecond line.\\n\\nhttps',
      ' ://plenum.example.org/e/five-days/session/5d1f7c0e-93a4-4a57-8f0a-6c2f6d0b',
      ' 7a11',
      'CATEGORIES:Risk management,All',
      'URL;VALUE=URI:https://plenum.example.org/e/five-days/session/5d1f7c0e-93a4',
      ' -4a57-8f0a-6c2f6d0b7a11',
      'STATUS:CONFIRMED',
      'LAST-MODIFIED:20261030T080000Z',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('is valid and empty for an agenda without sessions', () => {
    const file = fileOf(agendaOf([]));
    expect(eventsIn(file)).toEqual([]);
    expect(value(parsed(file), 'x-wr-calname')).toBe('Five days');
  });

  it('tells a removed session as cancelled, with a higher sequence', () => {
    const before = advanceCalendarEntries([], agendaOf([entryOf()]), TOLD);
    const after = advanceCalendarEntries(before, agendaOf([]), TOLD + 60_000);
    const [event] = eventsIn(calendarOf(agendaOf([]), after, EVENT, SITE));
    expect([value(event, 'status'), value(event, 'sequence'), value(event, 'dtstamp')]).toEqual([
      'CANCELLED',
      '1',
      '2026-10-30T08:01:00Z',
    ]);
  });

  it('says nothing of an end that does not come after the start', () => {
    const [event] = eventsIn(fileOf(agendaOf([entryOf({ end: '2026-11-02T09:00:00+01:00' })])));
    expect(value(event, 'dtstart')).toBe('2026-11-02T09:00:00Z');
    expect(event?.getFirstProperty('dtend')).toBe(null);
  });

  it('gives the right instants on both sides of a change of clocks', () => {
    const night = [
      entryOf({ id: 'a', start: '2026-10-25T02:30:00+02:00', end: '2026-10-25T02:30:00+01:00' }),
      entryOf({ id: 'b', start: '2027-03-28T01:30:00+01:00', end: '2027-03-28T03:30:00+02:00' }),
      entryOf({ id: 'c', start: '2026-11-02T10:00:00+05:45', end: '2026-11-02T10:30:00+05:45' }),
    ];
    expect(eventsIn(fileOf(agendaOf(night))).map((event) => [value(event, 'dtstart'), value(event, 'dtend')])).toEqual([
      ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
      ['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z'],
      ['2026-11-02T04:15:00Z', '2026-11-02T04:45:00Z'],
    ]);
  });

  it('does not let two sessions differ in nothing but their UID', () => {
    const agenda = agendaOf([entryOf({ id: 'a' }), entryOf({ id: 'b' })]);
    const bare = eventsIn(fileOf(agenda)).map((event) => event.toString().replace(/UID:.*\r\n/, ''));
    expect(new Set(bare).size).toBe(2);
  });

  it('percent-encodes what an address may not hold', () => {
    const file = fileOf(agendaOf([entryOf({ id: 'a,b;c\r\nX-EVIL:1' })]), EVENT, {
      publicUrl: 'https://example.org/x,y;z/',
    });
    const address = 'https://example.org/x%2Cy%3Bz/e/five-days/session/a%2Cb%3Bc%20X-EVIL%3A1';
    const [event] = eventsIn(file);
    expect([value(event, 'url'), value(event, 'description')]).toEqual([address, address]);
    expect(file).not.toMatch(/^X-EVIL/m);
  });
});

describe('the scope of a calendar', () => {
  const first = entryOf({ id: 'first', title: 'First', audience: ['Risk Management'] });
  const second = entryOf({ id: 'second', title: 'Second', audience: ['risk-management', 'Größe'] });
  const third = entryOf({ id: 'third', title: 'Third' });
  const agenda: Agenda = { ...agendaOf([]), days: [dayOf([first, second]), dayOf([third], { number: 2 })] };

  const held = (scope: CalendarScope): string[] => {
    const file = fileOf(agenda, scope);
    return [value(parsed(file), 'name'), ...eventsIn(file).map((event) => value(event, 'uid'))];
  };

  it.each([
    [EVENT, ['Five days', 'first', 'second', 'third']],
    [{ kind: 'day', number: 2 }, ['Five days: day 2', 'third']],
    [{ kind: 'day', number: 3 }, ['Five days: day 3']],
    [{ kind: 'tag', tag: 'risk-management' }, ['Five days: Risk Management', 'first', 'second']],
    [{ kind: 'tag', tag: 'größe' }, ['Five days: Größe', 'second']],
    [{ kind: 'session', id: 'third' }, ['Five days: Third', 'third']],
  ] as const)('%j holds its own entries alone', (scope, expected) => {
    expect(held(scope)).toEqual(expected);
  });
});

describe('the slug of a tag', () => {
  it.each([
    ['Risk management', 'risk-management'],
    ['  RISK — Management!', 'risk-management'],
    ['Größe', 'größe'],
    ['Gro\u0308ße', 'größe'],
    ['ﬁnance', 'finance'],
    ['风险 管理', '风险-管理'],
    ['إدارة المخاطر', 'إدارة-المخاطر'],
    ['🎉', 'u1f389'],
    ['../..', 'u2e-2e-2f-2e-2e'],
  ])('of %s is %s', (tag, slug) => {
    expect(tagSlug(tag)).toBe(slug);
  });

  it('is its own slug, fits an address, and is never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (tag) => {
        const slug = tagSlug(tag);
        expect(tagSlug(slug)).toBe(slug);
        expect(tagSlug(decodeURIComponent(encodeURIComponent(slug)))).toBe(slug);
        expect(slug.length).toBeGreaterThan(0);
        expect(slug.length).toBeLessThanOrEqual(90);
        expect(slug).toMatch(/^[\p{L}\p{N}\p{M}-]+$/u);
      }),
    );
  });
});

describe('laws over hostile texts', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    fc.constantFrom(
      '"quoted" and \'single\'',
      'a\r\nBEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT',
      'a\nEND:VCALENDAR\rX-EVIL:1',
      'back\\slash\\n; and, more\\',
      '👩‍👩‍👧‍👦'.repeat(40),
      'مرحبا بالعالم \u202eabc\u202c שלום',
      'x'.repeat(10_000),
      '🎉'.repeat(5_000),
      'nul\u0000 bell\u0007 escape\u001b[31m next\u0085line sep\u2028par\u2029',
      'lone \ud83c high and \udf89 low',
      ' leading and trailing ',
      '\ufeffmark',
    ),
  );
  const session = fc.record({
    id: fc.uuid(),
    title: hostile,
    abstract: hostile,
    track: fc.option(hostile),
    audience: fc.array(hostile, { maxLength: 3 }),
    speakers: fc.array(
      fc.record({ name: fc.option(hostile), organisation: fc.option(hostile), confirmed: fc.boolean() }),
      {
        maxLength: 2,
      },
    ),
  });
  const agenda = fc
    .record({ name: hostile, sessions: fc.uniqueArray(session, { selector: ({ id }) => id, maxLength: 4 }) })
    .map(({ name, sessions }) => agendaOf(sessions.map(entryOf), { name }));

  const sessionsOf = (of: Agenda): readonly AgendaEntry[] => of.days.flatMap((day) => day.entries);

  /** What a person can still read of a text: letters, digits, signs; nothing of how it is spaced. */
  const readable = (text: string): string =>
    text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\s\p{Cc}\p{Noncharacter_Code_Point}]/gu, '');

  it('keeps every physical line within 75 octets of whole characters, ended by CR and LF', () => {
    fc.assert(
      fc.property(agenda, (of) => {
        for (const line of linesOf(fileOf(of))) {
          expect(line.length).toBeLessThanOrEqual(75);
          expect(line.length).toBeGreaterThan(0);
          expect(() => new TextDecoder('utf-8', { fatal: true }).decode(line)).not.toThrow();
          expect(line.toString('utf8')).not.toMatch(/[\p{Cc}\u2028\u2029\ufffe]/u);
        }
      }),
    );
  });

  it('is read back with every title, text, tag and place, and nothing that was not put in', () => {
    fc.assert(
      fc.property(agenda, (of) => {
        const file = fileOf(of);
        const events = eventsIn(file);
        const [, name, again] = /^NAME:(.*)\r\nX-WR-CALNAME:(.*)$/m.exec(file.replaceAll('\r\n ', '')) ?? [];
        expect(again).toBe(name);
        expect(readable(name?.replace(/\\(.)/g, '$1') ?? '')).toBe(readable(of.event.name) || of.event.slug);
        expect(parsed(file).getAllSubcomponents().length).toBe(events.length);
        expect(events.map((event) => value(event, 'uid'))).toEqual(sessionsOf(of).map((entry) => entry.id));
        sessionsOf(of).forEach((entry, index) => {
          const event = events[index];
          expect(readable(value(event, 'summary'))).toBe(readable(entry.title) || entry.kind);
          expect(readable(value(event, 'description'))).toContain(readable(entry.abstract));
          expect(value(event, 'description').endsWith(value(event, 'url'))).toBe(true);
          expect(
            event
              ?.getFirstProperty('categories')
              ?.getValues()
              .map((tag) => readable(String(tag))) ?? [],
          ).toEqual(entry.audience.map((tag) => readable(tag).replaceAll('\\', '/')).filter((tag) => tag !== ''));
          const place = event?.getFirstPropertyValue('location');
          expect(readable(String(place ?? ''))).toBe(readable(entry.track ?? ''));
        });
      }),
    );
  });

  it('holds these properties, each once, and no others', () => {
    const ofCalendar = ['version', 'prodid', 'name', 'x-wr-calname', 'refresh-interval', 'x-published-ttl'];
    const always = [
      'uid',
      'sequence',
      'dtstamp',
      'dtstart',
      'dtend',
      'summary',
      'description',
      'url',
      'status',
      'last-modified',
    ];
    fc.assert(
      fc.property(agenda, (of) => {
        const file = fileOf(of);
        const names = (component: ICAL.Component) => component.getAllProperties().map((property) => property.name);
        expect(names(parsed(file))).toEqual(ofCalendar);
        for (const event of eventsIn(file)) {
          const found = names(event);
          expect(new Set(found).size).toBe(found.length);
          expect(found.filter((name) => !['location', 'categories'].includes(name)).toSorted()).toEqual(
            always.toSorted(),
          );
          expect(event.getAllSubcomponents()).toEqual([]);
        }
      }),
    );
  });

  it('is the same bytes when the same agenda is published again later', () => {
    fc.assert(
      fc.property(agenda, (of) => {
        const told = advanceCalendarEntries([], of, TOLD);
        const again = advanceCalendarEntries(told, of, TOLD + 86_400_000);
        expect(calendarOf(of, again, EVENT, SITE)).toBe(calendarOf(of, told, EVENT, SITE));
      }),
    );
  });
});
