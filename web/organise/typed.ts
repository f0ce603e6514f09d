/**
 * What somebody is typing into a form while the same thing may change elsewhere. Nothing that was typed
 * is ever lost: a field that was not touched follows what is stored, one that was keeps the typed value
 * and remembers what is stored by now, so that the person can choose.
 */
export interface Typed<Values extends object> {
  /** What is stored, as far as the page knows. */
  readonly base: Values;
  readonly values: Values;
  /** Fields that were typed into and have meanwhile become something else, with what they are now. */
  readonly elsewhere: Partial<Values>;
}

export function begin<Values extends object>(base: Values): Typed<Values> {
  return { base, values: base, elsewhere: {} };
}

export function type<Values extends object>(typed: Typed<Values>, change: Partial<Values>): Typed<Values> {
  return { ...typed, values: { ...typed.values, ...change } };
}

/** Names of the fields that saving would change. */
export function touched<Values extends object>({ base, values }: Typed<Values>): (keyof Values)[] {
  return namesOf(values).filter((name) => !isSame(base[name], values[name]));
}

/** The same form beside what is stored now. */
export function rebase<Values extends object>(typed: Typed<Values>, stored: Values): Typed<Values> {
  const kept = touched(typed);
  const values = { ...stored };
  const elsewhere: Partial<Values> = {};
  for (const name of kept) {
    values[name] = typed.values[name];
    const changed = !isSame(typed.base[name], stored[name]) || name in typed.elsewhere;
    if (changed && !isSame(values[name], stored[name])) elsewhere[name] = stored[name];
  }
  return { base: stored, values, elsewhere };
}

/** Takes what is stored for one field, and forgets what was typed there. */
export function takeStored<Values extends object>(typed: Typed<Values>, name: keyof Values): Typed<Values> {
  const { [name]: _, ...elsewhere } = typed.elsewhere;
  const values = { ...typed.values, [name]: typed.base[name] };
  return { base: typed.base, values, elsewhere: elsewhere as Partial<Values> };
}

function namesOf<Values extends object>(values: Values): (keyof Values)[] {
  return Object.keys(values) as (keyof Values)[];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
