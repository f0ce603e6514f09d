import { Empty } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import { WrittenAt } from '../shell/use-live.ts';
import { Console } from './Console.tsx';
import type { ChairPageState } from './chair-state.ts';
import { DaySwitch } from './DaySwitch.tsx';

/** The chair's page: one running day, and all that can be done with it. */
export function ChairPage(state: ChairPageState) {
  const { session, day, days, view, writtenAt } = state;
  const { slug } = session.event;
  return (
    <WrittenAt value={writtenAt}>
      <SignedInShell session={session} here={`/e/${slug}/chair`}>
        {view === null ? (
          <>
            <h1 className="page-title">{day ? `Day ${day.number}` : 'Chair'}</h1>
            <DaySwitch slug={slug} days={days} shown={day?.number ?? null} />
            <Unpublished hasDay={day !== null} />
          </>
        ) : (
          <Console {...state} written={view} />
        )}
      </SignedInShell>
    </WrittenAt>
  );
}

function Unpublished({ hasDay }: { readonly hasDay: boolean }) {
  return hasDay ? (
    <Empty title="This day is not published yet.">
      <p>Organisers publish the agenda on their plan. After that, load this page again to run the day.</p>
    </Empty>
  ) : (
    <Empty title="There is no day that you can run.">
      <p>Organisers say who chairs which day.</p>
    </Empty>
  );
}
