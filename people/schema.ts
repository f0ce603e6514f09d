/** The shapes of organisations, participants and registration as they come from outside. */
import { z } from 'zod';
import { ROLES_OF_DAYS, ROLES_OF_ROOMS, SCOPES, STAFF_ROLES } from '../kernel/actor.ts';
import { line, text, timeZone } from '../kernel/text.ts';
import { parseRfc3339 } from '../kernel/time.ts';
import { emailAddress, mailDomain } from './email-address.ts';

export const ORGANISATION_KINDS = ['partner', 'advisor', 'commission', 'guest'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** ISO 3166, two letters. */
export const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'expected the two letters of a country, as EE');

export const personName = line(200);
export const organisationName = line(200);
/** A field of expertise. */
export const tag = line(100);
export const tags = z.array(tag).max(20, 'expected at most 20 tags');
const places = z.int().min(0).max(100_000);

export const organisationFields = z.strictObject({
  name: organisationName,
  country: country.nullable(),
  kind: z.enum(ORGANISATION_KINDS),
  /** Whoever has an address there may register without an invitation. */
  domains: z.array(mailDomain).max(20),
  /** Whether those wait for an organiser's word. */
  needsApproval: z.boolean(),
  /** The most who may be registered; null for no limit. */
  quota: places.nullable(),
});
export type OrganisationFields = z.infer<typeof organisationFields>;
export const newOrganisation = organisationFields.extend({
  country: organisationFields.shape.country.default(null),
  kind: organisationFields.shape.kind.default('partner'),
  domains: organisationFields.shape.domains.default([]),
  needsApproval: organisationFields.shape.needsApproval.default(false),
  quota: organisationFields.shape.quota.default(null),
});
export const organisationChange = organisationFields.exactPartial();
export type OrganisationChange = z.infer<typeof organisationChange>;

/** A role as people name it: days by number, rooms by name. */
export const roleFields = z
  .strictObject({
    role: z.enum(STAFF_ROLES),
    day: z.int().min(1).max(99).nullable().default(null),
    room: line(100).nullable().default(null),
  })
  .superRefine(({ role, day, room }, context) => {
    const ofDay = ROLES_OF_DAYS.includes(role);
    const ofRoom = ROLES_OF_ROOMS.includes(role);
    if (ofDay !== (day !== null)) {
      context.addIssue({
        code: 'custom',
        path: ['day'],
        message: ofDay ? 'expected the number of a day' : 'expected no day',
      });
    }
    if (ofRoom !== (room !== null)) {
      context.addIssue({
        code: 'custom',
        path: ['room'],
        message: ofRoom ? 'expected the name of a room' : 'expected no room',
      });
    }
  });
export type RoleFields = z.infer<typeof roleFields>;

/** What an organiser may say of a participant. Roles and states have addresses of their own. */
export const participantFields = z.strictObject({
  name: personName,
  organisationId: z.uuid().nullable(),
  tags,
  timeZone: timeZone.nullable(),
});
export const newParticipant = participantFields.extend({
  email: emailAddress,
  organisationId: participantFields.shape.organisationId.default(null),
  tags: tags.default([]),
  timeZone: participantFields.shape.timeZone.default(null),
  /** Whether to send the invitation at once. */
  invite: z.boolean().default(false),
});
export type NewParticipant = z.infer<typeof newParticipant>;
export const participantChange = participantFields.exactPartial();
export type ParticipantChange = z.infer<typeof participantChange>;

/** What a participant may change of their own: neither state, roles, organisation nor address. */
export const ownChange = z.strictObject({ name: personName, tags, timeZone: timeZone.nullable() }).exactPartial();
export type OwnChange = z.infer<typeof ownChange>;

/** What somebody talks about in a breakout room, a topic; the dearest comes first where they are ranked. */
export const topic = line(200);
export const rankedTopics = z.array(topic).max(20, 'expected at most 20 topics');

/** For breakout rooms: which topics somebody would talk about, and with whom they are to share a room and with whom not. */
export interface Wishes {
  /** Topics, the dearest first. */
  readonly prefers: readonly string[];
  /** The name of a group that shares a room; null for none. */
  readonly together: string | null;
  /** Keys of the mail addresses of people who are to be in other rooms. */
  readonly apart: readonly string[];
}
export const NO_WISHES: Wishes = { prefers: [], together: null, apart: [] };

const rfc3339 = z.string().transform((given, context) => {
  try {
    return parseRfc3339(given);
  } catch {
    context.addIssue('expected a time with its offset, as 2021-01-03T08:00:00+01:00');
    return z.NEVER;
  }
});

/** A text that people agree to or not. Its version rises by itself when its words change. */
export const consentText = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'expected a short name of a to z, 0 to 9 and hyphens'),
  title: line(200),
  text: text(5_000).trim().min(1, 'expected some text'),
  /** Whether one can register without agreeing. */
  required: z.boolean(),
});
export interface ConsentText extends z.infer<typeof consentText> {
  readonly version: number;
}

export const registrationFields = z
  .strictObject({
    /** Null: not before an organiser says so. */
    opensAt: rfc3339.nullable(),
    closesAt: rfc3339.nullable(),
    /** How many may be registered in all; null for no limit. */
    places: places.nullable(),
    /** Whether those who come too late wait, instead of being turned away. */
    waitingList: z.boolean(),
    consents: z.array(consentText).max(10),
  })
  .superRefine(({ opensAt, closesAt, consents }, context) => {
    if (opensAt !== null && closesAt !== null && closesAt <= opensAt) {
      context.addIssue({ code: 'custom', path: ['closesAt'], message: 'expected a time after registration opens' });
    }
    consents.forEach(({ key }, place) => {
      if (consents.findIndex((each) => each.key === key) !== place) {
        context.addIssue({ code: 'custom', path: ['consents', place, 'key'], message: `expected "${key}" once` });
      }
    });
  });
export type RegistrationFields = z.infer<typeof registrationFields>;

/** What somebody sends to register. The version says which words they saw. */
export const registrationAnswer = z.strictObject({
  name: personName,
  tags: tags.default([]),
  timeZone: timeZone.nullable().default(null),
  consents: z
    .array(z.strictObject({ key: z.string().max(50), version: z.int().min(1).max(1_000_000), given: z.boolean() }))
    .max(10),
});
export type RegistrationAnswer = z.infer<typeof registrationAnswer>;

export const newApiKey = z.strictObject({
  name: line(100),
  scopes: z.array(z.enum(SCOPES)).min(1, 'expected at least one scope').max(SCOPES.length),
});
export type NewApiKey = z.infer<typeof newApiKey>;
