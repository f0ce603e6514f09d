/** Changes of a plan, as data: what a proposal consists of, made only when it is chosen. */
import type { DayId, SessionId } from '../../kernel/ids.ts';
import type { Day, Plan, Session } from '../schema.ts';

export type Edit =
  | { readonly kind: 'break-minutes'; readonly day: DayId; readonly breakMinutes: number }
  | { readonly kind: 'minutes'; readonly session: SessionId; readonly minutes: number }
  | { readonly kind: 'move'; readonly session: SessionId; readonly toDay: DayId; readonly position: number };

/** The plan with the edits made; the plan given is untouched. An edit of what is not there changes nothing. */
export function applyEdits(plan: Plan, edits: readonly Edit[]): Plan {
  return edits.reduce(applyEdit, plan);
}

function applyEdit(plan: Plan, edit: Edit): Plan {
  switch (edit.kind) {
    case 'break-minutes':
      return mapDays(plan, (day) => (day.id === edit.day ? { ...day, breakMinutes: edit.breakMinutes } : day));
    case 'minutes':
      return mapDays(plan, (day) => ({
        ...day,
        sessions: day.sessions.map((session) =>
          session.id === edit.session ? { ...session, minutes: edit.minutes } : session,
        ),
      }));
    case 'move':
      return move(plan, edit.session, edit.toDay, edit.position);
  }
}

function mapDays(plan: Plan, change: (day: Day) => Day): Plan {
  return { ...plan, days: plan.days.map(change) };
}

function move(plan: Plan, id: SessionId, toDay: DayId, position: number): Plan {
  const moved = plan.days.flatMap((day) => day.sessions).find((session) => session.id === id);
  if (!moved || !plan.days.some((day) => day.id === toDay)) return plan;
  return mapDays(plan, (day) => {
    const rest = day.sessions.filter((session) => session.id !== id);
    return { ...day, sessions: day.id === toDay ? insertAt(rest, position, moved) : rest };
  });
}

function insertAt(sessions: readonly Session[], position: number, moved: Session): Session[] {
  return [...sessions.slice(0, position), moved, ...sessions.slice(position)];
}
