import { useEffect, useState } from 'react';
import type { Agenda } from '../../agenda/view.ts';
import { Shell } from '../shell/Shell.tsx';
import { Day } from './Day.tsx';
import { Help } from './Help.tsx';
import { Masthead } from './Masthead.tsx';
import { Picks } from './Picks.tsx';
import { type AgendaQuery, agendaAddress, isFor, readQuery, type Tag, tagsOf } from './page-query.ts';
import { ReaderProvider, rememberZone } from './reader.tsx';
import { Subscribe } from './Subscribe.tsx';
import { countOf } from './wording.ts';

export interface AgendaPageProps {
  readonly agenda: Agenda;
  /** What the address asked for. */
  readonly query: AgendaQuery;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

/** The public agenda of an event. */
export function AgendaPage({ agenda, query: asked, publicUrl }: AgendaPageProps) {
  const [query, pick] = useQuery(agenda, asked);
  const tag = tagsOf(agenda).find(({ slug }) => slug === query.tag) ?? null;
  const days = agenda.days.filter(({ number }) => query.day === null || number === query.day);
  return (
    <ReaderProvider asked={query.zone}>
      <Shell place={null} footer={<Help agenda={agenda} />}>
        <Masthead agenda={agenda} />
        {agenda.days.length === 0 ? (
          <NotPublished />
        ) : (
          <>
            <Subscribe agenda={agenda} query={query} publicUrl={publicUrl} />
            <Picks agenda={agenda} query={query} onPick={pick} />
            <p className="shown" role="status">
              {shownText(agenda, days.length, tag)}
            </p>
            <div className="days" data-layout={days.length > 1 ? 'week' : 'day'}>
              {days.map((day) => (
                <Day key={day.number} agenda={agenda} day={day} tag={tag} />
              ))}
            </div>
          </>
        )}
      </Shell>
    </ReaderProvider>
  );
}

function NotPublished() {
  return (
    <section className="notice">
      <h2 className="notice-title">The agenda is not published yet.</h2>
      <p>
        It will appear at this address as soon as the organisers publish it. A calendar that subscribes now will fill by
        itself.
      </p>
    </section>
  );
}

/** Says what the page shows where it does not show everything. */
function shownText(agenda: Agenda, dayCount: number, tag: Tag | null): string {
  if (tag === null) return '';
  const matching = agenda.days.flatMap((day) => day.entries).filter((entry) => isFor(entry, tag.slug));
  const scope = dayCount === 1 && agenda.days.length > 1 ? ' in all, this day shown' : '';
  return `${countOf(matching.length, 'session')} for ${tag.label}${scope}.`;
}

/** The reader's picks; the page's address always says them, and the browser's back button undoes them. */
function useQuery(agenda: Agenda, asked: AgendaQuery): [AgendaQuery, (changes: Partial<AgendaQuery>) => void] {
  const [query, setQuery] = useState(asked);
  useEffect(() => {
    const follow = () => setQuery(readQuery(new URLSearchParams(location.search), agenda));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [agenda]);
  const pick = (changes: Partial<AgendaQuery>) => {
    if (changes.zone) rememberZone(changes.zone);
    const picked = { ...query, ...changes };
    history.pushState(null, '', agendaAddress(agenda.event.slug, picked));
    setQuery(picked);
  };
  return [query, pick];
}
