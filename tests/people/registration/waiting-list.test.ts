import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrganisationId, ParticipantId } from '../../../kernel/ids.ts';
import { instant } from '../../../kernel/time.ts';
import {
  hasPlace,
  type Limits,
  promotionsOf,
  type Taken,
  type Waiting,
  withOneMore,
} from '../../../people/registration/waiting-list.ts';

const ORGANISATIONS = ['a', 'b', 'c'] as OrganisationId[];
const most = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null });

const limits: fc.Arbitrary<Limits> = fc
  .record({ places: most, quotas: fc.tuple(most, most, most) })
  .map(({ places, quotas }) => ({ places, quotas: new Map(ORGANISATIONS.map((id, at) => [id, quotas[at] ?? null])) }));

const waiting: fc.Arbitrary<Waiting[]> = fc
  .array(fc.record({ since: fc.integer({ min: 0, max: 4 }), of: fc.option(fc.constantFrom(...ORGANISATIONS)) }), {
    maxLength: 12,
  })
  .map((list) =>
    list.map(({ since, of }, place) => ({
      id: `p${place}` as ParticipantId,
      waitingSince: instant(since),
      organisation: of === null ? null : { id: of },
    })),
  );

const NOBODY: Taken = { inAll: 0, byOrganisation: new Map() };
const inOrder = (list: readonly Waiting[]) => [...list].sort((one, other) => (before(one, other) ? -1 : 1));
const before = (one: Waiting, other: Waiting) =>
  (one.waitingSince ?? 0) < (other.waitingSince ?? 0) || (one.waitingSince === other.waitingSince && one.id < other.id);
const organisationOf = ({ organisation }: Waiting) => organisation?.id ?? null;
const takenBy = (list: readonly Waiting[]) =>
  list.reduce((taken, each) => withOneMore(taken, organisationOf(each)), NOBODY);

describe('the waiting list', () => {
  it('never gives more places than there are, in all or of an organisation', () => {
    fc.assert(
      fc.property(waiting, limits, (list, limit) => {
        const promoted = promotionsOf(list, NOBODY, limit);
        expect(promoted.length).toBeLessThanOrEqual(limit.places ?? Number.POSITIVE_INFINITY);
        for (const id of ORGANISATIONS) {
          const count = promoted.filter((each) => organisationOf(each) === id).length;
          expect(count).toBeLessThanOrEqual(limit.quotas.get(id) ?? Number.POSITIVE_INFINITY);
        }
      }),
    );
  });

  it('leaves nobody waiting for whom a place is free', () => {
    fc.assert(
      fc.property(waiting, limits, (list, limit) => {
        const promoted = promotionsOf(list, NOBODY, limit);
        const left = list.filter((each) => !promoted.includes(each));
        expect(left.filter((each) => hasPlace(takenBy(promoted), limit, organisationOf(each)))).toEqual([]);
      }),
    );
  });

  it('promotes in order, and of one organisation none before who came earlier', () => {
    fc.assert(
      fc.property(waiting, limits, (list, limit) => {
        const promoted = promotionsOf(list, NOBODY, limit);
        expect(promoted).toEqual(inOrder(promoted));
        for (const each of promoted) {
          const passedOver = list.filter(
            (other) =>
              organisationOf(other) === organisationOf(each) && before(other, each) && !promoted.includes(other),
          );
          expect(passedOver).toEqual([]);
        }
      }),
    );
  });

  it('promotes nobody more when asked again', () => {
    fc.assert(
      fc.property(waiting, limits, (list, limit) => {
        const promoted = promotionsOf(list, NOBODY, limit);
        const left = list.filter((each) => !promoted.includes(each));
        expect(promotionsOf(left, takenBy(promoted), limit)).toEqual([]);
      }),
    );
  });
});
