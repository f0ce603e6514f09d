import { zoneCity } from '../clock-face.ts';
import { facesFor, useReader } from './reader.tsx';

export interface ClockProps {
  /** RFC 3339. */
  readonly at: string;
  /** The zone of the day it belongs to. */
  readonly eventZone: string;
  /** When it had been planned; struck through beside it where that is another time. */
  readonly planned?: string;
}

/** `14:35`, and where the reader's clock and the event's differ, `Zurich 13:35` beside it. */
export function Clock({ at, eventZone, planned = at }: ClockProps) {
  const { first, other } = facesFor(useReader(), Date.parse(at), eventZone);
  return (
    <>
      <span className="clock-pair">
        <time className="clock" dateTime={at}>
          {first.clock}
        </time>
        <PlannedTime at={planned} expected={at} eventZone={eventZone} />
      </span>
      {other && (
        <span className="clock-other">
          {zoneCity(other.zone)} <span className="clock-digits">{other.clock}</span>
        </span>
      )}
    </>
  );
}

/** A planned time that is not expected any more, struck through, in words for those who do not see the stroke. */
export function PlannedTime({ at, expected, eventZone }: { at: string; expected: string; eventZone: string }) {
  const { first } = facesFor(useReader(), Date.parse(at), eventZone);
  if (Date.parse(at) === Date.parse(expected)) return null;
  return (
    <span className="clock-planned">
      {' '}
      <span className="visually-hidden">planned </span>
      <s className="clock-digits">{first.clock}</s>
    </span>
  );
}

/** From and to on one line, the second clock in brackets: `12:00 to 15:30 (Tallinn 13:00 to 16:30)`. */
export function ClockSpan({
  from,
  to,
  eventZone,
  plannedEnd = to,
}: {
  readonly from: string;
  readonly to: string;
  readonly eventZone: string;
  readonly plannedEnd?: string;
}) {
  const reader = useReader();
  const start = facesFor(reader, Date.parse(from), eventZone);
  const end = facesFor(reader, Date.parse(to), eventZone);
  return (
    <>
      <span className="clock-span">
        <time dateTime={from}>{start.first.clock}</time> to <time dateTime={to}>{end.first.clock}</time>
        <PlannedTime at={plannedEnd} expected={to} eventZone={eventZone} />
      </span>
      {start.other && (
        <span className="clock-other">
          {zoneCity(start.other.zone)}{' '}
          <span className="clock-digits">
            {start.other.clock} to {end.other?.clock}
          </span>
        </span>
      )}
    </>
  );
}
