import type { SetView, StaffRoundView } from '../../breakouts/view.ts';
import { columnsOf, roomName } from './board.ts';

/** On paper alone: who is in which room, and where each is by name. */
export function PrintOut({
  round,
  set,
  title,
}: {
  readonly round: StaffRoundView;
  readonly set: SetView;
  readonly title: string;
}) {
  return (
    <div className="print-out">
      <h1>{title}: who is where</h1>
      <div className="print-rooms">
        {columnsOf(round, set).map(({ room, people }) => (
          <section key={room.id}>
            <h2>
              {room.name} ({people.length})
            </h2>
            {room.topic !== null && <p>{room.topic}</p>}
            <ul>
              {people.map(({ participant, name, organisation }) => (
                <li key={participant}>
                  {name}
                  {organisation !== null && `, ${organisation}`}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <h1 className="print-names-title">{title}: by name</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Organisation</th>
            <th scope="col">Room</th>
          </tr>
        </thead>
        <tbody>
          {set.places.map(({ participant, name, organisation, room }) => (
            <tr key={participant}>
              <td>{name}</td>
              <td>{organisation}</td>
              <td>{roomName(room, round.rooms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
