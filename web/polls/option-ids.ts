/** The ids of options: made from their texts once, and kept when the texts are mended. */

/** As long as the API takes. */
const LONGEST = 40;
/** Letters that stand for more than a letter with a mark. */
const SPELT: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', þ: 'th', ð: 'd' };

/** `Customs laboratories` → `customs-laboratories`; `option` of a text without a letter or digit of ours. */
export function idOf(text: string): string {
  const spelt = text.toLowerCase().replace(/[ßæœøłđþð]/g, (letter) => SPELT[letter] ?? letter);
  const plain = spelt.normalize('NFD').replace(/\p{Mark}/gu, '');
  const words = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
  return words === '' ? 'option' : words;
}

/**
 * An id for each text, in order, none twice.
 * @param kept the id that an option has already; null for one that is new.
 */
export function optionIds(options: readonly { readonly kept: string | null; readonly text: string }[]): string[] {
  const taken = new Set(options.flatMap(({ kept }) => kept ?? []));
  return options.map(({ kept, text }) => {
    if (kept !== null) return kept;
    const id = free(idOf(text), taken);
    taken.add(id);
    return id;
  });
}

function free(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let count = 2; ; count += 1) {
    const end = `-${count}`;
    const next = id.slice(0, LONGEST - end.length) + end;
    if (!taken.has(next)) return next;
  }
}
