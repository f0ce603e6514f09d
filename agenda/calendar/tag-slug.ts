const LONGEST_SLUG = 90;

/**
 * The form of an audience tag in an address: `Risk management` is `risk-management`.
 *
 * Letters and digits of every script stay; what differs only in case, width, punctuation or spacing
 * has the same slug, so such tags share a feed. A tag without any letter or digit is spelt by its
 * code points (`u1f389`). The slug of a slug is itself.
 */
export function tagSlug(tag: string): string {
  const spelt = folded(tag)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return shortened(spelt === '' ? codePointsOf(tag) : spelt);
}

function folded(tag: string): string {
  return tag.normalize('NFKC').toLowerCase().normalize('NFKC');
}

function codePointsOf(tag: string): string {
  return `u${Array.from(tag.trim(), (character) => character.codePointAt(0)?.toString(16)).join('-')}`;
}

/** A slug has to fit a route's parameter, and never ends in half a character. */
function shortened(slug: string): string {
  const cut = slug.length > LONGEST_SLUG ? slug.slice(0, LONGEST_SLUG) : slug;
  return cut.replace(/[\p{Surrogate}-]+$/u, '');
}
