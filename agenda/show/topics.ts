/** The names of the topics in which the show is seen. */
import type { BannerAudience } from './command-schema.ts';

export const NOW_TOPIC = 'now';
/** The published agenda. */
export const AGENDA_TOPIC = 'agenda';

export function consoleTopic(dayNumber: number): string {
  return `console:${dayNumber}`;
}

/** In which topic a banner is seen, beside the consoles. */
export function bannerTopic(audience: BannerAudience): string {
  return audience === 'all' ? NOW_TOPIC : `banners:${audience}`;
}
