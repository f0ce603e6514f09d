/**
 * What only the reader's browser knows: the zone it is in, the time it is, and which clock was chosen
 * before. On the server, and in the browser until the page is taken over, none of it is known.
 */
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { browserZone } from '../browser-zone.ts';
import { faceAt, offsetMinutes } from '../clock-face.ts';
import type { ZoneChoice } from './page-query.ts';

export interface Reader {
  /** The reader's IANA zone; null while unknown. */
  readonly zone: string | null;
  /** UTC milliseconds, to about a quarter of a minute; null while unknown. */
  readonly now: number | null;
  /** Whose clock comes first. */
  readonly first: ZoneChoice;
}

const ReaderContext = createContext<Reader>({ zone: null, now: null, first: 'event' });

export const useReader = (): Reader => useContext(ReaderContext);

const KEY = 'plenum-zone';
const TICK_MILLISECONDS = 15_000;

export function rememberZone(choice: ZoneChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Storage is forbidden: the address of the page still says what was chosen.
  }
}

function rememberedZone(): ZoneChoice {
  try {
    return localStorage.getItem(KEY) === 'event' ? 'event' : 'own';
  } catch {
    return 'own';
  }
}

/** Browsers have layout effects; the server warns of them and has none. */
const useEffectBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** @param asked what the page's address says, which comes before what was remembered. */
export function ReaderProvider({
  asked,
  children,
}: {
  readonly asked: ZoneChoice | null;
  readonly children: ReactNode;
}) {
  const [known, setKnown] = useState<{ zone: string | null; now: number; remembered: ZoneChoice } | null>(null);
  useEffectBeforePaint(() => {
    const zone = browserZone();
    const look = () => setKnown({ zone, now: Date.now(), remembered: rememberedZone() });
    look();
    const timer = setInterval(look, TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  const reader = useMemo<Reader>(() => {
    if (!known) return { zone: null, now: null, first: 'event' };
    return { zone: known.zone, now: known.now, first: asked ?? known.remembered };
  }, [known, asked]);
  return <ReaderContext value={reader}>{children}</ReaderContext>;
}

/** An instant on the clock that comes first and, where it shows something else, on the other one. */
export interface BothFaces {
  readonly first: Face;
  readonly other: Face | null;
}

export interface Face {
  readonly zone: string;
  readonly date: string;
  readonly clock: string;
}

/** @param at UTC milliseconds. @param eventZone the zone of the day it belongs to. */
export function facesFor(reader: Reader, at: number, eventZone: string): BothFaces {
  const event: Face = { zone: eventZone, ...faceAt(at, eventZone) };
  if (reader.zone === null || offsetMinutes(at, reader.zone) === offsetMinutes(at, eventZone)) {
    return { first: event, other: null };
  }
  const own: Face = { zone: reader.zone, ...faceAt(at, reader.zone) };
  return reader.first === 'own' ? { first: own, other: event } : { first: event, other: own };
}
