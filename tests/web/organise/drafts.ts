/** Drafts as the pages are given them, made of plans. */
import { type DraftView, draftView } from '../../../agenda/draft/draft.ts';
import type { Event, Plan } from '../../../agenda/schema.ts';
import type { EventId } from '../../../kernel/ids.ts';

const EVENT: Event = {
  id: '00000000-0000-4000-8000-000000000001' as EventId,
  slug: 'annual-event',
  name: 'Annual event',
  timeZone: 'Europe/Zurich',
  isPublic: true,
  helpdesk: { email: null, phone: null, chat: null },
  advance: 'chair',
  showVersion: 0,
  revision: 7,
  publishedVersion: 3,
};

export function draftOf(plan: Plan, more: Partial<Event> = {}): DraftView {
  return draftView({ ...EVENT, ...more }, plan);
}
