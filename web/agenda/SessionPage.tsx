import { Button, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Agenda, AgendaEntry } from '../../agenda/view.ts';
import { dayAndMonth, longDate, zoneCity } from '../clock-face.ts';
import { Shell } from '../shell/Shell.tsx';
import { EarlierTime, Length, ReportLink } from './Entry.tsx';
import { sessionFeed, webcalAddress } from './feeds.ts';
import { Help, hasHelp } from './Help.tsx';
import { KindMark } from './KindMark.tsx';
import { sessionAddress } from './page-query.ts';
import { type Face, facesFor, ReaderProvider, useReader } from './reader.tsx';
import { expectedSpan, type Placed } from './timetable.ts';
import { chairLines, speakerText } from './wording.ts';

export interface SessionPageProps {
  readonly agenda: Agenda;
  readonly placed: Placed;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

/** The page of one session. */
export function SessionPage({ agenda, placed, publicUrl }: SessionPageProps) {
  const { day, entry } = placed;
  const { slug, name } = agenda.event;
  return (
    <ReaderProvider asked={null}>
      <Shell place={{ label: name, href: `/e/${slug}` }} footer={hasHelp(agenda) && <Help agenda={agenda} />}>
        <article className="session">
          <p className="session-back">
            <a className="text-link" href={`/e/${slug}/agenda?day=${day.number}`}>
              <Back />
              Agenda of day {day.number}, {dayAndMonth(day.date)}
            </a>
          </p>
          <p className="entry-kind">
            <KindMark kind={entry.kind} />
          </p>
          <Title order={1} className="session-title" data-long={entry.title.length > 140 || undefined} dir="auto">
            {entry.title}
          </Title>
          <Times placed={placed} />
          {entry.abstract !== '' && (
            <p className="session-abstract" dir="auto">
              {entry.abstract}
            </p>
          )}
          <Facts agenda={agenda} placed={placed} />
          {agenda.event.isPublic ? (
            <SessionCalendar agenda={agenda} entry={entry} publicUrl={publicUrl} />
          ) : (
            <OwnCalendar slug={agenda.event.slug} />
          )}
          <Neighbours agenda={agenda} placed={placed} />
        </article>
      </Shell>
    </ReaderProvider>
  );
}

function Back() {
  return (
    <svg className="back" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M14 8H2.5M7 3L2 8l5 5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

function Times({ placed: { day, entry } }: { readonly placed: Placed }) {
  const reader = useReader();
  const span = expectedSpan(entry);
  const start = facesFor(reader, Date.parse(span.start), day.timeZone);
  const end = facesFor(reader, Date.parse(span.end), day.timeZone);
  const isMoved = span.start !== entry.start || span.end !== entry.end;
  return (
    <div className="session-times" data-skipped={entry.skipped}>
      <TimeLine start={start.first} end={end.first} at={span.start} />
      {start.other && end.other && <TimeLine start={start.other} end={end.other} at={span.start} second />}
      {isMoved && <PlannedSpan placed={{ day, entry }} />}
      {entry.skipped && <p className="session-skipped">Skipped: the chair has taken it out of the running day.</p>}
      <p className="session-length">
        <Length entry={entry} />
        {entry.previousStart && !isMoved && (
          <>
            {' · '}
            <EarlierTime at={entry.previousStart} eventZone={day.timeZone} />
          </>
        )}
      </p>
    </div>
  );
}

/** On a day that has begun: what had been planned, where something else is expected. */
function PlannedSpan({ placed: { day, entry } }: { readonly placed: Placed }) {
  const reader = useReader();
  const start = facesFor(reader, Date.parse(entry.start), day.timeZone).first;
  const end = facesFor(reader, Date.parse(entry.end), day.timeZone).first;
  return (
    <p className="session-planned">
      planned{' '}
      <s className="clock-digits">
        {start.clock} to {end.clock}
      </s>
    </p>
  );
}

interface TimeLineProps {
  readonly start: Face;
  readonly end: Face;
  readonly at: string;
  readonly second?: boolean;
}

function TimeLine({ start, end, at, second = false }: TimeLineProps) {
  return (
    <p className={second ? 'session-time session-time--second' : 'session-time'}>
      <time dateTime={at}>
        {start.clock} to {end.clock}
      </time>
      <span>
        {longDate(start.date)}, {zoneCity(start.zone)}
      </span>
    </p>
  );
}

function Facts({ agenda, placed: { day, entry } }: { readonly agenda: Agenda; readonly placed: Placed }) {
  const chairs = entry.chair ? [entry.chair] : day.chairs;
  return (
    <dl className="facts">
      {entry.speakers.length > 0 && (
        <Fact name={entry.speakers.length === 1 ? 'Speaker' : `${entry.speakers.length} speakers`}>
          <ul className="fact-people" data-many={entry.speakers.length > 6 || undefined}>
            {entry.speakers.map((speaker, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two speakers may have the same words, and none is ever reordered
              <li key={index} dir="auto">
                {speakerText(speaker)}
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {entry.track !== null && <Fact name="Track">{entry.track}</Fact>}
      {entry.audience.length > 0 && <Fact name="For">{entry.audience.join(' · ')}</Fact>}
      {chairLines(chairs).map(({ role, names }) => (
        <Fact key={role} name={role}>
          {names}
        </Fact>
      ))}
      {hasReport(agenda, entry) && (
        <Fact name="Rooms report">
          <ReportLink agenda={agenda} entry={entry} />
        </Fact>
      )}
    </dl>
  );
}

function hasReport(agenda: Agenda, entry: AgendaEntry): boolean {
  const all = agenda.days.flatMap((day) => day.entries);
  return entry.reportsBack !== null || all.some(({ reportsBack }) => reportsBack === entry.id);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function SessionCalendar({
  agenda,
  entry,
  publicUrl,
}: {
  readonly agenda: Agenda;
  readonly entry: AgendaEntry;
  readonly publicUrl: string;
}) {
  const feed = sessionFeed(agenda.event.slug, entry.id);
  return (
    <div className="session-calendar">
      <Button component="a" href={feed.path} size="md">
        Add to calendar
      </Button>
      <p>
        This is a file with the session as it is planned now.{' '}
        <a href={webcalAddress(publicUrl, feed)}>Subscribe to the session</a> or{' '}
        <a href={`/e/${agenda.event.slug}/agenda#calendar`}>to the whole agenda</a> to follow changes of time.
      </p>
    </div>
  );
}

/** A private event has no calendars for everybody, only each person's own. */
function OwnCalendar({ slug }: { readonly slug: string }) {
  return (
    <p className="session-calendar">
      <a className="text-link" href={`/e/${slug}/me#calendar`}>
        Add to my calendar
      </a>
    </p>
  );
}

/** What comes before and after, breaks left out. */
function Neighbours({ agenda, placed: { day, entry } }: { readonly agenda: Agenda; readonly placed: Placed }) {
  const sessions = day.entries.filter(({ kind }) => kind !== 'break');
  const index = sessions.findIndex(({ id }) => id === entry.id);
  const before = sessions[index - 1];
  const after = sessions[index + 1];
  return (
    <nav className="neighbours" aria-label="Sessions beside this one">
      {before && <Neighbour word="Before" agenda={agenda} entry={before} zone={day.timeZone} />}
      {after && <Neighbour word="After" agenda={agenda} entry={after} zone={day.timeZone} />}
    </nav>
  );
}

interface NeighbourProps {
  readonly word: string;
  readonly agenda: Agenda;
  readonly entry: AgendaEntry;
  readonly zone: string;
}

function Neighbour({ word, agenda, entry, zone }: NeighbourProps) {
  const { first } = facesFor(useReader(), Date.parse(expectedSpan(entry).start), zone);
  return (
    <a className="neighbour" href={sessionAddress(agenda.event.slug, entry.id)}>
      <span className="neighbour-word">
        {word} · <span className="clock-digits">{first.clock}</span>
      </span>
      <span dir="auto">{entry.title}</span>
    </a>
  );
}
