/**
 * Places and the waiting list. There are as many places as the event has, and of those as many for an
 * organisation as its quota says. Whoever waits for a place gets one as soon as one is free for them, first
 * come first; who waits because their own organisation is full holds up nobody of another.
 */
import type { OrganisationId } from '../../kernel/ids.ts';
import type { Participant } from '../roster/participant.ts';

/** How many places are taken: each registered participant takes one. */
export interface Taken {
  readonly inAll: number;
  readonly byOrganisation: ReadonlyMap<OrganisationId | null, number>;
}

/** How many places there are; null for no limit. */
export interface Limits {
  readonly places: number | null;
  readonly quotas: ReadonlyMap<OrganisationId, number | null>;
}

export function hasPlace(taken: Taken, limits: Limits, organisation: OrganisationId | null): boolean {
  const quota = organisation === null ? null : (limits.quotas.get(organisation) ?? null);
  return isBelow(taken.inAll, limits.places) && isBelow(taken.byOrganisation.get(organisation) ?? 0, quota);
}

function isBelow(count: number, most: number | null): boolean {
  return most === null || count < most;
}

/** The places taken after one more of an organisation. */
export function withOneMore(taken: Taken, organisation: OrganisationId | null): Taken {
  const count = taken.byOrganisation.get(organisation) ?? 0;
  return {
    inAll: taken.inAll + 1,
    byOrganisation: new Map(taken.byOrganisation).set(organisation, count + 1),
  };
}

/** What of somebody who waits decides. */
export type Waiting = Pick<Participant, 'id' | 'waitingSince'> & {
  readonly organisation: { readonly id: OrganisationId } | null;
};

/** Those of the list who get a place now, in the order of the list. */
export function promotionsOf<Each extends Waiting>(list: readonly Each[], taken: Taken, limits: Limits): Each[] {
  const promoted: Each[] = [];
  let now = taken;
  for (const each of [...list].sort(inLine)) {
    const organisation = each.organisation?.id ?? null;
    if (!hasPlace(now, limits, organisation)) continue;
    promoted.push(each);
    now = withOneMore(now, organisation);
  }
  return promoted;
}

/** Two of one millisecond stand in the order of their ids, which is as good as any and always the same. */
function inLine(one: Waiting, other: Waiting): number {
  const since = (one.waitingSince ?? 0) - (other.waitingSince ?? 0);
  return since !== 0 ? since : one.id < other.id ? -1 : 1;
}
