import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Agenda } from '../../agenda/view.ts';
import { dateRange, shortDay, zoneCity } from '../clock-face.ts';
import { PlannedTime } from './Clock.tsx';
import { sessionAddress } from './page-query.ts';
import { facesFor, useReader } from './reader.tsx';
import { type StandingLine, standingOf } from './timetable.ts';
import { countOf } from './wording.ts';

/** The event's name and dates, what to do with them, and where it stands. */
export function Masthead({ agenda, children }: { readonly agenda: Agenda; readonly children?: ReactNode }) {
  const { days, event } = agenda;
  const first = days[0];
  const last = days.at(-1);
  return (
    <div className="masthead">
      <div className="masthead-title">
        <Title order={1} className="masthead-name" data-long={event.name.length > 60 || undefined} dir="auto">
          {event.name}
        </Title>
        {first && last && (
          <p className="masthead-dates">
            {dateRange(first.date, last.date)} · {countOf(days.length, 'day')} online
          </p>
        )}
      </div>
      <StandingBoard agenda={agenda} />
      <div className="masthead-action">{children}</div>
    </div>
  );
}

/** Two lines, always: what starts and ends, or what is on and what is next. */
function StandingBoard({ agenda }: { readonly agenda: Agenda }) {
  const { now } = useReader();
  const standing = standingOf(agenda, now);
  if (!standing) return null;
  return (
    <dl className="standing" data-state={standing.state}>
      {standing.lines.map((line) => (
        <div className="standing-line" key={line.label}>
          <dt>{line.label}</dt>
          <dd>
            <When line={line} />
            {line.entry && <What agenda={agenda} line={line} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function When({ line }: { readonly line: StandingLine }) {
  const reader = useReader();
  const { first, other } = facesFor(reader, Date.parse(line.at), line.day.timeZone);
  const near = reader.now !== null && facesFor(reader, reader.now, line.day.timeZone).first.date === first.date;
  return (
    <span className="standing-when">
      {line.introduction === 'until' && 'until '}
      {!near && `${shortDay(first.date)}, `}
      <time className="clock" dateTime={line.at}>
        {first.clock}
      </time>
      <PlannedTime at={line.planned} expected={line.at} eventZone={line.day.timeZone} />
      {other && (
        <span className="clock-other">
          {zoneCity(other.zone)} <span className="clock-digits">{other.clock}</span>
        </span>
      )}
    </span>
  );
}

function What({ agenda, line }: { readonly agenda: Agenda; readonly line: StandingLine }) {
  const { entry, beside } = line;
  if (!entry) return null;
  return (
    <span className="standing-what" dir="auto">
      {entry.kind === 'break' ? 'Break' : <a href={sessionAddress(agenda.event.slug, entry.id)}>{entry.title}</a>}
      {beside > 0 && ` and ${beside} more side by side`}
    </span>
  );
}
