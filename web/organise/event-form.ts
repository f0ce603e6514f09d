/** An event's own facts as a form holds them, and the edit that saving the form makes. */
import type { AgendaEvent } from '../../agenda/view.ts';
import { orNull, shown } from './written.ts';

export interface EventValues {
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
  readonly isPublic: boolean;
  readonly email: string;
  readonly phone: string;
  readonly chat: string;
}

export function eventValues({ name, slug, timeZone, isPublic, helpdesk }: Omit<AgendaEvent, 'id'>): EventValues {
  const { email, phone, chat } = helpdesk;
  return { name, slug, timeZone, isPublic, email: shown(email), phone: shown(phone), chat: shown(chat) };
}

const OF_HELPDESK = ['email', 'phone', 'chat'] as const;
const isOfHelpdesk = (name: string) => OF_HELPDESK.some((each) => each === name);

/** The body of an edit of these fields; the helpdesk is sent whole. */
export function eventSent(values: EventValues, names: readonly (keyof EventValues)[]): Record<string, unknown> {
  const own = names.filter((name) => !isOfHelpdesk(name)).map((name) => [name, values[name]]);
  const helpdesk = Object.fromEntries(OF_HELPDESK.map((name) => [name, orNull(values[name].trim())]));
  return { ...Object.fromEntries(own), ...(names.some(isOfHelpdesk) ? { helpdesk } : {}) };
}
