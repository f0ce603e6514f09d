import type { Agenda, AgendaDay, AgendaEntry } from '../../agenda/view.ts';
import { shortDay } from '../clock-face.ts';
import { Clock } from './Clock.tsx';
import { KindMark } from './KindMark.tsx';
import { sessionAddress } from './page-query.ts';
import { facesFor, useReader } from './reader.tsx';
import { expectedMinutes, expectedSpan, hearingOf, isRunning, type Placed } from './timetable.ts';
import { chairLines, lengthText, speakerText } from './wording.ts';

export interface EntryProps {
  readonly agenda: Agenda;
  readonly day: AgendaDay;
  readonly entry: AgendaEntry;
  /** The date, on the clock that comes first, of what stands above: a change of it is marked. */
  readonly dateAbove: string;
}

/** One line of the timetable: when, what, who. */
export function Entry(props: EntryProps) {
  const { entry } = props;
  const { now } = useReader();
  const running = now !== null && isRunning(entry, now);
  return (
    <li className="entry" data-kind={entry.kind} data-running={running || undefined} data-skipped={entry.skipped}>
      <EntryTime {...props} />
      {entry.kind === 'break' ? <Pause entry={entry} running={running} /> : <Session {...props} running={running} />}
    </li>
  );
}

function EntryTime({ day, entry, dateAbove }: EntryProps) {
  const reader = useReader();
  const { start } = expectedSpan(entry);
  const { first } = facesFor(reader, Date.parse(start), day.timeZone);
  return (
    <div className="entry-time">
      {first.date !== dateAbove && <span className="entry-date">{shortDay(first.date)}</span>}
      <Clock at={start} eventZone={day.timeZone} planned={entry.start} />
      {entry.previousStart && start === entry.start && (
        <EarlierTime at={entry.previousStart} eventZone={day.timeZone} />
      )}
    </div>
  );
}

/** The time an earlier version announced, struck through, in words for those who do not see the stroke. */
export function EarlierTime({ at, eventZone }: { readonly at: string; readonly eventZone: string }) {
  const { first } = facesFor(useReader(), Date.parse(at), eventZone);
  return (
    <span className="entry-earlier">
      was <s className="clock-digits">{first.clock}</s>
    </span>
  );
}

function Pause({ entry, running }: { readonly entry: AgendaEntry; readonly running: boolean }) {
  return (
    <div className="entry-body">
      <KindLine entry={entry} running={running} />
      {entry.title !== '' && entry.title !== 'Break' && (
        <p className="entry-pause" dir="auto">
          {entry.title}
        </p>
      )}
    </div>
  );
}

function Session({ agenda, entry, running }: EntryProps & { readonly running: boolean }) {
  return (
    <div className="entry-body">
      <h3 className="entry-title" dir="auto">
        <a href={sessionAddress(agenda.event.slug, entry.id)}>{entry.title}</a>
      </h3>
      <KindLine entry={entry} running={running} />
      <People entry={entry} longest={6} />
      {chairLines(entry.chair ? [entry.chair] : []).map(({ role, names }) => (
        <p className="entry-detail" key={role}>
          {role}: <bdi>{names}</bdi>
        </p>
      ))}
      <ReportLink agenda={agenda} entry={entry} />
      {entry.audience.length > 0 && (
        <p className="entry-audience" dir="auto">
          <span className="visually-hidden">For: </span>
          {entry.audience.join(' · ')}
        </p>
      )}
    </div>
  );
}

function KindLine({ entry, running }: { readonly entry: AgendaEntry; readonly running: boolean }) {
  return (
    <p className="entry-kind">
      {running && <span className="on-now">On now</span>}
      {entry.skipped && <span className="entry-skipped">Skipped</span>}
      <KindMark kind={entry.kind} />
      <Length entry={entry} />
    </p>
  );
}

/** `5 min`, and what had been planned where that is another length. */
export function Length({ entry }: { readonly entry: AgendaEntry }) {
  const minutes = expectedMinutes(entry);
  return (
    <span className="entry-length">
      {lengthText(minutes)}
      {minutes !== entry.minutes && (
        <span className="clock-planned">
          {' '}
          <span className="visually-hidden">planned </span>
          <s>{lengthText(entry.minutes)}</s>
        </span>
      )}
    </span>
  );
}

/** @param longest of a longer list only so many are named here; the session's page has them all. */
function People({ entry, longest }: { readonly entry: AgendaEntry; readonly longest: number }) {
  if (entry.speakers.length === 0) return null;
  const named = entry.speakers.length > longest ? entry.speakers.slice(0, longest - 1) : entry.speakers;
  const more = entry.speakers.length - named.length;
  return (
    <ul className="entry-people">
      {named.map((speaker, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two speakers may have the same words, and none is ever reordered
        <li key={index} dir="auto" data-open={!speaker.confirmed || undefined}>
          {speakerText(speaker)}
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  );
}

/** What a plenary hears, and where a breakout is heard. */
export function ReportLink({ agenda, entry }: { readonly agenda: Agenda; readonly entry: AgendaEntry }) {
  const heard = agenda.days.flatMap((day) => day.entries).find(({ id }) => id === entry.reportsBack);
  if (heard) {
    return (
      <p className="entry-detail" dir="auto">
        Hears <a href={sessionAddress(agenda.event.slug, heard.id)}>{heard.title}</a>
      </p>
    );
  }
  const hearing = entry.kind === 'breakout' ? hearingOf(agenda, entry.id) : null;
  return hearing && <ReportsIn agenda={agenda} hearing={hearing} />;
}

function ReportsIn({ agenda, hearing: { day, entry } }: { readonly agenda: Agenda; readonly hearing: Placed }) {
  const { first } = facesFor(useReader(), Date.parse(expectedSpan(entry).start), day.timeZone);
  return (
    <p className="entry-detail" dir="auto">
      Reports at <span className="clock-digits">{first.clock}</span> in{' '}
      <a href={sessionAddress(agenda.event.slug, entry.id)}>{entry.title}</a>
    </p>
  );
}
