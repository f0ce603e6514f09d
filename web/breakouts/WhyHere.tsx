import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionName } from '../../breakouts/rounds/sessions.ts';
import type { ExplanationView, StaffRoundView } from '../../breakouts/view.ts';
import { call } from '../shell/api.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { roomName } from './board.ts';
import { explanationText } from './explanation-words.ts';
import type { PartProps } from './part-props.ts';
import { apiOf } from './queries.ts';

export interface WhyHereProps extends Pick<PartProps, 'slug' | 'sessions' | 'rounds'> {
  readonly round: StaffRoundView;
  readonly set: string;
  readonly participant: string;
}

/** Why somebody is where they are, round by round, when it is asked. */
export function WhyHere({ slug, sessions, rounds, round, set, participant }: WhyHereProps) {
  const [isOpen, setOpen] = useState(false);
  const why = useQuery({
    queryKey: ['breakout-why', set, participant, round.sets.find(({ id }) => id === set)?.revision],
    queryFn: ({ signal }) =>
      call<ExplanationView>(`${apiOf(slug)}/rounds/${round.id}/sets/${set}/explanation?participant=${participant}`, {
        signal,
      }),
    enabled: isOpen,
  });
  // The round that is asked about, then the others, of which only who is met counts here.
  const inOrder = (given: ExplanationView['rounds']) => [
    ...given.filter((each) => each.round === round.id),
    ...rounds
      .filter(({ id }) => id !== round.id)
      .flatMap(({ id }) => given.filter((each) => each.round === id))
      .map((each) => ({ ...each, forcedBy: null, bestSwap: null })),
  ];
  return (
    <details className="why-here" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Why here?</summary>
      <ProblemNotice error={why.error} />
      {isOpen && why.isPending && <Loading rows={3} label="Loading why" />}
      {why.data && (
        <ol>
          {inOrder(why.data.rounds).map((each) => {
            const of = rounds.find(({ id }) => id === each.round);
            return (
              <li key={each.round} data-own={each.round === round.id || undefined}>
                <h3 className="breakouts-part-title" dir="auto">
                  {of ? sessionName(sessions, of.entry) : 'A round that was removed'}
                </h3>
                <p dir="auto">
                  {each.room === null ? 'No room. ' : `${roomName(each.room, of?.rooms ?? [])}. `}
                  {explanationText(each)}
                </p>
              </li>
            );
          })}
        </ol>
      )}
    </details>
  );
}
