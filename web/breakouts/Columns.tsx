import type { DragEvent } from 'react';
import { type Column, columnId, type Placed } from './board.ts';

export interface ColumnsProps {
  readonly columns: readonly Column[];
  /** Whether it is told who has joined. */
  readonly isRunning: boolean;
  /** Those who are looked for; null where nobody is. */
  readonly found: ReadonlySet<string> | null;
  readonly dragged: string | null;
  readonly draggable: boolean;
  readonly onOpen: (participant: string) => void;
  readonly onDrag: (participant: string) => void;
  readonly onEnter: (room: string) => void;
  readonly onDrop: (event: DragEvent, room: string) => void;
  readonly onEnd: () => void;
}

/** Rooms side by side, their people by name. */
export function Columns({ columns, onEnter, onDrop, ...rest }: ColumnsProps) {
  return (
    <div className="board">
      {columns.map(({ room, people }) => (
        <section
          key={room.id}
          id={columnId(room.id)}
          className="board-room"
          aria-label={room.name}
          data-target={rest.dragged !== null || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            onEnter(room.id);
          }}
          onDrop={(event) => onDrop(event, room.id)}
        >
          <h2 className="board-name">
            <bdi>{room.name}</bdi> <span className="breakouts-size">{sizeText(people.length, room.capacity)}</span>
          </h2>
          {room.topic !== null && (
            <p className="board-topic" dir="auto">
              {room.topic}
            </p>
          )}
          {people.length === 0 && <p className="breakouts-hint">Nobody is in this room.</p>}
          <ul className="board-people">
            {people.map((person) => (
              <PersonRow key={person.participant} person={person} lead={leadOf(person, room)} {...rest} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

const sizeText = (size: number, capacity: number | null): string =>
  capacity === null ? String(size) : `${size} of ${capacity}`;

function leadOf({ participant }: Placed, { facilitator, rapporteur }: Column['room']): string | null {
  if (facilitator?.participant === participant) return 'Facilitator';
  return rapporteur?.participant === participant ? 'Rapporteur' : null;
}

interface PersonRowProps extends Omit<ColumnsProps, 'columns' | 'onEnter' | 'onDrop'> {
  readonly person: Placed;
  readonly lead: string | null;
}

function PersonRow({ person, lead, isRunning, found, dragged, draggable, onOpen, onDrag, onEnd }: PersonRowProps) {
  const { participant, name, organisation, locked, joined } = person;
  return (
    <li data-found={found?.has(participant) || undefined} data-dragged={dragged === participant || undefined}>
      <button
        type="button"
        className="board-person"
        draggable={draggable}
        onClick={() => onOpen(participant)}
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', name);
          event.dataTransfer.effectAllowed = 'move';
          onDrag(participant);
        }}
        onDragEnd={onEnd}
      >
        <bdi className="board-person-name">{name}</bdi>
        <span className="board-person-of">
          {organisation !== null && <bdi>{organisation}</bdi>}
          {lead !== null && <strong>{lead}</strong>}
          {locked && <strong>Locked</strong>}
          {isRunning && <span>{joined ? 'Joined' : 'Not joined yet'}</span>}
        </span>
      </button>
    </li>
  );
}
