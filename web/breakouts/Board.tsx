import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import type { FiguresView, MoveCostView, SetView, StaffRoundView } from '../../breakouts/view.ts';
import { call } from '../shell/api.ts';
import { TextField } from '../shell/fields.tsx';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { PageKeys } from '../shell/PageKeys.tsx';
import { BoardProblem } from './BoardProblem.tsx';
import { type Column, columnId, columnsOf, type Somebody, somebodies } from './board.ts';
import { Columns } from './Columns.tsx';
import { Figures } from './Figures.tsx';
import { costLine } from './figure-rows.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { NoShows } from './NoShows.tsx';
import { foundIn } from './PersonField.tsx';
import { PrintOut } from './PrintOut.tsx';
import type { PartProps } from './part-props.ts';
import { apiOf } from './queries.ts';
import { isRunning, personText } from './round-words.ts';
import { useBoard } from './use-board.ts';

export interface BoardProps extends PartProps {
  readonly round: StaffRoundView;
  readonly set: SetView;
  /** Of the session. */
  readonly title: string;
}

/** Rooms as columns of people. */
export function Board({ round, set, title, ...rest }: BoardProps) {
  const { slug, onSaid } = rest;
  const hands = useBoard(slug, round, set, onSaid);
  const [find, setFind] = useState('');
  const [opened, setOpened] = useState<{ readonly person: string; readonly room: string | null } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [cost, setCost] = useState<string | null>(null);
  const hovered = useRef<string | null>(null);
  const finder = useRef<HTMLDivElement>(null);
  const people = somebodies(set);
  const columns = columnsOf(round, set);
  const readOnly = round.state === 'closed' || round.state === 'reported';
  const person = people.find(({ participant }) => participant === opened?.person);
  const found = find.trim() === '' ? null : new Set(foundIn(people, find).map(({ participant }) => participant));
  const canUndo = !readOnly && set.undoable > 0 && !hands.busy;
  const undo = () => void hands.undo();
  const open = (each: string, room: string | null) => {
    hands.clear();
    setOpened({ person: each, room });
  };
  const enter = (room: string) => {
    if (hovered.current === room || dragged === null) return;
    hovered.current = room;
    const mover = people.find(({ participant }) => participant === dragged);
    if (!mover || mover.room === room) {
      setCost(null);
      return;
    }
    setCost(`${mover.name}: looking at what it costs.`);
    void hands.weigh([{ participant: dragged, room }]).then(
      (weighed) => hovered.current === room && setCost(costOf(mover.name, weighed)),
      () => hovered.current === room && setCost(`${mover.name}: what it costs could not be told.`),
    );
  };
  const end = () => {
    hovered.current = null;
    setDragged(null);
    setCost(null);
  };
  const drop = (event: DragEvent, room: string | null) => {
    event.preventDefault();
    const mover = people.find(({ participant }) => participant === dragged);
    if (mover && mover.room !== room) open(mover.participant, room);
    end();
  };
  return (
    <>
      <div className="no-print">
        <div className="board-tools">
          <div ref={finder}>
            <TextField
              label="Find somebody"
              type="search"
              value={find}
              onChange={setFind}
              {...(found && { hint: <span role="status">{foundText(found.size)}</span> })}
            />
          </div>
          <div className="buttons">
            {!readOnly && (
              <Button variant="default" disabled={!canUndo} onClick={undo}>
                Undo the last step
              </Button>
            )}
            <Button variant="default" onClick={() => print()}>
              Print who is where
            </Button>
          </div>
        </div>
        {!(opened && person) && <BoardProblem hands={hands} />}
        <p className="breakouts-hint">
          {readOnly
            ? 'The round has closed: places stay as they were. Press a name to see why somebody was where they were.'
            : 'Drag a person to another room, or press their name to move, swap or lock them. What it costs is told before.'}
        </p>
        <Jumps columns={columns} unplaced={set.unplaced.length} />
        <Columns
          columns={columns}
          isRunning={isRunning(round.state)}
          found={found}
          dragged={dragged}
          draggable={!readOnly && !hands.busy}
          onOpen={(each) => open(each, null)}
          onDrag={setDragged}
          onEnter={enter}
          onDrop={drop}
          onEnd={end}
        />
        <p className="board-cost" role="status" data-shown={cost !== null || undefined}>
          {cost}
        </p>
        <Aside id={WITHOUT} title="Without a place" none="Everybody has a place." people={set.unplaced}>
          {(each) => (
            <button type="button" className="board-person" onClick={() => open(each.participant, null)}>
              <bdi>{personText(each)}</bdi>
            </button>
          )}
        </Aside>
        <Aside title="Absent" none="Nobody said that they will be absent." people={set.absent}>
          {(each) => (
            <>
              <bdi>{personText(each)}</bdi>
              {!readOnly && (
                <button
                  type="button"
                  className="plain-button"
                  disabled={hands.busy}
                  onClick={() => void hands.setAbsent(each.participant, false, `${each.name} is not absent any more.`)}
                >
                  Here after all<span className="visually-hidden">: {each.name}</span>
                </button>
              )}
            </>
          )}
        </Aside>
        {isRunning(round.state) && round.set === set.id && (
          <NoShows slug={slug} round={round} set={set} hands={hands} />
        )}
        <SetFigures slug={slug} round={round} set={set} />
        <PageKeys
          keys={[
            { key: '/', what: 'Find somebody', act: () => finder.current?.querySelector('input')?.focus() },
            { key: 'u', what: 'Undo the last step', act: canUndo ? undo : null },
          ]}
        />
      </div>
      <PrintOut round={round} set={set} title={title} />
      {opened && person && (
        <MoveDialog
          key={person.participant}
          {...rest}
          {...{ round, set, hands, person, readOnly }}
          first={opened.room}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** Where the page is many screens long: to each room while they stand below each other, and to who has no place. */
function Jumps({ columns, unplaced }: { readonly columns: readonly Column[]; readonly unplaced: number }) {
  return (
    <nav className="board-jumps" aria-label="Rooms">
      {columns.map(({ room, people }) => (
        <a key={room.id} className="text-link tall-link board-jump" href={`#${columnId(room.id)}`}>
          <bdi>{room.name}</bdi> {people.length}
        </a>
      ))}
      {unplaced > 0 && (
        <a className="text-link tall-link" href={`#${WITHOUT}`}>
          Without a place {unplaced}
        </a>
      )}
    </nav>
  );
}

const WITHOUT = 'without-a-place';

/** What forbids a move names who is meant. */
const costOf = (name: string, weighed: MoveCostView): string =>
  weighed.broken.length > 0 ? costLine(weighed) : `${name}. ${costLine(weighed)}`;

const foundText = (count: number): string =>
  count === 0 ? 'Nobody is found.' : `${count === 1 ? '1 person is' : `${count} people are`} marked below.`;

interface AsideProps {
  /** Of its place in the page. */
  readonly id?: string;
  readonly title: string;
  readonly none: string;
  readonly people: readonly Pick<Somebody, 'participant' | 'name' | 'organisation'>[];
  readonly children: (person: Pick<Somebody, 'participant' | 'name' | 'organisation'>) => React.ReactNode;
}

function Aside({ id, title, none, people, children }: AsideProps) {
  return (
    <section className="board-aside" id={id} aria-label={title}>
      <h2 className="breakouts-part-title">
        {title} {people.length > 0 && <span className="breakouts-size">{people.length}</span>}
      </h2>
      {people.length === 0 ? (
        <p className="breakouts-hint">{none}</p>
      ) : (
        <ul className="board-people">
          {people.map((each) => (
            <li key={each.participant}>{children(each)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SetFigures({
  slug,
  round,
  set,
}: {
  readonly slug: string;
  readonly round: StaffRoundView;
  readonly set: SetView;
}) {
  const [isOpen, setOpen] = useState(false);
  const figures = useQuery({
    queryKey: ['breakout-figures', set.id, set.revision, set.unplaced.length, set.absent.length],
    queryFn: ({ signal }) => call<FiguresView>(`${apiOf(slug)}/rounds/${round.id}/sets/${set.id}/figures`, { signal }),
    enabled: isOpen,
    refetchOnWindowFocus: false,
  });
  return (
    <details className="board-figures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What this set comes to, with the sets in use of the other rounds</summary>
      <ProblemNotice error={figures.error} />
      {isOpen && figures.isPending && <Loading rows={4} label="Loading the figures" />}
      {figures.data && <Figures figures={figures.data} />}
    </details>
  );
}
