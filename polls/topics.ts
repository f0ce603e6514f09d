/** The names of the topics in which polls are seen. */

/** The polls that are on, and those whose results are shown. */
export const POLLS_TOPIC = 'polls';
/** All polls with turnout, for who may run them. */
export const POLLS_STAFF_TOPIC = 'polls:staff';

/** One poll with turnout and what is shown of its results, for everybody. */
export function pollTopic(id: string): string {
  return `poll:${id}`;
}

/** The same with what only staff may see. */
export function pollStaffTopic(id: string): string {
  return `poll:${id}:staff`;
}
