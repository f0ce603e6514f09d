/** Rooms' summaries as the rest of the process is handed them. */
import type { SummaryService } from '../breakout-service.ts';
import type { BreakoutNeeds } from '../needs.ts';
import { exportSummaries } from './export-service.ts';
import { readSummary, saveChange } from './writing-service.ts';

export function createSummaries(needs: BreakoutNeeds): SummaryService {
  return {
    read: (of) => readSummary(needs, of),
    save: (of, change) => saveChange(needs, of, change),
    export: (asked, format) => exportSummaries(needs, asked, format),
  };
}
