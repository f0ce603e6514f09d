import type { BannerView } from '../../agenda/show/show-view.ts';
import { useServerNow } from '../shell/use-live.ts';

/** What the organisers or the chair have to say. Each ends by itself, by the server's time. */
export function BannerBar({ banners }: { readonly banners: readonly BannerView[] }) {
  const now = useServerNow(1000);
  const shown = banners.filter(({ endsAt }) => Date.parse(endsAt) > now);
  return (
    <div className="banners" role="status">
      {shown.map(({ id, text, audience }) => (
        <p className="banner" key={id}>
          <svg className="banner-mark" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor">
            <path d="M4 10v4h3l6 4V6L7 10zM17 9a4 4 0 0 1 0 6" strokeWidth="2" />
          </svg>
          <span>
            {audience !== 'all' && <span className="banner-for">For {AUDIENCES[audience]}: </span>}
            <span dir="auto">{text}</span>
          </span>
        </p>
      ))}
    </div>
  );
}

const AUDIENCES: Readonly<Record<Exclude<BannerView['audience'], 'all'>, string>> = {
  organiser: 'organisers',
  chair: 'chairs',
  deputy: 'deputy chairs',
  facilitator: 'facilitators',
  rapporteur: 'rapporteurs',
  helpdesk: 'the helpdesk',
};
