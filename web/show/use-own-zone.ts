import { useEffect, useState } from 'react';
import { browserZone } from '../browser-zone.ts';

/** @param said the zone that somebody has given. @returns it, else the browser's, which is not known on the server. */
export function useOwnZone(said: string | null): string | null {
  const [known, setKnown] = useState<string | null>(null);
  useEffect(() => setKnown(browserZone()), []);
  return said ?? known;
}
