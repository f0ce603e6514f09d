import { Button } from '@mantine/core';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { Empty, Loading, ProblemNotice } from '../shell/Notice.tsx';
import { Board } from './Board.tsx';
import { BreakoutsLink } from './BreakoutsLink.tsx';
import type { PartProps } from './part-props.ts';
import { useSet } from './queries.ts';
import { isAhead, peopleSentence } from './round-words.ts';
import { SetsBar } from './SetsBar.tsx';
import { StateMark } from './StateMark.tsx';

export interface BoardPartProps extends PartProps {
  /** Of the round. */
  readonly round: string;
  /** Null for the set in use, else the newest. */
  readonly set: string | null;
}

/** Who is where in a round: its sets, and one of them as a board. */
export function BoardPart({ round: id, set, ...rest }: BoardPartProps) {
  const { slug, rounds, sessions, onGo } = rest;
  const round = rounds.find((each) => each.id === id);
  if (!round) return <Empty title="This round was removed." />;
  const session = sessions.find((each) => each.id === round.entry);
  const shown = round.sets.find((each) => each.id === set) ?? inUseOrNewest(round);
  return (
    <>
      <div className="no-print">
        <h1 className="page-title" dir="auto">
          Who is where: {session?.title ?? 'a session that is published no more'}
        </h1>
        <p className="breakouts-line">
          <StateMark state={round.state} />
          {session && <span>Day {session.day}</span>}
          <span>{peopleSentence(round)}</span>
          <BreakoutsLink slug={slug} to={{ show: 'round', id }} onGo={onGo}>
            Rooms and files
          </BreakoutsLink>
        </p>
        <SetsBar {...rest} round={round} shown={shown?.id ?? null} />
      </div>
      {shown ? (
        <ShownSet key={shown.id} {...rest} round={round} set={shown.id} title={session?.title ?? ''} />
      ) : (
        <Empty title="Nobody has a place in this round yet.">
          <p>Deal people into the rooms, take over another round, or begin with empty rooms above.</p>
          {isAhead(round.state) && <Button onClick={() => onGo({ show: 'deal' })}>Deal people into rooms</Button>}
        </Empty>
      )}
    </>
  );
}

function inUseOrNewest({ sets, set }: StaffRoundView): StaffRoundView['sets'][number] | undefined {
  const newest = [...sets].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0];
  return sets.find(({ id }) => id === set) ?? newest;
}

interface ShownSetProps extends PartProps {
  readonly round: StaffRoundView;
  readonly set: string;
  readonly title: string;
}

function ShownSet({ round, set: id, ...rest }: ShownSetProps) {
  const set = useSet(rest.slug, round, id);
  return (
    <>
      <ProblemNotice error={set.error} />
      {set.isPending && <Loading rows={8} label="Loading who is where" />}
      {set.data && <Board {...rest} round={round} set={set.data} />}
    </>
  );
}
