/** Questions and ideas as they come from outside. */
import { z } from 'zod';
import { clientId, line, text } from '../kernel/text.ts';

export const QUESTION_STATES = ['new', 'accepted', 'asked', 'answered', 'set-aside', 'merged', 'withdrawn'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/**
 * Where a question belongs: `session:ID` of the agenda, or `room:NAME` for the wall of ideas of a breakout room. No
 * name ends in `:staff`, by which the topic of a queue is told from that of its place.
 */
export const questionPlace = z
  .string()
  .max(120)
  .regex(
    /^(session:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|room:[^\p{Cc}\p{Surrogate}]{1,100}(?<!:staff))$/u,
    'expected session:ID or room:NAME',
  );

export const newQuestion = z.strictObject({
  /** Made by the page: the same for each time that the same question is sent. */
  clientId,
  place: questionPlace,
  text: text(500).trim().min(1, 'expected some text'),
  /** Whether the name is shown with it. */
  named: z.boolean().default(false),
});
export type NewQuestion = z.infer<typeof newQuestion>;

export const questionCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('accept') }),
  /** It is put to the speaker. */
  z.strictObject({ do: z.literal('ask') }),
  z.strictObject({ do: z.literal('answer') }),
  z.strictObject({ do: z.literal('set-aside'), reason: line(200) }),
  /** It and its votes go into another of the same place. */
  z.strictObject({ do: z.literal('merge'), into: z.uuid() }),
  z.strictObject({ do: z.literal('carry'), place: questionPlace }),
]);
export type QuestionCommand = z.infer<typeof questionCommand>;

export const questionSettings = z.strictObject({
  /** Whether a chair looks at questions before everybody sees them. */
  moderated: z.boolean(),
});
export type QuestionSettings = z.infer<typeof questionSettings>;
