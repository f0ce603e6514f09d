/** What is typed about one participant, and what of it is sent. */
import type { ParticipantView } from '../../people/view.ts';

export interface PersonDraft {
  readonly name: string;
  /** Only of somebody new: an address is not changed afterwards. */
  readonly email: string;
  /** Empty for none. */
  readonly organisationId: string;
  /** Separated by commas. */
  readonly tags: string;
  /** Empty for the event's own. */
  readonly timeZone: string;
}

export const EMPTY_PERSON: PersonDraft = { name: '', email: '', organisationId: '', tags: '', timeZone: '' };

export function draftOf({ name, email, organisation, tags, timeZone }: ParticipantView): PersonDraft {
  return {
    name,
    email: email ?? '',
    organisationId: organisation?.id ?? '',
    tags: tags.join(', '),
    timeZone: timeZone ?? '',
  };
}

export function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** Only what differs, so that a change of one thing never carries another with it. */
export function changesIn(draft: PersonDraft, person: ParticipantView): Record<string, unknown> {
  const before = draftOf(person);
  return {
    ...(draft.name !== before.name && { name: draft.name }),
    ...(draft.organisationId !== before.organisationId && { organisationId: draft.organisationId || null }),
    ...(draft.tags !== before.tags && { tags: tagsIn(draft.tags) }),
    ...(draft.timeZone !== before.timeZone && { timeZone: draft.timeZone.trim() || null }),
  };
}

/** The body of a new participant. */
export function newPerson({ name, email, organisationId, tags, timeZone }: PersonDraft, invite: boolean) {
  return {
    name,
    email,
    organisationId: organisationId || null,
    tags: tagsIn(tags),
    timeZone: timeZone.trim() || null,
    invite,
  };
}
