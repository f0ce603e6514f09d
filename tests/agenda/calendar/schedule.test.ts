import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scheduleJson } from '../../../agenda/calendar/schedule-json.ts';
import { scheduleXml } from '../../../agenda/calendar/schedule-xml.ts';
import type { Agenda } from '../../../agenda/view.ts';
import { agendaOf, dayOf, entryOf } from './calendar-samples.ts';

const SITE = { publicUrl: 'https://plenum.example.org' };
const ID = '5d1f7c0e-93a4-4a57-8f0a-6c2f6d0b7a11';
const BREAK_ID = '1b2f7c0e-93a4-4a57-8f0a-6c2f6d0b7a12';
const NORTH_ID = '9c3f7c0e-93a4-4a57-8f0a-6c2f6d0b7a13';

const person = { name: 'A. Example', organisation: 'Office', confirmed: true };

const sample: Agenda = {
  ...agendaOf([]),
  version: 3,
  days: [
    dayOf([
      entryOf({
        id: ID,
        kind: 'keynote',
        title: 'Risks & <chances>',
        abstract: 'First.\r\nSecond "quoted".',
        speakers: [person, { name: null, organisation: 'Bureau', confirmed: false }],
      }),
      entryOf({
        id: BREAK_ID,
        kind: 'break',
        title: 'Break',
        start: '2026-11-02T10:30:00+01:00',
        end: '2026-11-02T10:45:00+01:00',
      }),
      entryOf({
        id: NORTH_ID,
        title: 'In the north',
        track: 'North',
        start: '2026-11-02T14:00:00+01:00',
        end: '2026-11-02T15:45:00+01:00',
        speakers: [person],
      }),
    ]),
    dayOf([], { number: 2, date: '2026-11-03', start: '2026-11-03T10:00:00+01:00', end: '2026-11-03T12:00:00+01:00' }),
  ],
};

const text = z.string();
const eventShape = z.strictObject({
  id: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
  guid: z.uuid(),
  room: text.min(1),
  title: text,
  subtitle: text,
  type: text.min(1),
  date: z.iso.datetime({ offset: true }),
  start: text.regex(/^\d\d:\d\d$/),
  duration: text.regex(/^\d{1,2}:\d\d$/),
  abstract: text,
  slug: text.regex(/^[a-z0-9_-]+[a-z0-9]$/),
  url: z.url(),
  track: text.nullable(),
  persons: z.array(z.strictObject({ id: z.int().min(1), name: text.min(1) })),
  language: text.min(2),
  description: text,
  recording_license: text,
  links: z.array(z.never()),
  attachments: z.array(z.never()),
});
const documentShape = z.strictObject({
  $schema: z.url(),
  generator: z.strictObject({ name: text }),
  schedule: z.strictObject({
    version: text,
    base_url: z.url(),
    conference: z.strictObject({
      acronym: text,
      title: text,
      start: z.union([z.iso.date(), z.literal('')]),
      end: z.union([z.iso.date(), z.literal('')]),
      daysCount: z.int(),
      timeslot_duration: text.regex(/^\d{1,2}:\d\d$/),
      time_zone_name: text,
      url: z.url(),
      rooms: z.array(z.strictObject({ name: text.min(1), guid: z.uuid() })),
      tracks: z.array(z.strictObject({ name: text.min(1) })),
      days: z.array(
        z.strictObject({
          index: z.int().min(1),
          date: z.iso.date(),
          day_start: z.iso.datetime({ offset: true }),
          day_end: z.iso.datetime({ offset: true }),
          rooms: z.record(text, z.array(eventShape)),
        }),
      ),
    }),
  }),
});

type Document = z.infer<typeof documentShape>;

/** Checked against the shape, but given as it was read: zod leaves out a room that is called `__proto__`. */
const json = (agenda: Agenda): Document['schedule'] => {
  const read = JSON.parse(scheduleJson(agenda, SITE));
  documentShape.parse(read);
  return read.schedule;
};

const LISTS = ['day', 'room', 'event', 'person'];
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  textNodeName: '#',
  isArray: (name, path) => LISTS.includes(name) && path !== 'schedule.day.room.event.room',
});

interface XmlEvent {
  readonly [name: string]: unknown;
  readonly persons: { readonly person?: readonly { readonly '@id': string; readonly '#': string }[] } | string;
}
interface XmlSchedule {
  readonly generator: unknown;
  readonly version: string;
  readonly conference: Readonly<Record<string, string>>;
  readonly day?: readonly {
    readonly [attribute: `@${string}`]: string;
    readonly room?: readonly {
      readonly '@name': string;
      readonly '@guid': string;
      readonly event: readonly XmlEvent[];
    }[];
  }[];
}

const xml = (agenda: Agenda): XmlSchedule => {
  const file = scheduleXml(agenda, SITE);
  expect(XMLValidator.validate(file)).toBe(true);
  const layout = (name: string, value: unknown) => name === '#' && String(value).trim() === '';
  return JSON.parse(JSON.stringify(parser.parse(file).schedule), (name, value) =>
    layout(name, value) ? undefined : value,
  );
};

describe('schedule.json', () => {
  it('names the conference, its rooms and its tracks', () => {
    const { days, rooms, ...conference } = json(sample).conference;
    expect(json(sample).version).toBe('3');
    expect(json(sample).base_url).toBe('https://plenum.example.org/');
    expect(conference).toEqual({
      acronym: 'five-days',
      title: 'Five days',
      start: '2026-11-02',
      end: '2026-11-03',
      daysCount: 2,
      timeslot_duration: '0:05',
      time_zone_name: 'Europe/Zurich',
      url: 'https://plenum.example.org/e/five-days',
      tracks: [{ name: 'North' }],
    });
    expect(rooms.map((room) => room.name)).toEqual(['Plenary', 'North']);
    expect(days.map((day) => [day.index, day.date, Object.keys(day.rooms)])).toEqual([
      [1, '2026-11-02', ['Plenary', 'North']],
      [2, '2026-11-03', []],
    ]);
  });

  it('holds every field of a session', () => {
    const [event] = json(sample).conference.days[0]?.rooms.Plenary ?? [];
    expect(event).toEqual({
      id: event?.id,
      guid: ID,
      room: 'Plenary',
      title: 'Risks & <chances>',
      subtitle: '',
      type: 'keynote',
      date: '2026-11-02T10:00:00+01:00',
      start: '10:00',
      duration: '0:30',
      abstract: 'First.\nSecond "quoted".',
      slug: `five-days-${event?.id}`,
      url: `https://plenum.example.org/e/five-days/session/${ID}`,
      track: null,
      persons: [{ id: 1, name: 'A. Example, Office' }],
      language: 'und',
      description: '',
      recording_license: '',
      links: [],
      attachments: [],
    });
  });

  it('holds breaks too, and a day that runs over ends with its last session', () => {
    const [day] = json(sample).conference.days;
    expect(day?.rooms.Plenary?.map((event) => [event.type, event.duration])).toEqual([
      ['keynote', '0:30'],
      ['break', '0:15'],
    ]);
    expect(day?.day_end).toBe('2026-11-02T15:45:00+01:00');
    expect(day?.rooms.North?.map((event) => [event.track, event.duration, event.persons])).toEqual([
      ['North', '1:45', [{ id: 1, name: 'A. Example, Office' }]],
    ]);
  });

  it('keeps the number of a session when others come before it', () => {
    const [first] = sample.days;
    const later = {
      ...sample,
      days: [dayOf([entryOf({ id: BREAK_ID.replace('1b', '2c') }), ...(first?.entries ?? [])])],
    };
    const numberOf = (agenda: Agenda) =>
      Object.values(json(agenda).conference.days[0]?.rooms ?? {})
        .flat()
        .find((event) => event.guid === ID)?.id;
    expect(numberOf(later)).toBe(numberOf(sample));
  });

  it('is valid while nothing is published', () => {
    const { conference } = json({ ...agendaOf([]), version: 0, publishedAt: null, days: [] });
    expect([conference.days, conference.daysCount, conference.start]).toEqual([[], 0, '']);
  });
});

describe('schedule.xml', () => {
  it('says the same as schedule.json, field by field', () => {
    const { conference } = json(sample);
    const file = xml(sample);
    expect(file.generator).toEqual({ '@name': 'Plenum' });
    expect(file.version).toBe('3');
    expect(file.conference).toEqual({
      title: conference.title,
      acronym: conference.acronym,
      start: conference.start,
      end: conference.end,
      days: '2',
      timeslot_duration: '0:05',
      base_url: 'https://plenum.example.org/',
      time_zone_name: 'Europe/Zurich',
    });
    const guids = new Map(conference.rooms.map((room) => [room.name, room.guid]));
    const days = (file.day ?? []).map(({ room, ...attributes }) => ({ attributes, rooms: room ?? [] }));
    expect(
      days.map(({ attributes }) => [
        attributes['@index'],
        attributes['@date'],
        attributes['@start'],
        attributes['@end'],
      ]),
    ).toEqual(conference.days.map((day) => [String(day.index), day.date, day.day_start, day.day_end]));
    for (const [place, { rooms }] of days.entries()) {
      expect(rooms.map((room) => [room['@name'], room['@guid']])).toEqual(
        Object.keys(conference.days[place]?.rooms ?? {}).map((name) => [name, guids.get(name)]),
      );
      expect(rooms.flatMap((room) => room.event)).toEqual(
        Object.values(conference.days[place]?.rooms ?? {})
          .flat()
          .map(({ id, guid, persons, track, recording_license, links, attachments, ...same }) => ({
            '@guid': guid,
            '@id': String(id),
            ...same,
            track: track ?? '',
            persons:
              persons.length === 0 ? '' : { person: persons.map((one) => ({ '@id': String(one.id), '#': one.name })) },
            recording: { license: recording_license, optout: 'true' },
            links: links.join(),
            attachments: attachments.join(),
          })),
      );
    }
  });

  it('is valid while nothing is published', () => {
    const file = xml({ ...agendaOf([]), version: 0, publishedAt: null, days: [] });
    expect(file.day).toBe(undefined);
    expect(file.conference.start).toBe(undefined);
  });
});

describe('laws over hostile texts', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
    fc.constantFrom(
      'true',
      '__proto__',
      'Plenary',
      ']]><evil/>&amp;',
      '<!-- & --> "x" \'y\' <?php',
      'nul\u0000 bell\u0007 \ud800 \ufffe \uffff',
      '🎉'.repeat(3000),
      'x'.repeat(10_000),
      'שלום \u202eabc',
    ),
  );
  const session = fc.record({
    id: fc.uuid(),
    title: hostile,
    abstract: hostile,
    track: fc.option(hostile),
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

  it('makes both files say the same, with every session once and numbers that differ', () => {
    fc.assert(
      fc.property(agenda, (of) => {
        const inJson = json(of).conference.days.flatMap((day) => Object.values(day.rooms).flat());
        const inXml = (xml(of).day ?? []).flatMap((day) => day.room ?? []).flatMap((room) => room.event);
        expect(inJson.map((event) => event.guid).toSorted()).toEqual(
          of.days
            .flatMap((day) => day.entries)
            .map((entry) => entry.id)
            .toSorted(),
        );
        expect(new Set(inJson.map((event) => event.id)).size).toBe(inJson.length);
        const told = ({ guid, title, abstract, room }: (typeof inJson)[number]) => [guid, title, abstract, room];
        expect(inXml.map((event) => [event['@guid'], event.title, event.abstract, event.room]).toSorted()).toEqual(
          inJson.map(told).toSorted(),
        );
        expect(xml(of).conference.title).toBe(json(of).conference.title);
      }),
    );
  });

  it('writes no character that XML 1.0 cannot hold', () => {
    fc.assert(
      fc.property(agenda, (of) => {
        expect(scheduleXml(of, SITE)).toMatch(/^[\t\n\u0020-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
      }),
    );
  });
});
