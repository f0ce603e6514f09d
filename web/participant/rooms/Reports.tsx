import { useState } from 'react';
import { SUMMARY_FIELDS } from '../../../breakouts/summary-fields.ts';
import type { SummaryTexts } from '../../../breakouts/view.ts';
import { FIELD_NAMES } from '../../show/summary-names.ts';
import { heardText, isLong, type RoomReport, type RoundReport } from './report-words.ts';
import type { RoundSession } from './room-session.ts';

export interface ReportsProps {
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
export function Reports({ rounds, sessions }: ReportsProps) {
  return rounds.map((each) => (
    <RoundReports
      key={each.round.id}
      report={each}
      session={sessions.find(({ entry }) => entry === each.round.entry) ?? null}
    />
  ));
}

function RoundReports({ report, session }: { readonly report: RoundReport; readonly session: RoundSession | null }) {
  const [isOpen, setOpen] = useState(false);
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
      {isOpen && (
        <ul className="report-rooms">
          {report.heard.map(({ room, texts }) => (
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
          ))}
        </ul>
      )}
    </details>
  );
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
