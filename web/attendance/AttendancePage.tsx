import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { CSSProperties } from 'react';
import type { AttendanceView } from '../../agenda/attendance/attendance.ts';
import { dayAndMonth } from '../clock-face.ts';
import { attendanceAddress } from '../organise/addresses.ts';
import { call } from '../shell/api.ts';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import { SignedInShell } from '../shell/SignedInShell.tsx';
import type { Session } from '../shell/session.ts';
import { type AttendanceDay, type AttendedSession, isCounted, scaleOf, shareOf } from './attendance.ts';

export interface AttendancePageProps {
  readonly session: Session;
  /** As it was when the page was written. */
  readonly attendance: AttendanceView;
}

/** Who came, by day and session, as bars and as tables. */
export function AttendancePage({ session, attendance: written }: AttendancePageProps) {
  const { slug } = session.event;
  const { data: view, error } = useAttendance(slug, written);
  const scale = scaleOf(view);
  return (
    <SignedInShell session={session} here={attendanceAddress(slug)}>
      <h1 className="page-title">Attendance</h1>
      <p className="page-lead">
        Seen is who had a page of this event open while a session was on; joined is who pressed its Join button. Each
        person counts once. The minutes are those of the person in the middle of all who were seen.
      </p>
      <p className="page-lead">
        What is counted is kept as long as the event. How long it should be kept cannot be set yet.
      </p>
      <ProblemNotice error={error} />
      {isCounted(view) ? (
        <>
          <div className="buttons attendance-file">
            <Button component="a" variant="default" href={`/api/events/${slug}/attendance.csv`} download>
              Download as CSV
            </Button>
          </div>
          {view.days.map((day) => (
            <Day key={day.number} day={day} scale={scale} />
          ))}
        </>
      ) : (
        <div className="attendance-none">
          <Empty title="Nobody has been counted yet.">
            <p>Counting begins when the lobby of the first day opens, 45 minutes before its first session.</p>
          </Empty>
        </div>
      )}
    </SignedInShell>
  );
}

function useAttendance(slug: string, written: AttendanceView) {
  return useQuery({
    queryKey: ['attendance', slug],
    queryFn: ({ signal }) => call<AttendanceView>(`/api/events/${slug}/attendance`, { signal }),
    initialData: written,
    refetchInterval: 60_000,
  });
}

function Day({ day, scale }: { readonly day: AttendanceDay; readonly scale: number }) {
  const id = `day-${day.number}`;
  return (
    <section className="section" aria-labelledby={id}>
      <h2 className="section-title" id={id}>
        Day {day.number}, {dayAndMonth(day.date)}
      </h2>
      {day.seen + day.joined === 0 ? (
        <p className="section-lead">Nobody has been counted on this day.</p>
      ) : (
        <>
          <p className="section-lead">
            {day.seen} seen, {day.joined} joined something.
          </p>
          <Bars day={day} scale={scale} />
          <details className="attendance-table">
            <summary>Day {day.number} as a table</summary>
            <Table day={day} />
          </details>
        </>
      )}
    </section>
  );
}

function Bars({ day, scale }: { readonly day: AttendanceDay; readonly scale: number }) {
  return (
    <ol className="attendance-bars">
      {day.sessions.map((session) => (
        <li key={session.id}>
          <p className="attendance-session">
            <span className="attendance-clock">{session.start.slice(11, 16)}</span>
            <span dir="auto">{session.title}</span>
          </p>
          <Bar kind="seen" figure={session.seen} scale={scale} words={seenWords(session)} />
          <Bar kind="joined" figure={session.joined} scale={scale} words={`${session.joined} joined`} />
        </li>
      ))}
    </ol>
  );
}

function seenWords({ seen, medianMinutes }: AttendedSession): string {
  return seen === 0 ? '0 seen' : `${seen} seen, ${medianMinutes} min`;
}

interface BarProps {
  readonly kind: 'seen' | 'joined';
  readonly figure: number;
  readonly scale: number;
  readonly words: string;
}

/** What it shows is written beside it. */
function Bar({ kind, figure, scale, words }: BarProps) {
  return (
    <p className="attendance-bar" data-kind={kind} style={{ '--share': shareOf(figure, scale) } as CSSProperties}>
      <span className="attendance-length" aria-hidden="true">
        <span />
      </span>
      <span className="attendance-words">{words}</span>
    </p>
  );
}

function Table({ day }: { readonly day: AttendanceDay }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled sideways has to be reachable by keys
    <section className="table-frame" tabIndex={0} aria-label={`Attendance of day ${day.number}`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Start</th>
            <th scope="col">Session</th>
            <th scope="col" className="figure">
              Seen
            </th>
            <th scope="col" className="figure">
              Joined
            </th>
            <th scope="col" className="figure">
              Minutes, median
            </th>
          </tr>
        </thead>
        <tbody>
          {day.sessions.map(({ id, start, title, seen, joined, medianMinutes }) => (
            <tr key={id}>
              <td className="attendance-clock">{start.slice(11, 16)}</td>
              <th scope="row" dir="auto">
                {title}
              </th>
              <td className="figure">{seen}</td>
              <td className="figure">{joined}</td>
              <td className="figure">{medianMinutes}</td>
            </tr>
          ))}
          <tr>
            <td />
            <th scope="row">The whole day</th>
            <td className="figure">{day.seen}</td>
            <td className="figure">{day.joined}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  );
}
