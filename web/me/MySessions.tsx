import type { OwnData } from '../../people/view.ts';
import { sessionAddress } from '../agenda/page-query.ts';
import { dayAndMonth, zoneCity } from '../clock-face.ts';
import { Empty } from '../shell/Notice.tsx';
import type { OwnDay, OwnSession } from './own-sessions.ts';
import { ownTime } from './own-time.ts';

export interface MySessionsProps {
  readonly own: OwnData;
  /** Null where the agenda is not theirs to see yet. */
  readonly days: readonly OwnDay[] | null;
  /** The zone they read times in; null while nobody knows it. */
  readonly zone: string | null;
}

/** What is theirs to attend, day by day, on their own clock. */
export function MySessions({ own, days, zone }: MySessionsProps) {
  const { slug, timeZone } = own.event;
  return (
    <section className="section" aria-labelledby="sessions">
      <h2 className="section-title" id="sessions">
        My sessions
      </h2>
      {days === null && <Empty title="You see the agenda here once you are registered." />}
      {days?.length === 0 && <Empty title="The agenda is not published yet." />}
      {days !== null && days.length > 0 && (
        <>
          <p className="section-lead">
            {own.tags.length === 0
              ? 'Every session: you have named no field of expertise.'
              : `Those for everybody, and for ${own.tags.join(', ')}.`}{' '}
            Times are in {zoneCity(zone ?? timeZone)}.{' '}
            <a className="text-link" href={`/e/${slug}/agenda`}>
              See the whole agenda
            </a>
          </p>
          <div className="own-days">
            {days.map((day) => (
              <Day key={day.number} day={day} slug={slug} zone={zone} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface DayProps {
  readonly day: OwnDay;
  readonly slug: string;
  readonly zone: string | null;
}

function Day({ day, slug, zone }: DayProps) {
  return (
    <div className="own-day">
      <h3 className="own-day-name">
        {dayAndMonth(day.date)} <span className="own-day-number">Day {day.number}</span>
      </h3>
      {day.role !== null && (
        <p className="own-day-role">
          {day.role === 'chair' ? 'You chair this day.' : 'You are deputy chair this day.'}
        </p>
      )}
      <ol>
        {day.sessions.map((session) => (
          <Session key={session.id} session={session} slug={slug} eventZone={day.timeZone} zone={zone} />
        ))}
      </ol>
    </div>
  );
}

interface SessionProps {
  readonly session: OwnSession;
  readonly slug: string;
  readonly eventZone: string;
  readonly zone: string | null;
}

function Session({ session, slug, eventZone, zone }: SessionProps) {
  const { clock, day, other } = ownTime(session.start, eventZone, zone);
  return (
    <li className="own-session">
      <span className="own-session-time">
        {day !== null && <span className="own-session-day">{day}</span>}
        <time className="figures" dateTime={session.start}>
          {clock}
        </time>
        {other !== null && <span className="own-session-other figures">{other}</span>}
      </span>
      <a className="own-session-title" href={sessionAddress(slug, session.id)} dir="auto">
        {session.title}
      </a>
    </li>
  );
}
