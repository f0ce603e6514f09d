/**
 * How far a zone is from UTC. Asking the zone data is by far the slowest step of laying out a plan or
 * writing its times, and nearly every day has one offset from end to end: it is asked twice a day and
 * remembered.
 */
import { FixedOffsetZone, IANAZone } from 'luxon';

const DAY = 86_400_000;
/** Days that are remembered over all zones; beyond it everything is forgotten and learnt again. */
const MOST_DAYS = 10_000;

/** By zone, then by day since 1970: the one offset of that UTC day, or null where it changes. */
const remembered = new Map<string, Map<number, number | null>>();
let days = 0;

/** Minutes east of UTC at an instant (UTC milliseconds). @throws RangeError when the zone is not one. */
export function offsetAt(at: number, zone: string): number {
  const day = Math.floor(at / DAY);
  const known = remembered.get(zone)?.get(day);
  return (known === undefined ? learn(zone, day) : known) ?? ask(at, zone);
}

function learn(zone: string, day: number): number | null {
  const offset = ask(day * DAY, zone);
  const steady = ask((day + 1) * DAY, zone) === offset ? offset : null;
  if (days >= MOST_DAYS) {
    remembered.clear();
    days = 0;
  }
  const ofZone = remembered.get(zone) ?? new Map<number, number | null>();
  remembered.set(zone, ofZone.set(day, steady));
  days++;
  return steady;
}

function ask(at: number, zone: string): number {
  const offset = IANAZone.create(zone).offset(at);
  if (Number.isNaN(offset)) throw new RangeError(`not a time zone: ${zone}`);
  return Math.trunc(offset);
}

/** `+01:00`. */
export function formatOffset(minutes: number): string {
  return FixedOffsetZone.instance(minutes).formatOffset(0, 'short');
}
