/** The fields of a room's summary. In a file of their own, because pages load it and not zod. */
export const SUMMARY_FIELDS = ['outcomes', 'decisions', 'questions'] as const;
export type SummaryField = (typeof SUMMARY_FIELDS)[number];
