/**
 * Which of the listed people a change in bulk is for: those who were ticked, or everybody whom the
 * filter matches but those who were unticked, whether the list shows them yet or not.
 */
export type Selection =
  | { readonly kind: 'ticked'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'matching'; readonly except: ReadonlySet<string> };

export const NOBODY: Selection = { kind: 'ticked', ids: new Set() };
export const ALL_MATCHING: Selection = { kind: 'matching', except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'ticked' ? selection.ids.has(id) : !selection.except.has(id);
}

export function toggled(selection: Selection, id: string): Selection {
  if (selection.kind === 'ticked') return { kind: 'ticked', ids: flipped(selection.ids, id) };
  return { kind: 'matching', except: flipped(selection.except, id) };
}

function flipped(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const changed = new Set(ids);
  if (!changed.delete(id)) changed.add(id);
  return changed;
}

/** @param matching how many the filter matches. */
export function countSelected(selection: Selection, matching: number): number {
  return selection.kind === 'ticked' ? selection.ids.size : Math.max(0, matching - selection.except.size);
}

/** The tick above the list: all that are shown, or nobody where all of them are selected already. */
export function toggledShown(selection: Selection, shown: readonly string[]): Selection {
  if (shown.every((id) => isSelected(selection, id))) return NOBODY;
  const before = selection.kind === 'ticked' ? [...selection.ids] : [];
  return { kind: 'ticked', ids: new Set([...before, ...shown]) };
}

/** So many ids go with one request, which is done whole or not at all. */
const BATCH = 10_000;

export function batchesOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, place) =>
    ids.slice(place * BATCH, (place + 1) * BATCH),
  );
}
