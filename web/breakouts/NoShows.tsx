import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Moves } from '../../breakouts/schema.ts';
import type { SetView, StaffRoundView } from '../../breakouts/view.ts';
import { countOf } from '../agenda/wording.ts';
import { call } from '../shell/api.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import { movesText } from './board.ts';
import { apiOf } from './queries.ts';
import type { BoardHands } from './use-board.ts';

export interface NoShowsProps {
  readonly slug: string;
  readonly round: StaffRoundView;
  readonly set: SetView;
  readonly hands: BoardHands;
}

/** The fewest moves that mend rooms which those who did not come left unequal; made only when somebody says so. */
export function NoShows({ slug, round, set, hands }: NoShowsProps) {
  const [found, setFound] = useState<Moves['moves'] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = async () => {
    setError(null);
    try {
      const { moves } = await call<Moves>(`${apiOf(slug)}/rounds/${round.id}/sets/${set.id}/proposal`);
      setFound(moves);
    } catch (failure) {
      setError(failure);
    }
  };
  const make = async () => {
    if (found && (await hands.move(found, `${countOf(found.length, 'move')} made.`))) setFound(null);
  };
  return (
    <section className="board-aside" aria-label="Who did not come">
      <h2 className="breakouts-part-title">Who did not come</h2>
      <p className="breakouts-hint">
        {set.places.filter(({ joined }) => !joined).length} of {set.places.length} have not joined. The fewest moves
        that make the rooms even again can be proposed; nobody is moved by that.
      </p>
      <ProblemNotice error={error} />
      <div role="status">
        {found?.length === 0 && <p>The rooms are as even as they can be.</p>}
        {found && found.length > 0 && (
          <ul className="notice-faults">
            {found.map((move) => (
              <li key={move.participant} dir="auto">
                {movesText([move], set, round.rooms)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="buttons breakouts-do">
        <Button variant="default" disabled={hands.busy} onClick={() => void look()}>
          Propose moves
        </Button>
        {found && found.length > 0 && (
          <Button disabled={hands.busy} onClick={() => void make()}>
            Make {countOf(found.length, 'move')}
          </Button>
        )}
      </div>
    </section>
  );
}
