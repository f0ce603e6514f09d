import type { Person } from './problem.ts';

/** Names for a sentence: "One, Two and Three", those beyond twenty as a number; semicolons between names with commas. */
export function namesOf(people: readonly Person[], ids: readonly string[]): string {
  const byId = new Map(people.map(({ id, name }) => [id, name]));
  const names = ids.slice(0, 20).map((id) => byId.get(id) ?? id);
  if (ids.length > names.length) names.push(`${ids.length - names.length} others`);
  // "Ada, Poland; Ben, Latvia and Cem, Malta": names with a comma would run together.
  const between = names.some((name) => name.includes(',')) ? '; ' : ', ';
  return names.length < 2 ? (names[0] ?? 'nobody') : `${names.slice(0, -1).join(between)} and ${names.at(-1)}`;
}
