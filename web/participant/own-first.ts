/** Which of what runs side by side is shown, and in which order: one's own first. Pure; instants UTC milliseconds. */
import { tagSlug } from '../../agenda/calendar/tag-slug.ts';
import type { PartTime } from '../../agenda/show/expected.ts';
import type { PartView, StepView } from '../../agenda/show/show-view.ts';

export interface ShownPart {
  readonly part: PartView;
  readonly time: PartTime | null;
  /** Meant for the person's own fields of expertise, where not everything is. */
  readonly isOwn: boolean;
}

/**
 * Of each track what is on, else what comes first in it. Tracks with something for the reader's tags come first;
 * otherwise they keep the order of the agenda.
 */
export function shownParts(
  { parts }: Pick<StepView, 'parts'>,
  times: ReadonlyMap<string, PartTime>,
  now: number,
  tags: readonly string[],
): ShownPart[] {
  const own = new Set(tags.map(tagSlug));
  const tracks = new Map<string | null, PartView>();
  for (const part of parts) {
    const known = tracks.get(part.track);
    const hasBegun = (times.get(part.id)?.start ?? Number.POSITIVE_INFINITY) <= now;
    if (!known || (part.track !== null && hasBegun)) tracks.set(part.track, part);
  }
  const shown = [...tracks.values()].map((part) => ({
    part,
    time: times.get(part.id) ?? null,
    isOwn: part.audience.some((tag) => own.has(tagSlug(tag))),
  }));
  return [...shown.filter(({ isOwn }) => isOwn), ...shown.filter(({ isOwn }) => !isOwn)];
}
