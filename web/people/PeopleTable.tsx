import { memo } from 'react';
import type { ParticipantView } from '../../people/view.ts';
import { ApproveButton } from './ApproveButton.tsx';
import { follow } from './follow.ts';
import { type PeopleQuery, peopleAddress } from './people-query.ts';
import { StateLabel } from './StateMark.tsx';
import { isSelected, type Selection } from './selection.ts';
import type { Look } from './use-people-query.ts';
import { roleText } from './wording.ts';

export interface PeopleTableProps {
  readonly slug: string;
  readonly query: PeopleQuery;
  readonly look: Look;
  readonly people: readonly ParticipantView[];
  /** Whether the order of the list is one to number: the waiting list. */
  readonly numbered: boolean;
  /** Null for those who change nothing. */
  readonly selection: Selection | null;
  readonly onToggle: (id: string) => void;
  readonly onToggleAll: () => void;
}

/** The list: a table where there is the width for one, below that a card for each person. */
export function PeopleTable(props: PeopleTableProps) {
  const { people, selection, numbered, onToggleAll } = props;
  const all = selection !== null && people.every(({ id }) => isSelected(selection, id));
  return (
    <table className="people-table" data-ticks={selection !== null || undefined}>
      <caption className="visually-hidden">People</caption>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="people-tick">
              <label>
                <input type="checkbox" checked={all} onChange={onToggleAll} />
                <span className="people-tick-label">Select all that are shown</span>
              </label>
            </th>
          )}
          {numbered && <th scope="col">Line</th>}
          <th scope="col">Name and address</th>
          <th scope="col">State</th>
          <th scope="col">Organisation</th>
          <th scope="col">Roles</th>
          <th scope="col">Expertise</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person, place) => (
          <Row
            key={person.id}
            slug={props.slug}
            query={props.query}
            look={props.look}
            onToggle={props.onToggle}
            person={person}
            place={numbered ? place + 1 : null}
            ticked={selection && isSelected(selection, person.id)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<PeopleTableProps, 'slug' | 'query' | 'look' | 'onToggle'> {
  readonly person: ParticipantView;
  readonly place: number | null;
  readonly ticked: boolean | null;
}

function PlainRow({ slug, query, look, person, place, ticked, onToggle }: RowProps) {
  const { id, name, email, organisation, roles, tags } = person;
  const awaitsWord = ticked !== null && person.state === 'waiting' && person.waitingFor === 'approval';
  return (
    <tr data-selected={ticked || undefined}>
      {ticked !== null && (
        <td className="people-tick">
          <label>
            <input type="checkbox" checked={ticked} onChange={() => onToggle(id)} />
            <span className="visually-hidden">Select {name}</span>
          </label>
        </td>
      )}
      {place !== null && <td className="people-place">{place}</td>}
      <td className="people-who">
        <a
          id={`person-${id}`}
          className="people-name"
          dir="auto"
          href={peopleAddress(slug, query, { person: id })}
          onClick={(click) => follow(click, () => look({ person: id }))}
        >
          {name}
        </a>
        <span className="people-email">{email ?? 'No address is held any more.'}</span>
      </td>
      <td className="people-state">
        <StateLabel person={person} />
        {awaitsWord && <ApproveButton slug={slug} person={person} />}
      </td>
      <td className="people-organisation" dir="auto">
        {organisation?.name}
      </td>
      <td className="people-roles">{roles.map(roleText).join(', ')}</td>
      <td className="people-tags" dir="auto">
        {tags.join(', ')}
      </td>
    </tr>
  );
}

/** Drawn again only when something in it changed: a list may be ten thousand rows long. */
const Row = memo(
  PlainRow,
  (before, after) =>
    before.person === after.person &&
    before.ticked === after.ticked &&
    before.place === after.place &&
    before.query === after.query &&
    before.onToggle === after.onToggle,
);
