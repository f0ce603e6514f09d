/** What changed between two published versions, or the newest and the draft. */
import { parseRfc3339 } from '../../kernel/time.ts';
import type { Agenda, AgendaEntry } from '../view.ts';

export interface Difference {
  readonly kind: 'moved' | 'renamed' | 'added' | 'removed' | 'length-changed';
  readonly id: string;
  readonly title: string;
  /** What it was: a start (RFC 3339) where moved or removed, a title where renamed, else whole minutes. */
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** What publishing the draft would change. */
export interface DraftChanges {
  readonly changes: readonly Difference[];
  /** Whether it would be another version at all: speakers and texts count, and are not among the changes. */
  readonly differs: boolean;
}

/** In order of time, earliest first. Breaks are left out: they are laid, not planned. */
export function differenceBetween(before: Agenda, after: Agenda): Difference[] {
  const old = sessionsOf(before);
  const current = sessionsOf(after);
  const changes = [
    ...[...old.values()].filter(({ id }) => !current.has(id)).map(removed),
    ...[...current.values()].flatMap((entry) => {
      const earlier = old.get(entry.id);
      return earlier ? changesOf(earlier, entry) : [added(entry)];
    }),
  ];
  const startOf = ({ id }: Difference) => parseRfc3339((current.get(id) ?? old.get(id))?.start ?? '');
  return changes.sort((a, b) => startOf(a) - startOf(b));
}

function sessionsOf(agenda: Agenda): Map<string, AgendaEntry> {
  const entries = agenda.days.flatMap((day) => day.entries).filter(({ kind }) => kind !== 'break');
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function added({ id, title, start }: AgendaEntry): Difference {
  return { kind: 'added', id, title, before: null, after: start };
}

function removed({ id, title, start }: AgendaEntry): Difference {
  return { kind: 'removed', id, title, before: start, after: null };
}

function changesOf(before: AgendaEntry, after: AgendaEntry): Difference[] {
  const about = { id: after.id, title: after.title };
  const changes: Difference[] = [];
  if (parseRfc3339(before.start) !== parseRfc3339(after.start)) {
    changes.push({ ...about, kind: 'moved', before: before.start, after: after.start });
  }
  if (before.title !== after.title) {
    changes.push({ ...about, kind: 'renamed', before: before.title, after: after.title });
  }
  if (before.minutes !== after.minutes) {
    changes.push({ ...about, kind: 'length-changed', before: before.minutes, after: after.minutes });
  }
  return changes;
}
