import { zoneCity } from '../clock-face.ts';
import { facesFor, useReader } from './reader.tsx';

export interface ClockProps {
  /** RFC 3339. */
  readonly at: string;
  /** The zone of the day it belongs to. */
  readonly eventZone: string;
}

/** `14:35`, and where the reader's clock and the event's differ, `Zurich 13:35` beside it. */
export function Clock({ at, eventZone }: ClockProps) {
  const { first, other } = facesFor(useReader(), Date.parse(at), eventZone);
  return (
    <>
      <time className="clock" dateTime={at}>
        {first.clock}
      </time>
      {other && (
        <span className="clock-other">
          {zoneCity(other.zone)} <span className="clock-digits">{other.clock}</span>
        </span>
      )}
    </>
  );
}

/** From and to on one line, the second clock in brackets: `12:00 to 15:30 (Tallinn 13:00 to 16:30)`. */
export function ClockSpan({
  from,
  to,
  eventZone,
}: {
  readonly from: string;
  readonly to: string;
  readonly eventZone: string;
}) {
  const reader = useReader();
  const start = facesFor(reader, Date.parse(from), eventZone);
  const end = facesFor(reader, Date.parse(to), eventZone);
  return (
    <>
      <span className="clock-span">
        <time dateTime={from}>{start.first.clock}</time> to <time dateTime={to}>{end.first.clock}</time>
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
