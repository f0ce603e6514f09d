import { type ReactNode, useEffect, useState } from 'react';
import type { NowView } from '../../agenda/show/show-view.ts';
import type { HelpDeskView } from '../../people/help/help-schema.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { useTopic, WrittenAt } from '../shell/use-live.ts';
import {
  accessAddress,
  attendanceAddress,
  helpdeskAddress,
  homeAddress,
  peopleAddress,
  planAddress,
  pollsAddress,
  registrationAddress,
} from './addresses.ts';
import { DayColumns } from './DayColumns.tsx';
import { type BreakCounts, type OpenPoint, type OpenQuestion, openPoints, type Urgency } from './open-points.ts';
import { PublishPanel } from './PublishPanel.tsx';
import { useDraft, useDraftChanges, usePeopleWith, useRegistration } from './queries.ts';
import { RunningBoard } from './RunningBoard.tsx';
import { Said } from './Said.tsx';

export interface HomePageProps {
  readonly session: Session;
  /** What is on, and who asks for help, when the page was written: UTC milliseconds of the server's clock. */
  readonly now: NowView;
  readonly help: HelpDeskView;
  readonly breaks: BreakCounts;
  readonly at: number;
}

/** The organiser's first look: what runs, how the days fit, and what is open. */
export function HomePage(props: HomePageProps) {
  return (
    <WrittenAt value={props.at}>
      <Home {...props} />
    </WrittenAt>
  );
}

function Home({ session, now, help, breaks }: HomePageProps) {
  const { slug, name } = session.event;
  const [said, say] = useState('');
  const draft = useDraft(slug);
  return (
    <SignedInShell session={session} here={homeAddress(slug)}>
      <h1 className="page-title" dir="auto">
        {name}
      </h1>
      <Said text={said} />
      <RunningBoard slug={slug} written={now} />
      <div className="home">
        <section className="home-open" aria-labelledby="open-title">
          <h2 className="section-title" id="open-title">
            What is open
          </h2>
          <OpenList slug={slug} written={help} breaks={breaks} />
        </section>
        <section className="home-days" aria-labelledby="days-title">
          <h2 className="section-title" id="days-title">
            The days
          </h2>
          {draft.isPending && <Loading rows={4} label="Loading the plan" />}
          <ProblemNotice error={draft.error} />
          {draft.data && <DayColumns draft={draft.data} />}
        </section>
      </div>
      {draft.data && <PublishPanel draft={draft.data} mayPublish onSaid={say} />}
      <Ways slug={slug} />
    </SignedInShell>
  );
}

interface OpenListProps {
  readonly slug: string;
  readonly written: HelpDeskView;
  readonly breaks: BreakCounts;
}

/** Shown when everything is known, so that no line jumps in above another. */
function OpenList({ slug, written, breaks }: OpenListProps) {
  const { state: help } = useTopic<HelpDeskView>('help', written);
  const draft = useDraft(slug);
  const changes = useDraftChanges(slug);
  const registration = useRegistration(slug);
  const waiting = usePeopleWith(slug, 'waitingFor=approval');
  const now = useNow();
  const queries = [draft, changes, registration, waiting];
  if (now === null || queries.some(({ isPending }) => isPending))
    return <Loading rows={4} label="Loading what is open" />;
  const failed = queries.find(({ isError }) => isError)?.error;
  const points =
    draft.data &&
    openPoints({
      draft: draft.data,
      unpublished: { changes: changes.data?.changes.length ?? 0, differs: changes.data?.differs ?? false },
      registration: registration.data ?? null,
      people: waiting.data
        ? {
            states: waiting.data.states,
            waitingForApproval: waiting.data.matching,
          }
        : null,
      help: askersIn(help ?? written),
      breaks,
      now,
    });
  return (
    <>
      <ProblemNotice error={failed} />
      {points && <Points points={points} />}
    </>
  );
}

function askersIn({ requests }: HelpDeskView): OpenQuestion['help'] {
  const count = (wanted: string) => requests.filter(({ state }) => state === wanted).length;
  return { waiting: count('waiting'), taken: count('taken') };
}

/** UTC milliseconds; null on the server, and until the page is taken over. */
function useNow(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => setNow(Date.now()), []);
  return now;
}

const WORDS: Readonly<Record<Urgency, string>> = { now: 'Now', soon: 'Soon', later: 'Later' };

function Points({ points }: { readonly points: readonly OpenPoint[] }): ReactNode {
  if (points.length === 0) return <p className="open-none">Nothing is open.</p>;
  return (
    <ul className="open-points">
      {points.map(({ urgency, text, href }) => (
        <li key={href + text} data-urgency={urgency}>
          <span className="open-urgency">{WORDS[urgency]}</span>
          <a href={href} dir="auto">
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The organiser's pages, with what each is for. */
function Ways({ slug }: { readonly slug: string }) {
  const ways = [
    [planAddress(slug), 'Plan', 'Days, chairs and sessions, and a plan from spreadsheets.'],
    [pollsAddress(slug), 'Polls', 'A quick poll for each break, and what it came to.'],
    [peopleAddress(slug), 'People', 'Who is in, who is invited, and who may do what.'],
    [registrationAddress(slug), 'Registration', 'When it opens, how many there is place for, what people agree to.'],
    [helpdeskAddress(slug), 'Helpdesk', 'Who asks for help, and what is done about it.'],
    [attendanceAddress(slug), 'Attendance', 'How many came to what, and for how long.'],
    [accessAddress(slug), 'Keys and log', 'Keys for programs, and who did what when.'],
  ] as const;
  return (
    <nav className="section" aria-labelledby="ways-title">
      <h2 className="section-title" id="ways-title">
        Where to go on
      </h2>
      <ul className="ways">
        {ways.map(([href, name, what]) => (
          <li key={href}>
            <a href={href}>{name}</a>
            <span>{what}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
