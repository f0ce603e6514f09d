/** What a chair can do with the running day, as it comes from outside. */
import { z } from 'zod';
import { STAFF_ROLES } from '../../kernel/actor.ts';
import { line } from '../../kernel/text.ts';

const entry = z.uuid();

export const showCommand = z.discriminatedUnion('do', [
  /** Ends what is on and starts what is next; starts the day where nothing has begun. */
  z.strictObject({ do: z.literal('next') }),
  /** Ends what is on. Nothing is on then, until something is started. */
  z.strictObject({ do: z.literal('end') }),
  /** Gives what is on or ahead more minutes, or fewer. */
  z.strictObject({
    do: z.literal('adjust'),
    entry,
    minutes: z
      .int('expected whole minutes')
      .min(-240)
      .max(240)
      .refine((minutes) => minutes !== 0, 'expected some minutes more or fewer'),
  }),
  z.strictObject({ do: z.literal('skip'), entry }),
  /** Moves what is ahead in front of another that is ahead; with null to the end. */
  z.strictObject({ do: z.literal('move'), entry, before: entry.nullable() }),
  z.strictObject({ do: z.literal('hold') }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({ do: z.literal('end-day') }),
]);
export type ShowCommand = z.infer<typeof showCommand>;

export const BANNER_AUDIENCES = ['all', ...STAFF_ROLES] as const;
export type BannerAudience = (typeof BANNER_AUDIENCES)[number];

export const newBanner = z.strictObject({
  text: line(200),
  audience: z.enum(BANNER_AUDIENCES).default('all'),
  /** For how long it is shown. */
  minutes: z.int('expected whole minutes').min(1).max(1440, 'expected at most 1440 minutes'),
});
export type NewBanner = z.infer<typeof newBanner>;
