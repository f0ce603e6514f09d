/** The addresses that calendars and tools are given. */
export interface Feed {
  /** What it holds, for people: `Whole event`. */
  readonly label: string;
  /** Without a host: `/events/annual-event/calendar.ics`. */
  readonly path: string;
}

const base = (slug: string): string => `/events/${encodeURIComponent(slug)}`;

export const eventFeed = (slug: string): Feed => ({ label: 'Whole event', path: `${base(slug)}/calendar.ics` });

export const dayFeed = (slug: string, day: number): Feed => ({
  label: `Day ${day}`,
  path: `${base(slug)}/day/${day}.ics`,
});

export const tagFeed = (slug: string, tag: { slug: string; label: string }): Feed => ({
  label: tag.label,
  path: `${base(slug)}/tag/${encodeURIComponent(tag.slug)}.ics`,
});

export const sessionFeed = (slug: string, id: string): Feed => ({
  label: 'This session',
  path: `${base(slug)}/session/${id}.ics`,
});

export const scheduleFile = (slug: string, format: 'json' | 'xml'): string => `${base(slug)}/schedule.${format}`;

/** The same address for calendar programs that subscribe by `webcal:`. */
export function webcalAddress(publicUrl: string, feed: Feed): string {
  return publicUrl.replace(/^https?:/, 'webcal:') + feed.path;
}
