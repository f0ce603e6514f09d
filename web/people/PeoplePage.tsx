import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { follow } from './follow.ts';
import { ImportPanel } from './ImportPanel.tsx';
import { OrganisationsPanel } from './OrganisationsPanel.tsx';
import { PeopleList } from './PeopleList.tsx';
import { type Part, peopleAddress, readPeopleQuery } from './people-query.ts';
import { type Look, usePeopleQuery } from './use-people-query.ts';

export interface PeoplePageProps {
  readonly session: Session;
  readonly mayEdit: boolean;
  readonly days: readonly number[];
  /** The part of the address after its `?`. */
  readonly search: string;
}

/** Who is in the event, who may come, and what each may do. */
export function PeoplePage({ session, mayEdit, days, search }: PeoplePageProps) {
  const { slug } = session.event;
  const [query, look] = usePeopleQuery(slug, readPeopleQuery(new URLSearchParams(search)));
  const part = mayEdit ? query.part : 'list';
  return (
    <SignedInShell session={session} here={`/e/${slug}/organise/people`}>
      <div className="people-head">
        <h1 className="page-title">People</h1>
        {mayEdit && <Parts slug={slug} part={part} look={look} />}
      </div>
      {part === 'list' && <PeopleList slug={slug} query={query} look={look} mayEdit={mayEdit} days={days} />}
      {part === 'organisations' && <OrganisationsPanel slug={slug} look={look} />}
      {part === 'import' && <ImportPanel slug={slug} look={look} />}
    </SignedInShell>
  );
}

const PART_NAMES: Readonly<Record<Part, string>> = {
  list: 'List',
  organisations: 'Organisations',
  import: 'Import',
};

function Parts({ slug, part, look }: { readonly slug: string; readonly part: Part; readonly look: Look }) {
  const bare = readPeopleQuery(new URLSearchParams());
  return (
    <nav className="people-parts" aria-label="Parts of this page">
      {(Object.keys(PART_NAMES) as Part[]).map((each) => (
        <a
          key={each}
          className="people-pick"
          href={peopleAddress(slug, bare, { part: each })}
          aria-current={each === part ? 'page' : undefined}
          onClick={(click) => follow(click, () => look({ ...bare, part: each }))}
        >
          {PART_NAMES[each]}
        </a>
      ))}
    </nav>
  );
}
