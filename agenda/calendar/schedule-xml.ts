/**
 * An agenda as frab's `schedule.xml`. Texts come cleaned from `schedule-exchange.ts`, so no character is
 * left that XML 1.0 cannot hold; the library escapes the rest.
 */
import { XMLBuilder } from 'fast-xml-parser';
import type { Agenda } from '../view.ts';
import type { Site } from './calendar.ts';
import { type Schedule, type ScheduleDay, type ScheduleEvent, scheduleOf } from './schedule-exchange.ts';

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#',
  format: true,
  indentBy: ' ',
  // Else a room of the name "true" would be written as an attribute without a value.
  suppressBooleanAttributes: false,
});

/** The text of the file. Equal bytes for the same published version. @throws RangeError as `scheduleOf`. */
export function scheduleXml(agenda: Agenda, site: Site): string {
  const schedule = scheduleOf(agenda, site);
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    schedule: {
      generator: { '@name': 'Plenum' },
      version: schedule.version,
      conference: conferenceXml(schedule),
      day: schedule.days.map(dayXml),
    },
  });
}

function conferenceXml({ conference, baseUrl }: Schedule): object {
  return {
    title: conference.title,
    acronym: conference.acronym,
    ...(conference.start === null ? {} : { start: conference.start, end: conference.end }),
    days: conference.daysCount,
    timeslot_duration: conference.timeslotDuration,
    base_url: baseUrl,
    time_zone_name: conference.timeZone,
  };
}

function dayXml(day: ScheduleDay): object {
  return {
    '@index': day.index,
    '@date': day.date,
    '@start': day.start,
    '@end': day.end,
    room: day.rooms.map(({ room, events }) => ({
      '@name': room.name,
      '@guid': room.guid,
      event: events.map(eventXml),
    })),
  };
}

/** In what language a session is held is not known, and none is recorded unless somebody says so. */
function eventXml(event: ScheduleEvent): object {
  const { id, guid, room, title, type, date, start, duration, abstract, slug, url, persons } = event;
  return {
    '@guid': guid,
    '@id': id,
    room,
    title,
    subtitle: '',
    ...{ type, date, start, duration, abstract, slug, url },
    track: event.track ?? '',
    persons: { person: persons.map((person) => ({ '@id': person.id, '#': person.name })) },
    language: 'und',
    description: '',
    recording: { license: '', optout: 'true' },
    links: '',
    attachments: '',
  };
}
