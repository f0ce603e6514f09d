/** An event's own facts as a form holds them, and the edit that saving the form makes. */
import type { Advance } from '../../agenda/schema.ts';
import type { AgendaEvent } from '../../agenda/view.ts';
import { orNull, shown } from './written.ts';

export interface EventValues {
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly isPublic: boolean;
  readonly advance: Advance;
  readonly email: string;
  readonly phone: string;
  readonly chat: string;
}

/** In words, for each who may move the running day on. */
export const ADVANCE_WORDS: Readonly<Record<Advance, string>> = {
  chair: 'The chair, by hand',
  clock: 'The clock, by itself',
};

export function eventValues({ helpdesk, ...event }: Omit<AgendaEvent, 'id'>): EventValues {
  const { name, slug, timeZone, isPublic, advance } = event;
  const { email, phone, chat } = helpdesk;
  return { name, slug, timeZone, isPublic, advance, email: shown(email), phone: shown(phone), chat: shown(chat) };
}

const OF_HELPDESK = ['email', 'phone', 'chat'] as const;
const isOfHelpdesk = (name: string) => OF_HELPDESK.some((each) => each === name);

/** The body of an edit of these fields; the helpdesk is sent whole. */
export function eventSent(values: EventValues, names: readonly (keyof EventValues)[]): Record<string, unknown> {
  const own = names.filter((name) => !isOfHelpdesk(name)).map((name) => [name, values[name]]);
  const helpdesk = Object.fromEntries(OF_HELPDESK.map((name) => [name, orNull(values[name].trim())]));
  return { ...Object.fromEntries(own), ...(names.some(isOfHelpdesk) ? { helpdesk } : {}) };
}
