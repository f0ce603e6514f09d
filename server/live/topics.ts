/**
 * What can be followed over the socket, by whom, and what each shows.
 *
 * A topic is a view of stored state for one audience, with a version that rises with each change. Who may
 * follow which is said here in prose and in code; whoever loses the right is told, and hears no more.
 */
import { z } from 'zod';
import { PARTICIPANT_STATES, type Rule, STAFF_ROLES, standingOf } from '../../kernel/actor.ts';
import type { StandingNow } from '../../people/presence/standing-now.ts';

export const meState = z.strictObject({
  name: z.string(),
  state: z.enum(PARTICIPANT_STATES),
  roles: z.array(
    z.strictObject({ role: z.enum(STAFF_ROLES), dayId: z.string().nullable(), room: z.string().nullable() }),
  ),
});
export type MeState = z.infer<typeof meState>;

export interface Topic {
  /** Who may follow it, as people read it. */
  readonly prose: string;
  readonly rule: Rule;
}

export const TOPICS = {
  me: {
    prose: 'How one stands in the event, with name and roles: each person of the event, about themselves alone.',
    rule: (actor, place) => standingOf(actor, place) !== undefined,
  },
} as const satisfies Record<string, Topic>;
export type TopicName = keyof typeof TOPICS;

export function isTopic(name: string): name is TopicName {
  return Object.hasOwn(TOPICS, name);
}

/** What `me` shows. */
export function meView({ name, state, roles }: StandingNow): MeState {
  return { name, state, roles: roles.map(({ role, dayId, room }) => ({ role, dayId, room })) };
}
