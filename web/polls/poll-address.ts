/** What the page of polls shows, as its address says it. */

export type PollsView =
  | { readonly show: 'all' }
  | { readonly show: 'poll'; readonly id: string }
  /** A new one. @param entry on which it is to hang; null for none. */
  | { readonly show: 'new'; readonly entry: string | null }
  /** One into each break that has none. */
  | { readonly show: 'breaks' }
  | { readonly show: 'import' };

export const pollsPath = (slug: string): string => `/e/${slug}/organise/polls`;

export function pollsAddress(slug: string, view: PollsView): string {
  const query = new URLSearchParams();
  if (view.show === 'poll') query.set('poll', view.id);
  else if (view.show === 'new') query.set('new', view.entry ?? '');
  else if (view.show !== 'all') query.set('show', view.show);
  const text = query.toString();
  return pollsPath(slug) + (text === '' ? '' : `?${text}`);
}

export function readPollsAddress(search: string): PollsView {
  const query = new URLSearchParams(search);
  const poll = query.get('poll');
  const entry = query.get('new');
  const show = query.get('show');
  if (poll) return { show: 'poll', id: poll };
  if (entry !== null) return { show: 'new', entry: entry === '' ? null : entry };
  return show === 'breaks' || show === 'import' ? { show } : { show: 'all' };
}
