/** The names of the topics in which questions are seen. */
import type { ParticipantId } from '../kernel/ids.ts';

/** @param place as in `schema.ts`. */
export function questionsTopic(place: string): string {
  return `questions:${place}`;
}

export function questionQueueTopic(place: string): string {
  return `questions:${place}:staff`;
}

/** What one asked and voted for: subscribed to as `my-questions`. */
export function myQuestionsTopic(id: ParticipantId): string {
  return `my-questions:${id}`;
}
