/** An agenda as `schedule.json`, the format of the conference tools of the CCC, frab and pretalx. */

import type { Agenda } from '../view.ts';
import type { Site } from './calendar.ts';
import { type Schedule, type ScheduleEvent, scheduleOf } from './schedule-exchange.ts';

/** The text of the file. Equal bytes for the same published version. @throws RangeError as `scheduleOf`. */
export function scheduleJson(agenda: Agenda, site: Site): string {
  const schedule = scheduleOf(agenda, site);
  return `${JSON.stringify({
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: { name: 'Plenum' },
    schedule: {
      version: schedule.version,
      base_url: schedule.baseUrl,
      conference: conferenceJson(schedule),
    },
  })}\n`;
}

function conferenceJson({ conference, rooms, tracks, days }: Schedule): object {
  return {
    acronym: conference.acronym,
    title: conference.title,
    start: conference.start ?? '',
    end: conference.end ?? '',
    daysCount: conference.daysCount,
    timeslot_duration: conference.timeslotDuration,
    time_zone_name: conference.timeZone,
    url: conference.url,
    rooms,
    tracks: tracks.map((name) => ({ name })),
    days: days.map((day) => ({
      index: day.index,
      date: day.date,
      day_start: day.start,
      day_end: day.end,
      rooms: Object.fromEntries(day.rooms.map(({ room, events }) => [room.name, events.map(eventJson)])),
    })),
  };
}

/** In what language a session is held is not known, and none is recorded unless somebody says so. */
function eventJson(event: ScheduleEvent): object {
  const { id, guid, room, title, type, date, start, duration, abstract, slug, url, track, persons } = event;
  return {
    ...{ id, guid, room, title },
    subtitle: '',
    ...{ type, date, start, duration, abstract, slug, url, track, persons },
    language: 'und',
    description: '',
    recording_license: '',
    links: [],
    attachments: [],
  };
}
