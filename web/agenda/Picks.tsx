import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Agenda, AgendaDay } from '../../agenda/view.ts';
import { clocksDiffer, dayOfMonth, faceAt, offsetName, shortDay, zoneCity } from '../clock-face.ts';
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
    <PickRow name="Days" className="pick-row pick-row--days" picked={query.day}>
      <Pick {...props} changes={{ day: null }} current={query.day === null}>
        All days
      </Pick>
      {agenda.days.map((day) => (
        <Pick {...props} key={day.number} changes={{ day: day.number }} current={query.day === day.number}>
          {isToday(day) ? `Today ${dayOfMonth(day.date)}` : shortDay(day.date)}
        </Pick>
      ))}
    </PickRow>
  );
}

function TagPicks(props: PicksProps) {
  const { agenda, query } = props;
  const tags = tagsOf(agenda);
  if (tags.length === 0) return null;
  return (
    <PickRow name="Audience" className="pick-row" picked={query.tag}>
      <Pick {...props} changes={{ tag: null }} current={query.tag === null}>
        Everyone
      </Pick>
      {tags.map(({ slug, label }) => (
        <Pick {...props} key={slug} changes={{ tag: slug }} current={query.tag === slug}>
          <bdi>{label}</bdi>
        </Pick>
      ))}
    </PickRow>
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
    <PickRow name="Time zone" className="pick-row" picked={first}>
      <Pick {...props} changes={{ zone: 'own' }} current={first === 'own'}>
        My time ({zoneCity(own)})
      </Pick>
      <Pick {...props} changes={{ zone: 'event' }} current={first === 'event'}>
        Event time ({zoneCity(zone)})
      </Pick>
    </PickRow>
  );
}

interface PickRowProps {
  readonly name: string;
  readonly className: string;
  /** Changes when another pick of the row becomes the current one. */
  readonly picked: string | number | null;
  readonly children: ReactNode;
}

/** Picks side by side. Where they need more width than there is, the current one is brought into view. */
function PickRow({ name, className, picked, children }: PickRowProps) {
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was picked decides which element is the current one
  useEffect(() => {
    const current = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (!row.current || !current) return;
    const [here, there] = [row.current, current].map((element) => element.getBoundingClientRect());
    if (here && there) row.current.scrollLeft += there.left + there.width / 2 - (here.left + here.width / 2);
  }, [picked]);
  return (
    <nav ref={row} className={className} aria-label={name}>
      {children}
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
