/** Where somebody goes after signing in. Only to pages of events here: an address can be made by anybody. */

const HERE = 'http://here.invalid';

/** @returns path and query of a page below `/e/`, or null for everything else. */
export function readNext(asked: unknown): string | null {
  if (typeof asked !== 'string' || !asked.startsWith('/e/') || !URL.canParse(asked, HERE)) return null;
  const url = new URL(asked, HERE);
  // Read as browsers will read it: `/e/..//example.org` and `/e\..\\example.org` lead elsewhere.
  if (url.origin !== HERE || !/^\/e\/[^/]/.test(url.pathname)) return null;
  return url.pathname + url.search;
}

/** The sign-in page, leading on to the page that was asked for. @param url path and query of a request. */
export function signInAddress(url: string): string {
  const next = readNext(url);
  return next === null ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/** The slug of the event that a page is of; null where none can be read. */
export function eventOfNext(next: string | null): string | null {
  const slug = next === null ? undefined : /^\/e\/([^/?]+)/.exec(next)?.[1];
  try {
    return slug === undefined ? null : decodeURIComponent(slug);
  } catch {
    return null;
  }
}
