/** Asking for help: what comes in, and who sees what of it. */
import { z } from 'zod';
import { text } from '../../kernel/text.ts';

export const HELP_STATES = ['waiting', 'taken', 'solved', 'withdrawn'] as const;
export type HelpState = (typeof HELP_STATES)[number];

export const newHelpRequest = z.strictObject({
  /** What is wrong, in a few words; may be empty, because whoever is lost may not know. */
  text: text(500).trim().default(''),
});
export type NewHelpRequest = z.infer<typeof newHelpRequest>;

/** One's own: `my-help`, and `GET /api/events/:event/me/help`. The newest, unless it was withdrawn. */
export const ownHelpView = z.strictObject({
  request: z
    .strictObject({
      id: z.string(),
      text: z.string(),
      state: z.enum(HELP_STATES),
      createdAt: z.string(),
      /** Who is looking after it, by name. */
      takenBy: z.string().nullable(),
      /** How many wait before it; null unless it waits. */
      before: z.int().nullable(),
    })
    .nullable(),
});
export type OwnHelpView = z.infer<typeof ownHelpView>;

/** What helpdesk and organisers see: the topic `help`, and `GET /api/events/:event/help`. Times are RFC 3339 in UTC. */
export const helpDeskView = z.strictObject({
  /** Those that wait, oldest first; those that are taken; then the last 20 that were solved, newest first. */
  requests: z.array(
    z.strictObject({
      id: z.string(),
      participantId: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      organisation: z.string().nullable(),
      text: z.string(),
      state: z.enum(HELP_STATES),
      createdAt: z.string(),
      takenAt: z.string().nullable(),
      /** Who took it, by name; two helpers may have the same. */
      takenBy: z.string().nullable(),
      /** The same by participant id; null for nobody, and for whoever does not take part in the event. */
      takenById: z.string().nullable(),
      solvedAt: z.string().nullable(),
      revision: z.int(),
    }),
  ),
});
export type HelpDeskView = z.infer<typeof helpDeskView>;
