/**
 * A plan out of files, put in place of the stored one without losing who is who.
 *
 * A day is the same day when its number is, a session the same session when its day's number and its
 * title are; of several with one title in a day, the first is the first. They keep their identity and
 * whatever the files have no column for. What the files do not name is removed.
 */

import type { DayId, SessionId } from '../../kernel/ids.ts';
import { withoutDeadLinks } from '../draft/amend.ts';
import type { Day, DayFields, Plan, Session } from '../schema.ts';
import type { ImportedPlan, ImportedSession, SessionReference } from './plan-file.ts';
import { mergeDay, mergeSession } from './plan-merge.ts';

/** @param newId gives a random identity to what is new. */
export function mergePlan(stored: Plan, imported: ImportedPlan, newId: () => string): Plan {
  const identified = matchSessions(stored, imported).map((match) => ({
    ...match,
    id: match.known?.id ?? (newId() as SessionId),
  }));
  const idOf = new Map(identified.map(({ session, id }) => [keyOf(session), id]));
  const sessions = identified.map(({ session, known, id }) => ({
    day: session.day,
    merged: mergedSession(imported, session, known, id, idOf),
  }));
  const days = imported.days.map((day) => mergedDay(stored, imported, day, newId));
  return withoutDeadLinks({
    days: days.map((day) => ({
      ...day,
      sessions: sessions.filter((each) => each.day === day.number).map(({ merged }) => merged),
    })),
  });
}

/** Each imported session with the stored one that it is, if any; none is matched twice. */
function matchSessions(
  stored: Plan,
  imported: ImportedPlan,
): { session: ImportedSession; known: Session | undefined }[] {
  const waiting = sessionParts(stored);
  return imported.sessions.map((session) => {
    const at = waiting.findIndex((each) => each.day === session.day && each.title === session.fields.title);
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    return { session, known: found && withoutPlace(found) };
  });
}

function withoutPlace({ day, position, ...session }: Session & { day: number; position: number }): Session {
  return session;
}

function mergedDay(stored: Plan, imported: ImportedPlan, day: DayFields, newId: () => string): Day {
  const known = stored.days.find((each) => each.number === day.number);
  if (!known) return { ...day, id: newId() as DayId, sessions: [] };
  return { ...mergeDay(day, imported.columns, known), id: known.id, sessions: [] };
}

function mergedSession(
  imported: ImportedPlan,
  session: ImportedSession,
  known: Session | undefined,
  id: SessionId,
  idOf: ReadonlyMap<string, SessionId>,
): Session {
  const reportsBack = (session.reportsBack && idOf.get(keyOf(session.reportsBack))) ?? null;
  if (!known) return { ...session.fields, reportsBack, id };
  return { ...mergeSession(session, imported.columns, known, reportsBack), id };
}

function keyOf({ day, order }: SessionReference): string {
  return `${day}:${order}`;
}

/** What an import does to a plan: sessions and days by what happens to them. */
export interface PlanChanges {
  readonly days: Changes<{ readonly number: number }>;
  readonly sessions: Changes<{ readonly id: string; readonly day: number; readonly title: string }>;
}

interface Changes<Named> {
  readonly added: readonly Named[];
  readonly removed: readonly Named[];
  /** Kept, with other fields or at another place; `fields` names what differs. */
  readonly changed: readonly (Named & { readonly fields: readonly string[] })[];
}

/** How `after` differs from `before`, identity by identity. */
export function planChanges(before: Plan, after: Plan): PlanChanges {
  return {
    days: changesOf(before.days.map(dayPart), after.days.map(dayPart), ({ number }) => ({ number })),
    sessions: changesOf(sessionParts(before), sessionParts(after), ({ id, day, title }) => ({ id, day, title })),
  };
}

function dayPart({ sessions, ...fields }: Day) {
  return fields;
}

function sessionParts(plan: Plan) {
  return plan.days.flatMap((day) =>
    day.sessions.map((session, position) => ({ ...session, day: day.number, position })),
  );
}

function changesOf<Part extends { readonly id: string }, Named>(
  before: readonly Part[],
  after: readonly Part[],
  nameOf: (part: Part) => Named,
): Changes<Named> {
  const old = new Map(before.map((part) => [part.id, part]));
  const kept = new Set(after.map(({ id }) => id));
  return {
    added: after.filter(({ id }) => !old.has(id)).map(nameOf),
    removed: before.filter(({ id }) => !kept.has(id)).map(nameOf),
    changed: after.flatMap((part) => {
      const fields = fieldsThatDiffer(old.get(part.id) ?? part, part);
      return fields.length > 0 ? [{ ...nameOf(part), fields }] : [];
    }),
  };
}

function fieldsThatDiffer<Part extends object>(before: Part, after: Part): string[] {
  const names = Object.keys(after) as (string & keyof Part)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
