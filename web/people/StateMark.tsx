import type { ReactNode } from 'react';
import type { ParticipantState } from '../../kernel/actor.ts';
import type { ParticipantView } from '../../people/view.ts';
import { stateText } from './wording.ts';

/** A shape for each state, so that a column of them can be read at a glance and without colours. */
export function StateMark({ state }: { readonly state: ParticipantState }) {
  return (
    <svg className="state-mark" data-state={state} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  );
}

const RING = <circle cx="8" cy="8" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const SHAPES: Readonly<Record<ParticipantState, ReactNode>> = {
  invited: RING,
  registered: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  waiting: (
    <>
      {RING}
      <path d="M8 2.75a5.25 5.25 0 0 1 0 10.5z" fill="currentColor" />
    </>
  ),
  declined: (
    <>
      {RING}
      <path d="M4.5 11.5l7-7" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  removed: <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.5" fill="none" />,
};

export function StateLabel({ person }: { readonly person: ParticipantView }) {
  return (
    <span className="state-label">
      <StateMark state={person.state} />
      {stateText(person)}
    </span>
  );
}
