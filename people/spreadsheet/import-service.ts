/**
 * People out of a file: looked at first, row by row, then stored whole or not at all.
 *
 * A preview ends in a digest of the file and of all that it was compared with. Whoever stores with that
 * digest stores what they have seen, or is refused because something has changed since.
 */
import type { Actor, RoleGrant } from '../../kernel/actor.ts';
import { digestOf } from '../../kernel/digest.ts';
import { AppError, type InputFault } from '../../kernel/errors.ts';
import { type CellFault, placeOfFault, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { demand } from '../demand.ts';
import { type EventRef, placeOf } from '../event-directory.ts';
import { mayChangeParticipant, peopleRules } from '../policy.ts';
import { changeRoster, type RosterNeeds } from '../roster/change-service.ts';
import type { ImportPreview, ImportStored } from '../view.ts';
import { type Comparison, comparePeople } from './comparison.ts';
import { type LoadedPeople, loadPeople, savePeople } from './import-saving-service.ts';
import { type PeopleFileRead, readPeopleFile } from './people-file.ts';

export interface ImportCheck {
  readonly preview: ImportPreview;
  /** Every error of the rows, with its cell. */
  readonly faults: readonly CellFault[];
}

/** Both throw AppError as `demand`, and `bad-input` with its faults for a file that is no table of people. */
export interface PeopleImportService {
  /** Changes nothing. Errors of rows are in the answer. */
  check(actor: Actor, event: EventRef, file: SheetFile): Promise<ImportCheck>;
  /**
   * Stores the file, in one transaction. New people are invited, and not told so.
   * @param preview the digest that was seen; null to store without having looked.
   * @throws also `bad-input` with the errors of all rows; `preview-stale`.
   */
  store(actor: Actor, event: EventRef, file: SheetFile, preview: string | null): Promise<ImportStored['stored']>;
}

export function createPeopleImportService(needs: RosterNeeds): PeopleImportService {
  return {
    check: async (actor, event, file) => {
      demand(actor, 'edit-people', placeOf(event));
      const read = readOrRefuse(file);
      return checkOf(read, compared(read, actor, event, file, await loadPeople(needs.db, event)));
    },
    store: (actor, event, file, preview) => store(needs, actor, event, file, preview),
  };
}

type TableRead = Extract<PeopleFileRead, { ok: true }>;

function readOrRefuse(file: SheetFile): TableRead {
  const read = readPeopleFile(file);
  if (read.ok) return read;
  throw new AppError('bad-input', 'The file is no table of people; nothing was stored.', {
    errors: read.faults.map(toInputFault),
  });
}

function toInputFault(fault: CellFault): InputFault {
  return { path: placeOfFault(fault), message: fault.message };
}

interface Compared {
  readonly comparison: Comparison;
  readonly digest: string;
}

function compared(
  { rows }: TableRead,
  actor: Actor,
  event: EventRef,
  file: SheetFile,
  { stored }: LoadedPeople,
): Compared {
  const mayGrantRoles = peopleRules['grant-roles'](actor, placeOf(event));
  const { days } = event;
  const mayChange = (roles: readonly RoleGrant[]) => mayChangeParticipant(actor, roles);
  const comparison = comparePeople(rows, stored, { days, mayGrantRoles, mayChange });
  const digest = digestOf(JSON.stringify([event.id, digestOf(file.bytes), days, stored, mayGrantRoles]));
  return { comparison, digest };
}

function checkOf({ header }: TableRead, { comparison, digest }: Compared): ImportCheck {
  const { rows, faults, newOrganisations } = comparison;
  const counts = { new: 0, changed: 0, same: 0, warning: 0, error: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  const preview = {
    preview: digest,
    counts,
    newOrganisations: newOrganisations.map(({ name }) => name),
    header: header.map(({ columnName, message }) => ({ column: columnName, message })),
    rows,
  };
  return { preview, faults };
}

async function store(
  needs: RosterNeeds,
  actor: Actor,
  event: EventRef,
  file: SheetFile,
  preview: string | null,
): Promise<ImportStored['stored']> {
  demand(actor, 'edit-people', placeOf(event));
  const read = readOrRefuse(file);
  return await changeRoster(needs, actor, event, async (change) => {
    const loaded = await loadPeople(change.tx, event);
    const { comparison, digest } = compared(read, actor, event, file, loaded);
    if (preview !== null && preview !== digest) throw stale();
    if (comparison.faults.length > 0) throw refused(comparison.faults);
    await savePeople(change, loaded, comparison);
    const stored = countsOf(comparison);
    await change.record('participants-imported', null, stored);
    change.tell({ kind: 'participants-changed', eventId: event.id });
    return stored;
  });
}

function stale(): AppError {
  return new AppError(
    'preview-stale',
    'The file or the stored people are not what the preview was made of. Nothing was stored; look at the preview again.',
  );
}

function refused(faults: readonly CellFault[]): AppError {
  return new AppError('bad-input', 'The file holds errors; nothing was stored.', { errors: faults.map(toInputFault) });
}

function countsOf({ people, rows, newOrganisations }: Comparison): ImportStored['stored'] {
  const added = people.filter(({ id }) => id === null).length;
  return {
    new: added,
    changed: people.length - added,
    same: rows.length - people.length,
    newOrganisations: newOrganisations.length,
  };
}
