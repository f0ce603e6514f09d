/** Where the organiser's pages are. */

export const homeAddress = (slug: string): string => `/e/${slug}/organise`;
export const peopleAddress = (slug: string, query = ''): string => `/e/${slug}/organise/people${query}`;
export const registrationAddress = (slug: string): string => `/e/${slug}/organise/registration`;
export const accessAddress = (slug: string): string => `/e/${slug}/organise/access`;
export const attendanceAddress = (slug: string): string => `/e/${slug}/organise/attendance`;
export const pollsAddress = (slug: string): string => `/e/${slug}/organise/polls`;
export const helpdeskAddress = (slug: string): string => `/e/${slug}/helpdesk`;
export const chairAddress = (slug: string, day: number): string => `/e/${slug}/chair?day=${day}`;
export const publishAddress = (slug: string): string => `${homeAddress(slug)}#publish`;

/** What the plan page shows: a day by its number, or one of its other parts. */
export type PlanView = number | 'new-day' | 'event' | 'import';

export function planAddress(slug: string, view: PlanView | null = null, session: string | null = null): string {
  const query = new URLSearchParams();
  if (typeof view === 'number') query.set('day', String(view));
  else if (view !== null) query.set('show', view);
  if (session !== null) query.set('session', session);
  const text = query.toString();
  return `/e/${slug}/organise/plan${text === '' ? '' : `?${text}`}`;
}

/** What an address asks for; null for no view, which is the first day or what an empty event begins with. */
export function readPlanAddress(search: string): { readonly view: PlanView | null; readonly session: string | null } {
  const query = new URLSearchParams(search);
  const day = Number(query.get('day') ?? Number.NaN);
  const show = query.get('show');
  const other = show === 'new-day' || show === 'event' || show === 'import' ? show : null;
  return { view: Number.isInteger(day) ? day : other, session: query.get('session') };
}
