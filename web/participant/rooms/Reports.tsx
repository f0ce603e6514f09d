import { useEffect, useState } from 'react';
import { SUMMARY_FIELDS } from '../../../breakouts/summary-fields.ts';
import type { ReportsView, SummaryTexts } from '../../../breakouts/view.ts';
import { call } from '../../shell/api.ts';
import { Loading, ProblemNotice } from '../../shell/Notice.tsx';
import { FIELD_NAMES } from '../../show/summary-names.ts';
import { heardText, isLong, type RoomReport, type RoundReport, roomsToAsk, textsOf } from './report-words.ts';
import type { RoundSession } from './room-session.ts';

export interface ReportsProps {
  readonly slug: string;
  readonly rounds: readonly RoundReport[];
  readonly sessions: readonly RoundSession[];
}

/** The room that the plenary hears now, as the shared screen has it: for who reads along, or came late. */
export function ReportNow({ report }: { readonly report: RoomReport }) {
  return (
    <section className="report" aria-labelledby="report-now">
      <p className="participant-label">The plenary hears</p>
      <h2 className="room-name" id="report-now" dir="auto">
        {report.room.name}
      </h2>
      {report.room.topic !== null && (
        <p className="room-topic" dir="auto">
          {report.room.topic}
        </p>
      )}
      <Texts texts={report.texts} />
    </section>
  );
}

/** What rooms have brought to the plenary, folded, the newest breakout first. */
export function Reports({ slug, rounds, sessions }: ReportsProps) {
  return rounds.map((each) => (
    <RoundReports
      key={each.round.id}
      slug={slug}
      report={each}
      session={sessions.find(({ entry }) => entry === each.round.entry) ?? null}
    />
  ));
}

interface RoundReportsProps {
  readonly slug: string;
  readonly report: RoundReport;
  readonly session: RoundSession | null;
}

function RoundReports({ slug, report, session }: RoundReportsProps) {
  const [isOpen, setOpen] = useState(false);
  const { told, error, again } = useTold(slug, report, isOpen);
  const rooms = report.heard.map((heard) => ({ room: heard.room, texts: textsOf(heard, told) }));
  return (
    <details className="reports" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>
        What the rooms reported
        <span className="reports-of room-small">
          {session && (
            <>
              <bdi>{session.title}</bdi> ·{' '}
            </>
          )}
          {heardText(report)}
        </span>
      </summary>
      {isOpen && error === null && rooms.some(({ texts }) => texts === undefined) && (
        <Loading label="Loading what the rooms wrote" />
      )}
      {isOpen && error !== null && (
        <>
          <ProblemNotice error={error} />
          <button type="button" className="plain-button" onClick={again}>
            Try again
          </button>
        </>
      )}
      {isOpen && (
        <ul className="report-rooms">
          {rooms.map(
            ({ room, texts }) =>
              texts !== undefined && (
                <li className="report" key={room.id}>
                  <h3 className="report-name" dir="auto">
                    {room.name}
                  </h3>
                  {room.topic !== null && (
                    <p className="room-topic" dir="auto">
                      {room.topic}
                    </p>
                  )}
                  <Texts texts={texts} />
                </li>
              ),
          )}
        </ul>
      )}
    </details>
  );
}

/** Milliseconds. Everybody who reads hears at once of one more room, and not everybody has to ask at once. */
const JITTER = 300;

/** What rooms wrote that the plenary has heard, by room: asked for once it is read, and again when it has heard more. */
function useTold(slug: string, report: RoundReport, isRead: boolean) {
  const [told, setTold] = useState<ReadonlyMap<string, SummaryTexts | null>>(new Map());
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const path = `/api/events/${slug}/breakouts/rounds/${report.round.id}/reports`;
  const wanted = isRead ? roomsToAsk(report).join() : '';
  const pause = told.size > 0 ? JITTER : 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was told is no reason to ask, and to try again is one
  useEffect(() => {
    if (wanted === '') return;
    const asking = new AbortController();
    setError(null);
    const ask = () =>
      call<ReportsView>(path, { signal: asking.signal }).then(
        ({ rooms }) => setTold(new Map(rooms.map(({ room, texts }) => [room, texts]))),
        (failure: unknown) => asking.signal.aborted || setError(failure),
      );
    const timer = window.setTimeout(ask, Math.random() * pause);
    return () => {
      window.clearTimeout(timer);
      asking.abort();
    };
  }, [path, wanted, tries]);
  return { told, error, again: () => setTries(tries + 1) };
}

/** What is long is folded: all else of the page would stand far below it. */
function Texts({ texts }: { readonly texts: SummaryTexts | null }) {
  if (texts === null) return <p className="room-line room-small">This room reported in its own words.</p>;
  if (!isLong(texts)) return <Fields texts={texts} />;
  return (
    <details className="room-more">
      <summary>Read what the room wrote</summary>
      <Fields texts={texts} />
    </details>
  );
}

/** Those in which nothing was written are left out. */
function Fields({ texts }: { readonly texts: SummaryTexts }) {
  return (
    <dl className="report-texts">
      {SUMMARY_FIELDS.filter((field) => texts[field].trim() !== '').map((field) => (
        <div key={field}>
          <dt>{FIELD_NAMES[field]}</dt>
          <dd dir="auto">{texts[field]}</dd>
        </div>
      ))}
    </dl>
  );
}
