import { useContext } from 'react';
import { faceAt } from '../clock-face.ts';
import { useAsOf } from '../shell/use-live.ts';
import { ShownZones, zonesAt } from './times.tsx';

/** While the page is cut off, how old its picture is. It lies over the page's end, so that nothing moves. */
export function AsOf() {
  const asOf = useAsOf();
  const zones = useContext(ShownZones);
  return (
    <div className="as-of" role="status">
      {asOf !== null && (
        <p>
          <strong>As of {clockWithSeconds(asOf, zonesAt(asOf, zones).first)}.</strong> No live connection; the page
          keeps trying.
        </p>
      )}
    </div>
  );
}

/** `14:31:20` @param at UTC milliseconds. */
export function clockWithSeconds(at: number, zone: string): string {
  return `${faceAt(at, zone).clock}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`;
}
