import type { MouseEvent, ReactNode } from 'react';
import type { Agenda, AgendaDay } from '../../agenda/view.ts';
import { clocksDiffer, faceAt, offsetName, shortDay, zoneCity } from '../clock-face.ts';
import { type AgendaQuery, agendaAddress, tagsOf } from './page-query.ts';
import { useReader } from './reader.tsx';
import { allPlaced } from './timetable.ts';

export interface PicksProps {
  readonly agenda: Agenda;
  readonly query: AgendaQuery;
  /** Takes over a link's click: shows the same thing without a new page. */
  readonly onPick: (changes: Partial<AgendaQuery>) => void;
}

/** What is shown: which day, for whom, on whose clock. Each pick is a link that works by itself. */
export function Picks(props: PicksProps) {
  return (
    <div className="picks">
      <DayPicks {...props} />
      <TagPicks {...props} />
      <ZonePicks {...props} />
    </div>
  );
}

function DayPicks(props: PicksProps) {
  const { agenda, query } = props;
  const { now } = useReader();
  const isToday = ({ date, timeZone }: AgendaDay) => now !== null && faceAt(now, timeZone).date === date;
  if (agenda.days.length < 2) return null;
  return (
    <nav className="pick-row pick-row--days" aria-label="Days">
      <Pick {...props} changes={{ day: null }} current={query.day === null}>
        All days
      </Pick>
      {agenda.days.map((day) => (
        <Pick {...props} key={day.number} changes={{ day: day.number }} current={query.day === day.number}>
          {shortDay(day.date)}
          {isToday(day) && ' · today'}
        </Pick>
      ))}
    </nav>
  );
}

function TagPicks(props: PicksProps) {
  const { agenda, query } = props;
  const tags = tagsOf(agenda);
  if (tags.length === 0) return null;
  return (
    <nav className="pick-row" aria-label="Audience">
      <Pick {...props} changes={{ tag: null }} current={query.tag === null}>
        Everyone
      </Pick>
      {tags.map(({ slug, label }) => (
        <Pick {...props} key={slug} changes={{ tag: slug }} current={query.tag === slug}>
          <bdi>{label}</bdi>
        </Pick>
      ))}
    </nav>
  );
}

/** A sentence where there is one clock, a choice where there are two. */
function ZonePicks(props: PicksProps) {
  const { agenda } = props;
  const { zone: own, first } = useReader();
  const zone = agenda.event.timeZone;
  const starts = allPlaced(agenda).map(({ entry }) => Date.parse(entry.start));
  const at = starts[0] ?? 0;
  if (own === null || !clocksDiffer(starts, own, zone)) {
    const same = own !== null && own !== zone ? `, which is also the time in ${zoneCity(own)}` : '';
    return (
      <p className="pick-row zone-text">
        Times are in {zoneCity(zone)} ({offsetName(at, zone)}){same}.
      </p>
    );
  }
  return (
    <nav className="pick-row" aria-label="Time zone">
      <Pick {...props} changes={{ zone: 'own' }} current={first === 'own'}>
        My time ({zoneCity(own)})
      </Pick>
      <Pick {...props} changes={{ zone: 'event' }} current={first === 'event'}>
        Event time ({zoneCity(zone)})
      </Pick>
    </nav>
  );
}

interface PickProps extends PicksProps {
  readonly changes: Partial<AgendaQuery>;
  readonly current: boolean;
  readonly children: ReactNode;
}

function Pick({ agenda, query, onPick, changes, current, children }: PickProps) {
  const follow = (click: MouseEvent) => {
    if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    onPick(changes);
  };
  return (
    <a
      className="pick"
      href={agendaAddress(agenda.event.slug, query, changes)}
      aria-current={current ? 'true' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
