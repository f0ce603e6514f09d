/** What the page of breakouts shows, as its address says it. */

export type BreakoutsView =
  | { readonly show: 'all' }
  /** The rooms of a round, and its files. */
  | { readonly show: 'round'; readonly id: string }
  /** A round that is not stored yet. @param entry the session on which it is to hang. */
  | { readonly show: 'new'; readonly entry: string }
  /** Who is where. @param set null for the one in use. */
  | { readonly show: 'board'; readonly round: string; readonly set: string | null }
  /** Rounds for every breakout that has none. */
  | { readonly show: 'set-up' }
  | { readonly show: 'deal' }
  | { readonly show: 'settings' };

export const breakoutsPath = (slug: string): string => `/e/${slug}/organise/breakouts`;

export function breakoutsAddress(slug: string, view: BreakoutsView): string {
  const query = new URLSearchParams();
  if (view.show === 'round') query.set('round', view.id);
  else if (view.show === 'new') query.set('new', view.entry);
  else if (view.show === 'board') {
    query.set('board', view.round);
    if (view.set !== null) query.set('set', view.set);
  } else if (view.show !== 'all') query.set('show', view.show);
  const text = query.toString();
  return breakoutsPath(slug) + (text === '' ? '' : `?${text}`);
}

export function readBreakoutsAddress(search: string): BreakoutsView {
  const query = new URLSearchParams(search);
  const [round, entry, board, show] = ['round', 'new', 'board', 'show'].map((name) => query.get(name));
  if (round) return { show: 'round', id: round };
  if (entry) return { show: 'new', entry };
  if (board) return { show: 'board', round: board, set: query.get('set') || null };
  return show === 'set-up' || show === 'deal' || show === 'settings' ? { show } : { show: 'all' };
}
