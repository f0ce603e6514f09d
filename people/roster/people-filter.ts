/** What of the list of people is asked for. */
import { z } from 'zod';
import { PARTICIPANT_STATES, STAFF_ROLES } from '../../kernel/actor.ts';
import { line } from '../../kernel/text.ts';

const blankAsNone = (given: unknown) => (given === '' ? undefined : given);
const maybe = <Shape extends z.ZodType>(shape: Shape) => z.preprocess(blankAsNone, shape.optional());

export const peopleFilter = z.object({
  /** A part of a name or address, whatever its case and accents. */
  search: maybe(line(200)),
  /** The id of an organisation, or `none` for those without one. */
  organisation: maybe(z.union([z.uuid(), z.literal('none')], 'expected the id of an organisation, or none')),
  state: maybe(z.enum(PARTICIPANT_STATES)),
  role: maybe(z.enum(STAFF_ROLES)),
  /** What those who wait, wait for. */
  waitingFor: maybe(z.enum(['approval', 'place'])),
});
export type PeopleFilter = z.infer<typeof peopleFilter>;

export const peopleQuery = peopleFilter.extend({
  /** The id of the last participant that was seen. */
  after: maybe(z.uuid()),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PeopleQuery = z.infer<typeof peopleQuery>;
