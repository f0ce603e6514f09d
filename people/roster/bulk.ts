/** What organisers may do to many people at once, and whom an invitation goes to. */
import { z } from 'zod';
import { PARTICIPANT_STATES } from '../../kernel/actor.ts';
import { roleFields } from '../schema.ts';
import type { Participant } from './participant.ts';

const MOST = 10_000;
const ids = z.array(z.uuid()).min(1, 'expected at least one id').max(MOST, `expected at most ${MOST} ids`);

/** Whom to invite: these, or all who are in a state. */
export const bulkInvitations = z.union([
  z.strictObject({
    ids,
    /** Whether those who were asked already are asked again. */
    again: z.boolean().default(true),
  }),
  z.strictObject({ state: z.enum(PARTICIPANT_STATES), again: z.boolean().default(false) }),
]);
export type BulkInvitations = z.infer<typeof bulkInvitations>;

export const bulkRoles = z.strictObject({
  ids,
  add: z.array(roleFields).max(100).default([]),
  remove: z.array(roleFields).max(100).default([]),
});
export type BulkRoles = z.infer<typeof bulkRoles>;

export type SkipReason = 'not-here' | 'registered' | 'waiting' | 'removed' | 'invited-already';

export interface BulkInvited {
  readonly invited: number;
  readonly skipped: readonly { readonly id: string; readonly reason: SkipReason }[];
}

/** Why somebody is not invited; null for who is. Who declined may be asked again. */
export function skipReason({ state, invitedAt }: Participant, again: boolean): SkipReason | null {
  if (state === 'invited') return invitedAt !== null && !again ? 'invited-already' : null;
  return state === 'declined' ? null : state;
}
