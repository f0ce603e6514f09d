/** The topic `agenda`: the published agenda as planned. What is expected of a running day is told by `now`. */
import { z } from 'zod';
import { ADVANCES, chair, helpdesk, SESSION_KINDS, speaker } from '../../agenda/schema.ts';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';

const entry = z.strictObject({
  id: z.string(),
  kind: z.enum(SESSION_KINDS),
  title: z.string(),
  abstract: z.string(),
  start: z.string(),
  end: z.string(),
  minutes: z.int(),
  audience: z.array(z.string()),
  track: z.string().nullable(),
  speakers: z.array(speaker),
  chair: chair.nullable(),
  reportsBack: z.string().nullable(),
  previousStart: z.string().nullable(),
});

export const agendaState = z.strictObject({
  event: z.strictObject({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    timeZone: z.string(),
    isPublic: z.boolean(),
    helpdesk,
    advance: z.enum(ADVANCES),
  }),
  version: z.int(),
  publishedAt: z.string().nullable(),
  days: z.array(
    z.strictObject({
      number: z.int(),
      date: z.string(),
      timeZone: z.string(),
      start: z.string(),
      end: z.string(),
      chairs: z.array(chair),
      entries: z.array(entry),
    }),
  ),
});

/** The agenda without what is expected: it changes with each command, and followers would be sent the whole. */
export function asPlanned(agenda: Agenda): Agenda {
  return { ...agenda, days: agenda.days.map((day) => ({ ...day, entries: day.entries.map(entryAsPlanned) })) };
}

function entryAsPlanned({ expectedStart, expectedEnd, skipped, ...entry }: AgendaEntry): AgendaEntry {
  return entry;
}
