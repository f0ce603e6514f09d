/**
 * Times of the show: what was planned quiet, what is expected strong where it differs, the old struck through. The
 * reader's own clock comes first, and the event's beside it, named, where the two differ.
 */
import { createContext, useContext } from 'react';
import { faceAt, offsetMinutes, zoneCity } from '../clock-face.ts';

export interface Zones {
  /** Of the day. */
  readonly event: string;
  /** Of the reader; null while nobody knows it. */
  readonly own: string | null;
}

export const ShownZones = createContext<Zones>({ event: 'UTC', own: null });

/** The zones in which an instant is shown: one, or the reader's and the event's. */
export function zonesAt(at: number, { event, own }: Zones): { readonly first: string; readonly other: string | null } {
  if (own === null || offsetMinutes(at, own) === offsetMinutes(at, event)) return { first: event, other: null };
  return { first: own, other: event };
}

/** `14:35`, and where the clocks differ `· Tallinn 15:35`. @param at UTC milliseconds. */
export function ShownTime({ at, isAlone = false }: { readonly at: number; readonly isAlone?: boolean }) {
  const zones = useContext(ShownZones);
  return (
    <span className="shown-time">
      <Face at={at} zone={zonesAt(at, zones).first} />
      {!isAlone && <OtherFace at={at} />}
    </span>
  );
}

function Face({ at, zone }: { readonly at: number; readonly zone: string }) {
  return (
    <time className="shown-clock" dateTime={new Date(at).toISOString()}>
      {faceAt(at, zone).clock}
    </time>
  );
}

function OtherFace({ at }: { readonly at: number }) {
  const { other } = zonesAt(at, useContext(ShownZones));
  if (other === null) return null;
  return (
    <span className="shown-other">
      <span className="shown-dot"> · </span>
      {zoneCity(other)} <span className="shown-digits">{faceAt(at, other).clock}</span>
    </span>
  );
}

export interface PlannedTimeProps {
  /** UTC milliseconds, both. */
  readonly planned: number;
  /** Or when it was; null for what was skipped. */
  readonly expected: number | null;
}

/** When something is, and where that is not as planned, what was planned, struck through. */
export function PlannedTime({ planned, expected }: PlannedTimeProps) {
  const { first } = zonesAt(planned, useContext(ShownZones));
  const before = faceAt(planned, first).clock;
  if (expected !== null && faceAt(expected, first).clock === before) return <ShownTime at={expected} />;
  return (
    <span className="moved-time">
      {expected !== null && (
        <strong>
          <ShownTime at={expected} isAlone />{' '}
        </strong>
      )}
      <s className="planned-time">
        <span className="visually-hidden">planned </span>
        {before}
      </s>
      {expected !== null && <OtherFace at={expected} />}
    </span>
  );
}
