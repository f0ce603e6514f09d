/**
 * The chair whom the programme names, and whoever has the role of chair: two different things. The first
 * is a line of the published agenda; the second is somebody who can sign in and lead the day.
 */
import type { Chair } from '../../agenda/schema.ts';
import { nameKey } from '../../people/name-key.ts';
import type { ParticipantView } from '../../people/view.ts';

export type RoleHolder = Pick<ParticipantView, 'id' | 'name' | 'organisation' | 'roles' | 'state'>;

export interface ChairCheck {
  /** Those who have the role for the day, chairs before deputies. */
  readonly holders: readonly { readonly id: string; readonly text: string }[];
  /** What the organiser should know; whole sentences. */
  readonly remarks: readonly string[];
}

const ROLES = ['chair', 'deputy'] as const;
const ROLE_WORDS = { chair: 'chair', deputy: 'deputy chair' } as const;

/** @param people everybody in the event who has a role of a day, whatever day. */
export function checkChairs(day: number, printed: readonly Chair[], people: readonly RoleHolder[]): ChairCheck {
  const holders = ROLES.flatMap((role) =>
    people.filter((person) => has(person, role, day)).map((person) => ({ role, person })),
  );
  const unmet = printed.filter(
    (chair) => !holders.some(({ role, person }) => role === chair.role && isMeant(chair, person)),
  );
  const asleep = holders.filter(({ person }) => person.state !== 'registered');
  return {
    holders: holders.map(({ role, person }) => ({ id: person.id, text: `${nameOf(person)} (${ROLE_WORDS[role]})` })),
    remarks: [
      ...unmet.map(
        (chair) =>
          `The programme names ${printedName(chair)} as ${ROLE_WORDS[chair.role]}, but nobody there has the role for day ${day}: they could not lead it.`,
      ),
      ...asleep.map(({ person }) => `${nameOf(person)} has the role but is not registered yet, so it does not count.`),
    ],
  };
}

function has({ roles }: RoleHolder, role: 'chair' | 'deputy', day: number): boolean {
  return roles.some((each) => each.role === role && each.day === day);
}

/** By name where the programme names somebody, else by organisation. */
function isMeant(chair: Chair, person: RoleHolder): boolean {
  if (chair.name !== null) return nameKey(chair.name) === nameKey(person.name);
  return person.organisation !== null && nameKey(chair.organisation) === nameKey(person.organisation.name);
}

function nameOf({ name, organisation }: RoleHolder): string {
  return organisation ? `${name}, ${organisation.name}` : name;
}

function printedName({ name, organisation }: Chair): string {
  return name === null ? organisation : `${name}, ${organisation}`;
}
