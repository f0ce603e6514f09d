/**
 * The log in words of today. It holds ids alone; names are looked up when it is read, so that an erased
 * person is a pseudonym in what was written before, too.
 */

const NAMED = ['participant', 'person', 'organisation', 'api-key'] as const;
type Named = (typeof NAMED)[number];

/** What of each kind the entries name. */
export type Ids = Readonly<Record<Named, readonly string[]>>;
/** What each is called today, by its id. */
export type Names = Readonly<Record<Named, ReadonlyMap<string, string>>>;

/** The ids within references such as `participant:ID`, each once. */
export function idsWithin(references: readonly string[]): Ids {
  const of = (kind: Named) => [
    ...new Set(references.filter((each) => split(each).kind === kind).map((each) => split(each).id)),
  ];
  return {
    participant: of('participant'),
    person: of('person'),
    organisation: of('organisation'),
    'api-key': of('api-key'),
  };
}

/** Who did it. */
export function actorInWords(reference: string, names: Names): string {
  const { kind, id } = split(reference);
  if (kind === 'system') return 'Plenum itself';
  if (kind === 'operator') return 'Operator';
  if (kind === 'participant') return names.participant.get(id) ?? 'Somebody who is gone';
  if (kind === 'person') return names.person.get(id) ?? 'Somebody outside the event';
  if (kind === 'api-key') return `API key ${names['api-key'].get(id) ?? 'that is gone'}`;
  return 'Somebody not signed in';
}

/** To what it was done. */
export function subjectInWords(reference: string, names: Names): string {
  const { kind, id } = split(reference);
  if (kind === 'event') return 'The event';
  if (kind === 'organisation') return names.organisation.get(id) ?? 'An organisation that is gone';
  if (kind === 'participant' || kind === 'person' || kind === 'api-key') return actorInWords(reference, names);
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${id}`.trim();
}

function split(reference: string): { readonly kind: string; readonly id: string } {
  const colon = reference.indexOf(':');
  if (colon < 0) return { kind: reference, id: '' };
  return { kind: reference.slice(0, colon), id: reference.slice(colon + 1) };
}
