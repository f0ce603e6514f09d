import type { OwnRoundView } from '../../../breakouts/view.ts';
import { peopleText } from './room-words.ts';

/** So many are named without being unfolded. */
const SHOWN = 6;

/** Who leads the room, and who else is in it, as far as the event lets it be seen. */
export function People({ room }: { readonly room: NonNullable<OwnRoundView['room']> }) {
  const { facilitator, rapporteur, people, size } = room;
  const names = people && (
    <ul className="room-people">
      {people.map(({ name, organisation }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may have the same name, and the list is in their order
        <li key={place}>
          <bdi>{name}</bdi>
          {organisation !== null && (
            <span className="room-small">
              {' '}
              · <bdi>{organisation}</bdi>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {(facilitator !== null || rapporteur !== null) && (
        <p className="room-line room-small">
          {facilitator !== null && (
            <span>
              Facilitator: <bdi>{facilitator}</bdi>
            </span>
          )}
          {rapporteur !== null && (
            <span>
              Rapporteur: <bdi>{rapporteur}</bdi>
            </span>
          )}
        </p>
      )}
      {!names || people.length <= SHOWN ? (
        <>
          <p className="room-line">{peopleText(size)}</p>
          {names}
        </>
      ) : (
        <details className="room-more">
          <summary>{peopleText(size)}</summary>
          {names}
        </details>
      )}
    </>
  );
}
