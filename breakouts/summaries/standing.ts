/** How a room's summary stands, in one word. Pure. */
import type { ExportedRoom } from './export-view.ts';

export function standingOf({ state, late }: Pick<ExportedRoom, 'state' | 'late'>): 'missing' | 'draft' | 'late' | 'in' {
  if (state === 'none') return 'missing';
  if (state === 'draft') return 'draft';
  return late ? 'late' : 'in';
}
