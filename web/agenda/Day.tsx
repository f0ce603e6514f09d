import { Title } from '@mantine/core';
import type { Agenda, AgendaDay, AgendaEntry } from '../../agenda/view.ts';
import { dateRange, dayAndMonth, offsetName, zoneCity } from '../clock-face.ts';
import { ClockSpan } from './Clock.tsx';
import { Entry } from './Entry.tsx';
import { isFor, type Tag } from './page-query.ts';
import { facesFor, useReader } from './reader.tsx';
import { expectedSpan, inExpectedOrder, type Lane, stretchesOf } from './timetable.ts';
import { chairLines } from './wording.ts';

export interface DayProps {
  readonly agenda: Agenda;
  readonly day: AgendaDay;
  /** The audience that is shown; null for everyone. */
  readonly tag: Tag | null;
}

/** One day of the timetable: its heading, its chairs, its entries. */
export function Day({ agenda, day, tag }: DayProps) {
  const entries = inExpectedOrder(day.entries).filter((entry) => isFor(entry, tag?.slug ?? null));
  const id = `day-${day.number}`;
  return (
    <section className="day" id={id} aria-labelledby={`${id}-name`}>
      <header className="day-head">
        <p className="day-number">
          Day {day.number}
          <span className="print-only">
            {' '}
            · <bdi>{agenda.event.name}</bdi>, {eventDates(agenda)}
          </span>
        </p>
        <Title order={2} className="day-name" id={`${id}-name`}>
          {dayAndMonth(day.date)}
        </Title>
        <p className="day-times">
          <ClockSpan {...programmeOf(day)} eventZone={day.timeZone} />
        </p>
        <Chairs day={day} />
        <PaperZone day={day} />
      </header>
      {entries.length === 0 ? (
        <p className="day-empty">{emptyText(day, tag)}</p>
      ) : (
        <Entries agenda={agenda} day={day} entries={entries} />
      )}
    </section>
  );
}

function eventDates({ days }: Agenda): string {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? dateRange(first.date, last.date) : '';
}

/** On the screen the picks say it; each sheet of paper says it for itself. */
function PaperZone({ day }: { readonly day: AgendaDay }) {
  const at = Date.parse(day.start);
  const { zone } = facesFor(useReader(), at, day.timeZone).first;
  return (
    <p className="day-chair print-only">
      Times are in {zoneCity(zone)} ({offsetName(at, zone)}).
    </p>
  );
}

/** From the first start to the last end: a plan that runs over shows when it really ends. */
function programmeOf({ start, end, entries }: AgendaDay): { from: string; to: string; plannedEnd: string } {
  const held = entries.filter(({ skipped }) => !skipped);
  const taking = held.length === 0 ? entries : held;
  const [first] = inExpectedOrder(taking);
  const from = first ? expectedSpan(first).start : start;
  const to = latestOf(taking.map((entry) => expectedSpan(entry).end)) ?? end;
  return { from, to, plannedEnd: latestOf(entries.map((entry) => entry.end)) ?? end };
}

function latestOf(times: readonly string[]): string | undefined {
  return times.reduce<string | undefined>(
    (last, time) => (last === undefined || Date.parse(time) > Date.parse(last) ? time : last),
    undefined,
  );
}

function emptyText(day: AgendaDay, tag: Tag | null): string {
  if (tag === null || day.entries.length === 0) return 'Nothing is planned for this day yet.';
  return `Nothing on this day is marked for ${tag.label}.`;
}

function Chairs({ day }: { readonly day: AgendaDay }) {
  if (day.chairs.length === 0) return <p className="day-chair">Chair to be confirmed</p>;
  return chairLines(day.chairs).map(({ role, names }) => (
    <p className="day-chair" key={role}>
      {role}: <bdi>{names}</bdi>
    </p>
  ));
}

interface EntriesProps {
  readonly agenda: Agenda;
  readonly day: AgendaDay;
  readonly entries: readonly AgendaEntry[];
}

function Entries({ agenda, day, entries }: EntriesProps) {
  const dateAbove = useDatesAbove(day, entries);
  return (
    <ol className="entries">
      {stretchesOf(entries).map((stretch) =>
        stretch.kind === 'entry' ? (
          <Entry
            key={stretch.entry.id}
            agenda={agenda}
            day={day}
            entry={stretch.entry}
            dateAbove={dateAbove(stretch.entry)}
          />
        ) : (
          <li className="lanes" key={stretch.lanes[0]?.entries[0]?.id}>
            <ul className="lanes-grid">
              {stretch.lanes.map((lane) => (
                <TrackLane key={lane.track} agenda={agenda} day={day} lane={lane} dateAbove={dateAbove} />
              ))}
            </ul>
          </li>
        ),
      )}
    </ol>
  );
}

interface TrackLaneProps {
  readonly agenda: Agenda;
  readonly day: AgendaDay;
  readonly lane: Lane;
  readonly dateAbove: (entry: AgendaEntry) => string;
}

function TrackLane({ agenda, day, lane, dateAbove }: TrackLaneProps) {
  return (
    <li className="lane">
      <p className="lane-name" dir="auto">
        <span className="visually-hidden">Track: </span>
        {lane.track}
      </p>
      <ol className="entries">
        {lane.entries.map((entry) => (
          <Entry key={entry.id} agenda={agenda} day={day} entry={entry} dateAbove={dateAbove(entry)} />
        ))}
      </ol>
    </li>
  );
}

/** For each entry the date of the one before it, on the clock that comes first; the day's own before the first. */
function useDatesAbove(day: AgendaDay, entries: readonly AgendaEntry[]): (entry: AgendaEntry) => string {
  const reader = useReader();
  const dates = entries.map(
    (entry) => facesFor(reader, Date.parse(expectedSpan(entry).start), day.timeZone).first.date,
  );
  const above = new Map(entries.map((entry, index) => [entry.id, dates[index - 1] ?? day.date]));
  return (entry) => above.get(entry.id) ?? day.date;
}
