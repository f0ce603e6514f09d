import { ROLES_OF_DAYS, ROLES_OF_ROOMS, STAFF_ROLES, type StaffRole } from '../../kernel/actor.ts';
import type { RoleView } from '../../people/view.ts';
import { Select, TextField } from '../shell/fields.tsx';
import { ROLE_MEANINGS, ROLE_NAMES } from './wording.ts';

/** A role as it is being chosen. */
export interface RoleDraft {
  readonly role: StaffRole;
  /** The day's number; empty where none is chosen. */
  readonly day: string;
  readonly room: string;
}

export function firstDraft(days: readonly number[]): RoleDraft {
  return { role: 'chair', day: String(days[0] ?? ''), room: '' };
}

/** The role that was chosen; null while its day or room is missing. */
export function chosenRole({ role, day, room }: RoleDraft): RoleView | null {
  const ofDay = ROLES_OF_DAYS.includes(role);
  const ofRoom = ROLES_OF_ROOMS.includes(role);
  if ((ofDay && day === '') || (ofRoom && room.trim() === '')) return null;
  return { role, day: ofDay ? Number(day) : null, room: ofRoom ? room.trim() : null };
}

export interface RoleFieldsProps {
  readonly draft: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
  readonly days: readonly number[];
}

/** Which role, and of which day or room. */
export function RoleFields({ draft, onChange, days }: RoleFieldsProps) {
  return (
    <>
      <Select
        label="Role"
        hint={ROLE_MEANINGS[draft.role]}
        value={draft.role}
        onChange={(role) => onChange({ ...draft, role: STAFF_ROLES.find((each) => each === role) ?? draft.role })}
        choices={STAFF_ROLES.map((role) => ({ value: role, label: ROLE_NAMES[role] }))}
      />
      {ROLES_OF_DAYS.includes(draft.role) && (
        <Select
          label="Day"
          {...(days.length === 0 && { hint: 'The event has no days yet. Add them on the page of the plan.' })}
          value={draft.day}
          onChange={(day) => onChange({ ...draft, day })}
          choices={days.map((day) => ({ value: String(day), label: `Day ${day}` }))}
        />
      )}
      {ROLES_OF_ROOMS.includes(draft.role) && (
        <TextField
          label="Room"
          hint="As the breakout room is called."
          value={draft.room}
          onChange={(room) => onChange({ ...draft, room })}
          maxLength={100}
        />
      )}
    </>
  );
}
