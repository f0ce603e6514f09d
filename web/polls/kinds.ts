/** The kinds of polls in the order in which the form offers them: the schema has them too, and is not for browsers. */
import type { PollKind } from '../../polls/schema.ts';

export const POLL_KINDS: readonly PollKind[] = ['opinion', 'ranking', 'scale', 'text', 'trivia'];
