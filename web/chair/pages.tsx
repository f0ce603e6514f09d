/** The chair's page, drawn on the server and taken over in the browser. Both draw the same from the same state. */
import type { LiveMe } from '../shell/live.ts';
import { ChairPage } from './ChairPage.tsx';
import type { ChairPageState } from './chair-state.ts';

export function Page({ state }: { readonly state: ChairPageState }) {
  return <ChairPage {...state} />;
}

/** The same roles that the server opens the day to. */
export function mayStay({ state, roles }: LiveMe, { day }: ChairPageState): boolean {
  const runs = roles.some(
    ({ role, dayId }) =>
      role === 'organiser' ||
      ((role === 'chair' || role === 'deputy') && (day === null || dayId === null || dayId === day.id)),
  );
  return state === 'registered' && runs;
}
