import { type ReactNode, useEffect, useState } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { shortDay } from '../clock-face.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { type PlanView, planAddress, readPlanAddress } from './addresses.ts';
import { Fit } from './DayFit.tsx';
import { DayView } from './DayView.tsx';
import { EventForm } from './EventForm.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { useBackAndForward, useLeaving } from './leaving.tsx';
import { NewDay } from './NewDay.tsx';
import { PublishPanel } from './PublishPanel.tsx';
import { useDraft } from './queries.ts';
import type { PlanRights } from './rights.ts';
import { Said } from './Said.tsx';
import { Shortcuts } from './Shortcuts.tsx';

export interface PlanPageProps {
  readonly session: Session;
  readonly rights: PlanRights;
  /** What the page's address asks for, from its `?` on. */
  readonly search: string;
}

/** The plan in plain forms: a day at a time, with what is wrong with it beside it. */
export function PlanPage({ session, rights, search }: PlanPageProps) {
  const { slug } = session.event;
  const draft = useDraft(slug);
  return (
    <SignedInShell session={session} here={planAddress(slug)}>
      <h1 className="page-title">Plan</h1>
      {!rights.edit && <p className="page-lead">You can read the plan. Organisers change it.</p>}
      <ProblemNotice error={draft.error} />
      {draft.isPending && <Loading rows={6} label="Loading the plan" />}
      {draft.data && <Plan draft={draft.data} rights={rights} search={search} />}
    </SignedInShell>
  );
}

interface Asked {
  readonly view: PlanView;
  readonly open: ReadonlySet<string>;
}

function Plan({ draft, rights, search }: { draft: DraftView; rights: PlanRights; search: string }) {
  const { slug } = draft.event;
  const [asked, setAsked] = useState<Asked>(() => askedBy(search, draft));
  const [adding, setAdding] = useState(false);
  const [said, say] = useState('');
  const leaving = useLeaving();
  const { view, open } = asked;
  const day = draft.days.find(({ number }) => number === view);
  const go = (next: PlanView, session: string | null = null) => {
    history.pushState(null, '', planAddress(slug, next, session));
    setAdding(false);
    setAsked({ view: next, open: new Set(session === null ? [] : [session]) });
  };
  useBackAndForward(leaving, () => setAsked(askedBy(location.search, draft)));
  useShown(open);
  const pick = (next: PlanView) => leaving.ask(() => go(next));
  const show = (session: string) => {
    setAsked({ view, open: new Set([...open, session]) });
    requestAnimationFrame(() => lookAt(session));
  };
  const toggle = (session: string) => {
    if (!open.has(session)) return setAsked({ view, open: new Set([...open, session]) });
    return setAsked({ view, open: new Set([...open].filter((each) => each !== session)) });
  };
  return (
    <>
      <Tabs draft={draft} view={view} mayEdit={rights.edit} onPick={pick} />
      <Said text={said} />
      <div key={String(day?.id ?? view)}>
        {day && (
          <DayView
            draft={draft}
            day={day}
            rights={rights}
            open={open}
            isAdding={adding}
            onToggle={toggle}
            onShow={show}
            onAdding={setAdding}
            onDay={(number) => go(number ?? 'new-day')}
            onSaid={say}
          />
        )}
        {view === 'event' && <EventForm draft={draft} readOnly={!rights.edit} onSaid={say} />}
        {view === 'new-day' && rights.edit && <NewDay draft={draft} onSaid={say} onDay={(number) => go(number)} />}
        {view === 'import' && rights.edit && (
          <ImportPanel draft={draft} onSaid={say} onDone={(after) => go(firstView(after))} />
        )}
        {!day && typeof view === 'number' && <p>There is no day {view} in this event.</p>}
      </div>
      <PublishPanel draft={draft} mayPublish={rights.edit} onSaid={say} />
      <Shortcuts onNew={day && rights.edit ? () => setAdding(true) : null} />
      {leaving.dialog}
    </>
  );
}

function askedBy(search: string, draft: DraftView): Asked {
  const { view, session } = readPlanAddress(search);
  return { view: view ?? firstView(draft), open: new Set(session === null ? [] : [session]) };
}

function firstView({ days }: DraftView): PlanView {
  return days[0]?.number ?? 'new-day';
}

/** Brings the session that the address names into view, once. */
function useShown(open: ReadonlySet<string>): void {
  const [first] = open;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the address named when the page was opened
  useEffect(() => {
    if (first !== undefined) lookAt(first);
  }, []);
}

function lookAt(session: string): void {
  document.getElementById(`session-${session}`)?.scrollIntoView({ block: 'start' });
  document.getElementById(`open-${session}`)?.focus({ preventScroll: true });
}

interface TabsProps {
  readonly draft: DraftView;
  readonly view: PlanView;
  readonly mayEdit: boolean;
  readonly onPick: (view: PlanView) => void;
}

function Tabs({ draft, view, mayEdit, onPick }: TabsProps) {
  const { slug } = draft.event;
  const others = [
    ['event', 'The event'],
    ...(mayEdit
      ? ([
          ['new-day', 'Add a day'],
          ['import', 'Import'],
        ] as const)
      : []),
  ] as const;
  const tab = (to: PlanView, content: ReactNode) => (
    <a
      className="plan-tab"
      href={planAddress(slug, to)}
      aria-current={to === view ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onPick(to);
      }}
    >
      {content}
    </a>
  );
  return (
    <nav className="plan-tabs" aria-label="Parts of the plan">
      <ul className="plan-tabs-days">
        {draft.days.map((day) => (
          <li key={day.id}>{tab(day.number, <DayTab day={day} />)}</li>
        ))}
      </ul>
      <ul className="plan-tabs-others">
        {others.map(([to, name]) => (
          <li key={to}>{tab(to, name)}</li>
        ))}
      </ul>
    </nav>
  );
}

function DayTab({ day }: { readonly day: DraftDay }) {
  return (
    <>
      <span className="plan-tab-name">
        Day {day.number} <span className="plan-tab-date">{shortDay(day.date)}</span>
      </span>
      <Fit day={day} />
    </>
  );
}
