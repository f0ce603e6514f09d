/** The order in which people stand in lists of names, the same in all of them. Pure. */

/** As people look for names: without regard to case and accents, and `Guest 9` before `Guest 12`. */
const BY_NAME = new Intl.Collator('en', { numeric: true });

/** Names that differ stand in one order always, also where the language takes them for the same. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return BY_NAME.compare(one.name, other.name) || (one.name < other.name ? -1 : Number(one.name > other.name));
}
