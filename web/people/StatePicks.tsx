import { PARTICIPANT_STATES, type ParticipantState } from '../../kernel/actor.ts';
import type { StateCounts } from '../../people/view.ts';
import { follow } from './follow.ts';
import { type PeopleQuery, peopleAddress } from './people-query.ts';
import { StateMark } from './StateMark.tsx';
import type { Look } from './use-people-query.ts';
import { numberText, STATE_NAMES } from './wording.ts';

export interface StatePicksProps {
  readonly slug: string;
  readonly query: PeopleQuery;
  readonly look: Look;
  /** Of the whole event; null while unknown. */
  readonly counts: StateCounts | null;
}

/** How many are in each state; each is a link to just those. */
export function StatePicks({ slug, query, look, counts }: StatePicksProps) {
  const all = counts && PARTICIPANT_STATES.reduce((sum, state) => sum + counts[state], 0);
  const pick = (state: ParticipantState | null, name: string, count: number | null) => (
    <a
      key={name}
      className="people-pick state-pick"
      href={peopleAddress(slug, query, { state })}
      aria-current={query.state === state ? 'true' : undefined}
      onClick={(click) => follow(click, () => look({ state }))}
    >
      {state && <StateMark state={state} />}
      {name}
      <span className="state-count">{count === null ? '' : numberText(count)}</span>
    </a>
  );
  return (
    <nav className="state-picks" aria-label="State">
      {pick(null, 'All', all)}
      {PARTICIPANT_STATES.map((state) => pick(state, STATE_NAMES[state], counts?.[state] ?? null))}
    </nav>
  );
}
