/** The names of the topics in which requests for help are seen. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { EventRef } from '../event-directory.ts';

/** What helpdesk and organisers see. */
export const HELP_TOPIC = 'help';

/** What one sees of one's own: subscribed to as `my-help`. */
export function myHelpTopic(id: ParticipantId): string {
  return `my-help:${id}`;
}

/** Consoles show in numbers who asks for help. They are of another room; what they are called is one of the topics' names. */
export function consolesOf({ days }: Pick<EventRef, 'days'>): readonly string[] {
  return days.map(({ number }) => `console:${number}`);
}
