/** A plan out of files: whole, or not at all with every fault at once; or only what it would change. */

import { revisionRequired } from '../../kernel/conditions.ts';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import { newId } from '../../kernel/random.ts';
import { type CellFault, placeOfFault, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import type { Plan } from '../schema.ts';
import { refuseRunningGone } from '../show/publishing-service.ts';
import { mergePlan, planChanges } from '../spreadsheet/merge.ts';
import { type ImportedPlan, readPlanFiles } from '../spreadsheet/plan-file.ts';
import { type DraftView, draftView, type ImportPreview } from './draft.ts';
import { loadPlan, savePlan } from './plan-store.ts';
import { type AgendaNeeds, type EditOf, edit, eventFor, refuseStale } from './revision-service.ts';
import { refuseUnsound } from './soundness.ts';

export interface PlanFiles {
  readonly days: SheetFile;
  readonly sessions: SheetFile;
}

/**
 * Both throw AppError `unauthenticated`, `not-found`, `revision-stale`, `bad-input` with every fault of
 * the files, and `wall-time-missing` or `wall-time-twice`.
 */
export interface ImportService {
  /**
   * Puts the files' plan in place of the draft.
   * @throws also `revision-required` when there are days already and no revision was named.
   */
  replace(of: EditOf<number | null>, files: PlanFiles): Promise<DraftView>;
  /** Changes nothing. */
  preview(of: EditOf<number | null>, files: PlanFiles): Promise<ImportPreview>;
}

export function createImportService(needs: AgendaNeeds): ImportService {
  return {
    replace: async (of, files) => await replace(needs, of, readFiles(files)),
    preview: async (of, files) => await preview(needs, of, readFiles(files)),
  };
}

function replace(needs: AgendaNeeds, of: EditOf<number | null>, imported: ImportedPlan): Promise<DraftView> {
  return edit(needs, 'edit-plan', of, async ({ tx, event }) => {
    const before = await loadPlan(tx, event.id);
    if (of.revision === null && before.days.length > 0) throw revisionRequired();
    const after = merged(before, imported);
    await refuseRunningGone(tx, event.id, before, after);
    await savePlan(tx, event.id, before, after);
    return {
      answer: draftView(event, after),
      happening: { kind: 'draft-changed', eventId: event.id, revision: event.revision },
      details: { revision: event.revision, imported: true },
    };
  });
}

async function preview(needs: AgendaNeeds, of: EditOf<number | null>, imported: ImportedPlan): Promise<ImportPreview> {
  const event = await eventFor(needs.db, of.actor, 'edit-plan', of.slug);
  refuseStale(event, of.revision);
  const before = await loadPlan(needs.db, event.id);
  const after = merged(before, imported);
  return { revision: event.revision, changes: planChanges(before, after), draft: draftView(event, after) };
}

function merged(before: Plan, imported: ImportedPlan): Plan {
  const after = mergePlan(before, imported, newId);
  refuseUnsound(before, after, null);
  return after;
}

function readFiles(files: PlanFiles): ImportedPlan {
  const read = readPlanFiles(files);
  if (read.ok) return read.plan;
  throw new AppError('bad-input', 'The files hold faults; nothing was imported.', {
    errors: read.faults.map(toInputFault),
  });
}

function toInputFault(fault: CellFault): InputFault {
  return { path: placeOfFault(fault), message: fault.message };
}
