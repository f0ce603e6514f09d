import { useEffect, useState } from 'react';
import type { OwnQuestionsView, QuestionsView } from '../../questions/view.ts';
import { Select } from '../shell/fields.tsx';
import { Empty, Loading } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { useTopic, WrittenAt } from '../shell/use-live.ts';
import { useOwn } from '../shell/use-own.ts';
import { AsOf } from '../show/AsOf.tsx';
import { ShownZones } from '../show/times.tsx';
import { useOwnZone } from '../show/use-own-zone.ts';
import { AskForm } from './AskForm.tsx';
import { type AskDay, type AskPlace, titleOfPlace } from './ask-places.ts';
import { MyQuestions } from './MyQuestions.tsx';
import { QuestionList } from './QuestionList.tsx';

export interface AskState {
  readonly session: Session;
  /** UTC milliseconds of the server's clock. */
  readonly at: number;
  readonly days: readonly AskDay[];
  /** Places of what is on and next. */
  readonly near: readonly string[];
  /** Which one is shown first; null where there is none. */
  readonly place: string | null;
  /** Of that place. */
  readonly questions: QuestionsView | null;
  readonly own: OwnQuestionsView;
}

/** Questions for what is on and what comes: those of all, and one's own. */
export function AskPage({ state }: { readonly state: AskState }) {
  const { session, place } = state;
  const zones = { event: session.event.timeZone, own: useOwnZone(null) };
  return (
    <WrittenAt value={state.at}>
      <SignedInShell session={session} here={`/e/${session.event.slug}/ask`} saysAsOf>
        <div className="ask">
          <h1 className="page-title">Questions</h1>
          {place === null ? (
            <Empty title="The agenda is not published yet.">
              <p>As soon as it is, you can ask questions for its sessions here.</p>
            </Empty>
          ) : (
            <Asking state={state} first={place} />
          )}
        </div>
        <ShownZones value={zones}>
          <AsOf />
        </ShownZones>
      </SignedInShell>
    </WrittenAt>
  );
}

function Asking({ state, first }: { readonly state: AskState; readonly first: string }) {
  const { slug } = state.session.event;
  const [place, setPlace] = usePlace(first);
  const written = state.questions?.place === place ? state.questions : null;
  const view = useTopic<QuestionsView>(`questions:${place}`, written).state;
  const [own, setOwn] = useOwn<OwnQuestionsView>('my-questions', state.own);
  const title = titleOfPlace(state.days, place);
  return (
    <>
      <Select label="For which session or room" value={place} onChange={setPlace} choices={choicesOf(state)} />
      <AskForm key={place} slug={slug} place={place} isMember={state.session.me !== null} onOwn={setOwn} />
      <section className="section" aria-labelledby="asked">
        <h2 className="section-title" id="asked" dir="auto">
          {title}
        </h2>
        {view ? (
          <QuestionList key={place} slug={slug} view={view} own={own} onOwn={setOwn} />
        ) : (
          <Loading label="Loading the questions" />
        )}
      </section>
      <MyQuestions slug={slug} days={state.days} own={own} moderated={view?.moderated ?? false} onOwn={setOwn} />
    </>
  );
}

/** Which place is shown: in the address too, so that it is the same after a reload. */
function usePlace(first: string): [string, (place: string) => void] {
  const [place, setPlace] = useState(first);
  useEffect(() => {
    if (place !== first) history.replaceState(null, '', `?place=${encodeURIComponent(place)}`);
  }, [place, first]);
  return [place, setPlace];
}

/** Those that are on and next stand first; each is among those of its day, too, where it is looked for. */
function choicesOf({ days, near }: AskState) {
  const all = days.flatMap(({ places }) => places);
  const nearby = near.flatMap((place) => all.find((each) => each.place === place) ?? []);
  const groups = days.map(({ name, places }) => ({
    group: name,
    items: places.filter(({ place }) => !near.includes(place)).map(choiceOf),
  }));
  const first = nearby.map(choiceOf);
  return [{ group: 'On now, and next', items: first }, ...groups].filter(({ items }) => items.length > 0);
}

function choiceOf({ place, clock, title }: AskPlace) {
  return { value: place, label: clock === null ? title : `${clock} ${title}` };
}
