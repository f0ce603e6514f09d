import { Button } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { Moves } from '../../breakouts/schema.ts';
import type { MoveCostView, SetView, StaffRoundView } from '../../breakouts/view.ts';
import { Select } from '../shell/fields.tsx';
import { ProblemNotice } from '../shell/Notice.tsx';
import { useOpenDialog } from '../shell/open-dialog.ts';
import { BoardProblem } from './BoardProblem.tsx';
import { columnsOf, movesText, roomName, type Somebody, swapOf } from './board.ts';
import { costRows } from './figure-rows.ts';
import type { PartProps } from './part-props.ts';
import { personText } from './round-words.ts';
import type { BoardHands } from './use-board.ts';
import { WhyHere } from './WhyHere.tsx';

export interface MoveDialogProps extends PartProps {
  readonly round: StaffRoundView;
  readonly set: SetView;
  readonly hands: BoardHands;
  readonly person: Somebody;
  readonly readOnly: boolean;
  /** The room to which they were dragged; null where they were not. */
  readonly first: string | null;
  readonly onClose: () => void;
}

/** For `Move to`: nobody's id. */
const NO_ROOM = 'none';

/** One person: to another room, for another person, locked, absent; and why they are where they are. */
export function MoveDialog({ round, set, hands, person, readOnly, first, onClose, ...rest }: MoveDialogProps) {
  const dialog = useOpenDialog();
  const titleId = useId();
  const [room, setRoom] = useState(first ?? '');
  const [other, setOther] = useState('');
  const { participant, name, locked } = person;
  const swapped = set.places.find((each) => each.participant === other);
  const moves: Moves['moves'] = swapped
    ? swapOf(person, swapped)
    : room === '' || room === person.room
      ? []
      : [{ participant, room: room === NO_ROOM ? null : room }];
  const cost = useCost(hands, moves, set.revision);
  const isBroken = cost.weighed !== null && cost.weighed.broken.length > 0;
  const make = async () => {
    if (await hands.move(moves, `${movesText(moves, set, round.rooms)}.`)) onClose();
  };
  const doAndClose = async (work: Promise<boolean>) => {
    if (await work) onClose();
  };
  const where = person.room === null ? 'Without a place' : `In ${roomName(person.room, round.rooms)}`;
  return (
    <dialog
      ref={dialog}
      className="dialog move-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!hands.busy) onClose();
      }}
    >
      <h2 id={titleId} className="dialog-title" dir="auto">
        {personText(person)}
      </h2>
      <p className="breakouts-hint">
        {where}
        {locked && ', locked'}.
      </p>
      {!readOnly && (
        <>
          <div className="move-choices">
            <Select
              label="Move to…"
              value={room}
              onChange={(value) => {
                setRoom(value);
                setOther('');
              }}
              choices={[{ value: '', label: 'Choose a room' }, ...roomChoices(round, set, person)]}
            />
            {person.room !== null && (
              <Select
                label="Swap with…"
                value={other}
                onChange={(value) => {
                  setOther(value);
                  setRoom('');
                }}
                choices={[{ value: '', label: 'Choose somebody' }, ...swapChoices(round, set, person)]}
              />
            )}
          </div>
          <Cost {...cost} isChosen={moves.length > 0} />
          <BoardProblem hands={hands} />
          <div className="buttons">
            <Button disabled={moves.length === 0 || hands.busy || isBroken} onClick={() => void make()}>
              {swapped ? 'Swap the two' : 'Move'}
            </Button>
            <Button variant="default" disabled={hands.busy} onClick={onClose}>
              Leave as it is
            </Button>
          </div>
          <div className="buttons move-further">
            {person.room !== null && (
              <Button
                variant="default"
                disabled={hands.busy}
                onClick={() =>
                  void doAndClose(
                    hands.lock(participant, !locked, locked ? `${name} is not locked any more.` : `${name} is locked.`),
                  )
                }
              >
                {locked ? 'Take the lock off' : 'Lock in this room'}
              </Button>
            )}
            <Button
              variant="default"
              disabled={hands.busy}
              onClick={() => void doAndClose(hands.setAbsent(participant, true, `${name} is absent from this round.`))}
            >
              Absent from this round
            </Button>
          </div>
        </>
      )}
      <WhyHere {...rest} round={round} set={set.id} participant={participant} />
      {readOnly && (
        <div className="buttons">
          <Button onClick={onClose}>Close</Button>
        </div>
      )}
    </dialog>
  );
}

function roomChoices(round: StaffRoundView, set: SetView, person: Somebody) {
  const others = columnsOf(round, set).filter(({ room }) => room.id !== person.room);
  return [
    ...others.map(({ room, people }) => ({ value: room.id, label: `${room.name} (${people.length})` })),
    ...(person.room === null ? [] : [{ value: NO_ROOM, label: 'No room' }]),
  ];
}

function swapChoices(round: StaffRoundView, set: SetView, person: Somebody) {
  return columnsOf(round, set)
    .filter(({ room }) => room.id !== person.room)
    .map(({ room, people }) => ({
      group: room.name,
      items: people.map((each) => ({ value: each.participant, label: personText(each) })),
    }));
}

interface Weighing {
  readonly weighed: MoveCostView | null;
  readonly error: unknown;
}

/** What chosen moves would come to, as soon as they are chosen, and anew when somebody else has changed the set. */
function useCost({ weigh }: BoardHands, moves: Moves['moves'], revision: number): Weighing {
  const [cost, setCost] = useState<Weighing & { readonly key: string }>({ key: '', weighed: null, error: null });
  const key = JSON.stringify([revision, moves]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the moves and the set
  useEffect(() => {
    if (moves.length === 0) return;
    let isHere = true;
    weigh(moves).then(
      (weighed) => isHere && setCost({ key, weighed, error: null }),
      (error) => isHere && setCost({ key, weighed: null, error }),
    );
    return () => {
      isHere = false;
    };
  }, [key]);
  return cost.key === key ? cost : { weighed: null, error: null };
}

function Cost({ weighed, error, isChosen }: Weighing & { readonly isChosen: boolean }) {
  const rows = weighed ? costRows(weighed) : [];
  return (
    <div className="move-cost" role="status">
      <ProblemNotice error={error} />
      {!isChosen && <p className="breakouts-hint">What it costs is told here before anything is moved.</p>}
      {isChosen && !weighed && !error && <p className="breakouts-hint">Looking at what it costs.</p>}
      {weighed && weighed.broken.length > 0 && (
        <ul className="move-broken">
          {weighed.broken.map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      {weighed && weighed.broken.length === 0 && rows.length === 0 && <p>No figure changes.</p>}
      {rows.length > 0 && (
        <ul className="move-rows">
          {rows.map(({ name, change, verdict, isWorse }) => (
            <li key={name} data-worse={isWorse || undefined}>
              <span>{name}</span> <span className="move-change">{change}</span> <strong>{verdict}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
