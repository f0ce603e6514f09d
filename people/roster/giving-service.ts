/** Roles as a change gives them to one or to many. */
import type { Change } from './change-service.ts';
import { type RolesGiven, replaceRoles } from './role-store.ts';
import { roleInWords, roleViews } from './roles.ts';

/** Gives each of them these roles and no others, and writes them down; whoever asks for it saves the participants. */
export async function giveRoles({ tx, event, recordAll }: Change, given: readonly RolesGiven[]): Promise<void> {
  await replaceRoles(tx, event.id, given);
  await recordAll(
    'roles-changed',
    given.map(({ id, grants }) => ({ id, details: { roles: roleViews(grants, event.days).map(roleInWords) } })),
  );
}
