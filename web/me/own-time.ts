/** Times as one person reads them: on their own clock, and the event's beside it where the two differ. */
import { faceAt, offsetMinutes, plainDate, shortDay, zoneCity } from '../clock-face.ts';

export interface OwnTime {
  /** `14:35` */
  readonly clock: string;
  /** `Tue 12`, where one's own calendar shows another day than the event's. */
  readonly day: string | null;
  /** `Zurich 13:35`; null where both clocks show the same. */
  readonly other: string | null;
}

/** @param at RFC 3339. @param own the person's zone; null while nobody knows it. */
export function ownTime(at: string, eventZone: string, own: string | null): OwnTime {
  const instant = Date.parse(at);
  const event = faceAt(instant, eventZone);
  if (own === null || offsetMinutes(instant, own) === offsetMinutes(instant, eventZone)) {
    return { clock: event.clock, day: null, other: null };
  }
  const { clock, date } = faceAt(instant, own);
  return {
    clock,
    day: date === event.date ? null : shortDay(date),
    other: `${zoneCity(eventZone)} ${event.clock}`,
  };
}

/** `12 January 2021 at 14:35` @param at RFC 3339. */
export function momentIn(at: string, zone: string): string {
  const { date, clock } = faceAt(Date.parse(at), zone);
  return `${plainDate(date)} at ${clock}`;
}
