import type { BannersView, NowView } from '../../agenda/show/show-view.ts';
import type { RoleGrant, StaffRole } from '../../kernel/actor.ts';
import type { LiveMe } from '../shell/live.ts';
import { useTopic } from '../shell/use-live.ts';
import { BannerBar } from '../show/BannerBar.tsx';

export interface BannersProps {
  readonly view: Pick<NowView, 'banners'>;
  /** As the page was written; who is given a role meanwhile sees its banners at once. */
  readonly roles: readonly RoleGrant[];
}

/** Those for all, and those for each role that one has. */
export function Banners({ view, roles }: BannersProps) {
  const me = useTopic<LiveMe>('me').state;
  const held = new Set((me?.roles ?? roles).map(({ role }) => role as StaffRole));
  return (
    <div className="participant-banners">
      <BannerBar banners={view.banners} />
      {[...held].map((role) => (
        <OfRole key={role} role={role} />
      ))}
    </div>
  );
}

function OfRole({ role }: { readonly role: StaffRole }) {
  const { state } = useTopic<BannersView>(`banners:${role}`);
  return <BannerBar banners={state?.banners ?? []} />;
}
