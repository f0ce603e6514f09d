import type { RoundState } from '../../breakouts/round.ts';
import { STATE_NAMES } from './round-words.ts';

export function StateMark({ state }: { readonly state: RoundState }) {
  return (
    <span className="breakouts-state" data-state={state}>
      {STATE_NAMES[state]}
    </span>
  );
}
