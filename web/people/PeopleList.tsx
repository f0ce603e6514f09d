import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { ParticipantView } from '../../people/view.ts';
import { Empty, Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { PageKeys } from '../shell/PageKeys.tsx';
import { useFocusOnceShown } from '../shell/use-focus-once-shown.ts';
import { AddPerson } from './AddPerson.tsx';
import { BulkBar } from './BulkBar.tsx';
import { focusSearch, PeopleFilters } from './PeopleFilters.tsx';
import { PeopleTable } from './PeopleTable.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { EVERYBODY, isFiltered, type PeopleQuery, peopleAddress } from './people-query.ts';
import { useCounts, usePeople } from './queries.ts';
import { StatePicks } from './StatePicks.tsx';
import { countSelected, NOBODY, type Selection, toggled, toggledShown } from './selection.ts';
import type { Look } from './use-people-query.ts';
import { numberText, peopleText } from './wording.ts';

export interface PeopleListProps {
  readonly slug: string;
  readonly query: PeopleQuery;
  readonly look: Look;
  readonly mayEdit: boolean;
  readonly days: readonly number[];
}

/** Everybody, or whom the filter matches, with what can be done for one or for many. */
export function PeopleList(props: PeopleListProps) {
  const { slug, query, look, mayEdit, days } = props;
  const [adding, setAdding] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const counts = useCounts(slug);
  const total = counts.data?.total ?? null;
  // Whoever looks is on the list themselves, as a rule.
  const isNew = total !== null && total <= 1 && !isFiltered(query);
  return (
    <>
      {mayEdit && !isNew && <ListActions slug={slug} look={look} onAdd={() => setAdding(true)} />}
      {done !== null && <Notice tone="done" title={done} />}
      {isNew ? (
        <>
          <NobodyYet {...props} isEmpty={total === 0} onAdd={() => setAdding(true)} />
          {total === 1 && <Matching {...props} onDone={setDone} />}
        </>
      ) : (
        <>
          <StatePicks slug={slug} query={query} look={look} counts={counts.data?.states ?? null} />
          <PeopleFilters slug={slug} query={query} look={look} />
          <Matching {...props} onDone={setDone} />
        </>
      )}
      {query.person !== null && (
        <PersonPanel
          key={query.person}
          slug={slug}
          id={query.person}
          mayEdit={mayEdit}
          days={days}
          onClose={() => look({ person: null })}
        />
      )}
      <PageKeys keys={[{ key: '/', what: 'Search by name or address', act: focusSearch }]} />
      {adding && (
        <AddPerson
          slug={slug}
          onClose={() => setAdding(false)}
          onAdded={({ name }) => {
            setAdding(false);
            setDone(`${name} was added.`);
          }}
        />
      )}
    </>
  );
}

function ListActions({
  slug,
  look,
  onAdd,
}: {
  readonly slug: string;
  readonly look: Look;
  readonly onAdd: () => void;
}) {
  return (
    <div className="people-actions buttons">
      <Button onClick={onAdd}>Add one person</Button>
      <Button variant="default" onClick={() => look({ ...EVERYBODY, part: 'import' })}>
        Import a file
      </Button>
      <a className="text-link people-export" href={`/api/events/${slug}/people/export.csv`} download>
        Export as CSV
      </a>
    </div>
  );
}

interface NobodyYetProps extends PeopleListProps {
  readonly isEmpty: boolean;
  readonly onAdd: () => void;
}

function NobodyYet({ slug, look, mayEdit, isEmpty, onAdd }: NobodyYetProps) {
  return (
    <Empty title={isEmpty ? 'Nobody is here yet.' : 'Nobody else is here yet.'}>
      {mayEdit ? (
        <>
          <p>
            Import a file with one person in each row: name, address and organisation. You see what would happen before
            anything is stored, and nobody is written to until you invite them.
          </p>
          <div className="buttons">
            <Button component="a" href={peopleAddress(slug, EVERYBODY, { part: 'import' })}>
              Import a file
            </Button>
            <Button variant="default" onClick={() => onAdd()}>
              Add one person
            </Button>
            <Button variant="default" onClick={() => look({ part: 'organisations' })}>
              Add organisations first
            </Button>
          </div>
        </>
      ) : (
        <p>As soon as the organisers have added people, you find them here.</p>
      )}
    </Empty>
  );
}

function Matching({
  slug,
  query,
  look,
  mayEdit,
  days,
  onDone,
}: PeopleListProps & { readonly onDone: (done: string) => void }) {
  const { selection, select, toggle } = useSelection(query);
  const list = usePeople(slug, query);
  const goOnAt = useFocusOnceShown();
  if (list.isPending) return <Loading rows={8} label="The list is loading." />;
  if (list.data === undefined) return <ProblemNotice error={list.error} />;
  const people = eachOnce(list.data.pages.flatMap((page) => page.people));
  const matching = list.data.pages[0]?.matching ?? 0;
  // Whoever asks for more by keys goes on at the first of those who came.
  const more = async () => {
    const first = (await list.fetchNextPage()).data?.pages.flatMap((page) => page.people)[people.length];
    if (first) goOnAt(`person-${first.id}`);
  };
  const bulk = { slug, query, selection, matching, days, shown: people.length };
  return (
    <>
      <p className="people-matching" role="status">
        {matchingText(matching, people.length, isFiltered(query))}
      </p>
      {list.isError && <ProblemNotice error={list.error} />}
      {mayEdit && countSelected(selection, matching) > 0 && (
        <BulkBar {...bulk} onSelect={(next) => select(() => next)} onDone={onDone} />
      )}
      {matching === 0 ? (
        <NobodyMatches look={look} />
      ) : (
        <PeopleTable
          slug={slug}
          query={query}
          look={look}
          people={people}
          numbered={query.state === 'waiting'}
          selection={mayEdit ? selection : null}
          onToggle={toggle}
          onToggleAll={() =>
            select((before) =>
              toggledShown(
                before,
                people.map(({ id }) => id),
              ),
            )
          }
        />
      )}
      {list.hasNextPage && <MoreButton left={matching - people.length} busy={list.isFetchingNextPage} onMore={more} />}
    </>
  );
}

/** Somebody who was renamed meanwhile may come a second time. */
function eachOnce(people: readonly ParticipantView[]): readonly ParticipantView[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** A filter that changes lets the selection go: it was made of what the filter showed. */
function useSelection({ search, organisation, state, role }: PeopleQuery) {
  const filter = JSON.stringify([search.trim(), organisation, state, role]);
  const [kept, setKept] = useState({ filter, selection: NOBODY });
  const select = useCallback(
    (next: (selection: Selection) => Selection) =>
      setKept((before) => ({ filter, selection: next(before.filter === filter ? before.selection : NOBODY) })),
    [filter],
  );
  const toggle = useCallback((id: string) => select((selection) => toggled(selection, id)), [select]);
  return { selection: kept.filter === filter ? kept.selection : NOBODY, select, toggle };
}

function matchingText(matching: number, shown: number, filtered: boolean): string {
  const all = filtered ? `${peopleText(matching)} ${matching === 1 ? 'matches' : 'match'}` : peopleText(matching);
  return shown < matching ? `${all}, ${numberText(shown)} shown.` : `${all}.`;
}

function NobodyMatches({ look }: { readonly look: Look }) {
  return (
    <Empty title="Nobody matches.">
      <p>Search for a part of a name or address, or look at everybody.</p>
      <Button variant="default" onClick={() => look(EVERYBODY)}>
        Show everybody
      </Button>
    </Empty>
  );
}

function MoreButton({
  left,
  busy,
  onMore,
}: {
  readonly left: number;
  readonly busy: boolean;
  readonly onMore: () => void;
}) {
  return (
    <Button className="people-more" variant="default" aria-disabled={busy} onClick={() => !busy && onMore()}>
      {busy ? 'Loading' : `Show ${numberText(Math.min(100, left))} more of ${numberText(left)}`}
    </Button>
  );
}
