/** The organisations that an import speaks of: stored ones, and new ones as the rows name them. */
import { nameKey } from '../name-key.ts';
import { type NearNames, nearNames } from './near-names.ts';
import type { StoredOrganisation } from './stored-people.ts';

interface Named extends StoredOrganisation {
  /** Whether a row of the file said the country, not the store. */
  readonly countryFromFile: boolean;
}

/** An organisation of which a file says all that is known. */
export type NewlyNamed = Pick<StoredOrganisation, 'name' | 'country'>;

/** Null as an id: not stored yet. */
type Known = Omit<Named, 'id'> & { readonly id: string | null };

export class OrganisationsNamed {
  readonly #byKey = new Map<string, Known>();
  readonly #keys = new Map<string, string>();
  readonly #near: NearNames = nearNames();

  constructor(stored: readonly StoredOrganisation[]) {
    for (const each of stored) {
      this.#byKey.set(each.nameKey, { ...each, countryFromFile: false });
      this.#keys.set(each.id, each.nameKey);
      this.#near.note(each.name);
    }
  }

  /** The name's key of a stored organisation. */
  keyOf(id: string | null): string | null {
    return id === null ? null : (this.#keys.get(id) ?? null);
  }

  find(name: string): Known | undefined {
    return this.#byKey.get(nameKey(name));
  }

  /** The name of another one that is probably meant, if this one is not known. */
  nearTo(name: string): string | undefined {
    return this.find(name) ? undefined : this.#near.nearTo(name);
  }

  /** Notes that a row names an organisation, with its country or null. @returns the name's key. */
  name(name: string, country: string | null): string {
    const key = nameKey(name);
    const known = this.#byKey.get(key);
    if (!known) {
      this.#byKey.set(key, { id: null, name, nameKey: key, country, quota: null, countryFromFile: true });
      this.#near.note(name);
    } else if (known.country === null && country !== null) {
      this.#byKey.set(key, { ...known, country, countryFromFile: true });
    }
    return key;
  }

  /** Those that are not stored, in the order in which the rows name them. */
  added(): NewlyNamed[] {
    return [...this.#byKey.values()].flatMap(({ id, name, country }) => (id === null ? [{ name, country }] : []));
  }

  /** Stored ones whose country was not known before. */
  filledCountries(): { organisationId: string; country: string }[] {
    return [...this.#byKey.values()].flatMap(({ id, country, countryFromFile }) =>
      id !== null && country !== null && countryFromFile ? [{ organisationId: id, country }] : [],
    );
  }
}
