/** What is typed about an organisation, and what of it is sent. */
import type { OrganisationFields } from '../../people/schema.ts';
import type { OrganisationView } from '../../people/view.ts';

export interface OrganisationDraft {
  readonly name: string;
  readonly country: string;
  readonly kind: string;
  /** Separated by commas. */
  readonly domains: string;
  readonly needsApproval: boolean;
  /** Empty for no limit. */
  readonly quota: string;
}

export function organisationDraft(organisation: OrganisationView | null): OrganisationDraft {
  return {
    name: organisation?.name ?? '',
    country: organisation?.country ?? '',
    kind: organisation?.kind ?? 'partner',
    domains: organisation?.domains.join(', ') ?? '',
    needsApproval: organisation?.needsApproval ?? false,
    quota: organisation?.quota?.toString() ?? '',
  };
}

/** As it is sent; a quota that is no number is sent as it is, so that the server says what it expected. */
export function organisationBody(draft: OrganisationDraft): Record<keyof OrganisationFields, unknown> {
  return {
    name: draft.name,
    country: draft.country.trim() || null,
    kind: draft.kind,
    domains: draft.domains
      .split(/[\s,;]+/)
      .map((domain) => domain.trim())
      .filter((domain) => domain !== ''),
    needsApproval: draft.needsApproval,
    quota: numberOrText(draft.quota),
  };
}

/** Only what differs from what was seen. */
export function organisationChanges(draft: OrganisationDraft, seen: OrganisationView): Record<string, unknown> {
  const before = organisationDraft(seen);
  const body = organisationBody(draft);
  const names = Object.keys(body) as (keyof OrganisationDraft)[];
  return Object.fromEntries(names.filter((name) => draft[name] !== before[name]).map((name) => [name, body[name]]));
}

/** A count that may be left open. */
export function numberOrText(typed: string): number | string | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d+$/.test(text) ? Number(text) : text;
}
