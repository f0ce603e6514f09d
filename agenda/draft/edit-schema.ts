/** The shapes of edits as they come from outside. A change names only what it changes; unknown keys are refused. */
import { z } from 'zod';
import { text } from '../../kernel/text.ts';
import { dayFields, eventFields, helpdesk, NO_HELPDESK, sessionFields } from '../schema.ts';

export const newEvent = eventFields.extend({
  isPublic: eventFields.shape.isPublic.default(false),
  helpdesk: helpdesk.default(NO_HELPDESK),
  advance: eventFields.shape.advance.default('chair'),
});
export const eventChange = eventFields.exactPartial();
export type EventChange = z.infer<typeof eventChange>;

/** Without `timeZone` a day is in the event's zone. */
export const newDay = dayFields.extend({
  timeZone: dayFields.shape.timeZone.optional(),
  breakMinutes: dayFields.shape.breakMinutes.default(0),
  breakSlots: dayFields.shape.breakSlots.default(0),
  chairs: dayFields.shape.chairs.default([]),
});
export type NewDay = z.infer<typeof newDay>;
export const dayChange = dayFields.exactPartial();
export type DayChange = z.infer<typeof dayChange>;

const dayNumber = dayFields.shape.number;
/** Place in the running order from 0; one beyond the end is the end. */
const position = z.int().min(0).max(10_000);

const newSessionFields = sessionFields.extend({
  abstract: sessionFields.shape.abstract.default(''),
  leastMinutes: sessionFields.shape.leastMinutes.default(null),
  announcedStart: sessionFields.shape.announcedStart.default(null),
  announcedEnd: sessionFields.shape.announcedEnd.default(null),
  pinned: sessionFields.shape.pinned.default(false),
  audience: sessionFields.shape.audience.default([]),
  track: sessionFields.shape.track.default(null),
  speakers: sessionFields.shape.speakers.default([]),
  chair: sessionFields.shape.chair.default(null),
  reportsBack: sessionFields.shape.reportsBack.default(null),
  joinLink: sessionFields.shape.joinLink.default(null),
});
/** Without `position` it goes to the end of the day. */
export const newSession = newSessionFields.extend({ day: dayNumber, position: position.optional() });
export type NewSession = z.infer<typeof newSession>;

/** `day` and `position` move it; moved to another day without a position, it goes to that day's end. */
export const sessionChange = sessionFields.exactPartial().extend({
  day: dayNumber.exactOptional(),
  position: position.exactOptional(),
});
export type SessionChange = z.infer<typeof sessionChange>;

/** The running order of a day: all of its sessions, and any from other days that are to move here. */
export const runningOrder = z.strictObject({ sessions: z.array(z.uuid()).max(10_000) });

export const publication = z.strictObject({
  note: text(2_000).trim().default(''),
});
