/** The names of the topics in which questions are seen. */

/** @param place as in `schema.ts`. */
export function questionsTopic(place: string): string {
  return `questions:${place}`;
}

export function questionQueueTopic(place: string): string {
  return `questions:${place}:staff`;
}
