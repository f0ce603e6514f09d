/** The names of the topics in which breakouts are seen. */

/** All rounds as everybody who is in sees them. */
export const ROUNDS_TOPIC = 'rounds';
/** All rounds with sizes, presence and what is in of summaries, for who may run them. */
export const ROUNDS_STAFF_TOPIC = 'rounds:staff';

/** What everybody in one room is told, and how often it has changed who is in it: nothing that names anybody. */
export function roomTopic(round: string, room: string): string {
  return `round:${round}:room:${room}`;
}

/** Who is in which room by name, where all may see it. */
export function namesTopic(round: string): string {
  return `round:${round}:names`;
}
