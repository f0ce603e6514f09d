/** The topic `me`: how one stands in the event. */
import { z } from 'zod';
import { PARTICIPANT_STATES, STAFF_ROLES } from '../../kernel/actor.ts';
import type { StandingNow } from '../../people/presence/standing-now.ts';

export const meState = z.strictObject({
  name: z.string(),
  state: z.enum(PARTICIPANT_STATES),
  roles: z.array(
    z.strictObject({ role: z.enum(STAFF_ROLES), dayId: z.string().nullable(), room: z.string().nullable() }),
  ),
});
export type MeState = z.infer<typeof meState>;

export function meView({ name, state, roles }: StandingNow): MeState {
  return { name, state, roles: roles.map(({ role, dayId, room }) => ({ role, dayId, room })) };
}
