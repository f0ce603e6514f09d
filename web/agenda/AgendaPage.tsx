import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Agenda, AgendaDay } from '../../agenda/view.ts';
import { shortDay } from '../clock-face.ts';
import { Shell } from '../shell/Shell.tsx';
import { Day } from './Day.tsx';
import { Help, hasHelp } from './Help.tsx';
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
  const { slug, isPublic } = agenda.event;
  const timetable = useRef<HTMLDivElement>(null);
  const [query, pick] = useQuery(agenda, asked, timetable);
  const tag = tagsOf(agenda).find(({ slug }) => slug === query.tag) ?? null;
  const days = shownDays(agenda, query);
  return (
    <ReaderProvider asked={query.zone}>
      <Shell place={null} door={<SignInLink slug={slug} />} footer={hasHelp(agenda) && <Help agenda={agenda} />}>
        <Masthead agenda={agenda}>
          {isPublic ? (
            <Subscribe agenda={agenda} query={query} publicUrl={publicUrl} />
          ) : (
            <a className="text-link masthead-register" href={`/e/${slug}/me#calendar`}>
              Add to my calendar
            </a>
          )}
          <a className="text-link masthead-register" href={`/e/${slug}/register`}>
            Register
          </a>
        </Masthead>
        {agenda.days.length === 0 ? (
          <NotPublished />
        ) : (
          <>
            <Picks agenda={agenda} query={query} onPick={pick} />
            <p className="shown" role="status">
              {tag && shownText(days, tag)}
            </p>
            <div className="days" ref={timetable} data-layout={days.length > 1 ? 'week' : 'day'}>
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

/** The same for everybody, so that the page may be kept: whoever is signed in already is led on. */
function SignInLink({ slug }: { readonly slug: string }) {
  return (
    <a className="shell-door" href={`/e/${slug}/me`}>
      Sign in
    </a>
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

/** The day that was picked, or all days on which something is for the audience that was picked. */
function shownDays(agenda: Agenda, { day, tag }: AgendaQuery): AgendaDay[] {
  return agenda.days.filter((each) => {
    if (day !== null) return each.number === day;
    return tag === null || each.entries.some((entry) => isFor(entry, tag));
  });
}

/** `6 sessions for Data analytics, on Mon 11 and Tue 12.`, `No sessions for Data analytics on Fri 15.` */
function shownText(days: readonly AgendaDay[], { slug, label }: Tag): string {
  const count = days.flatMap(({ entries }) => entries).filter((entry) => isFor(entry, slug)).length;
  const dates = days.map(({ date }) => shortDay(date));
  const last = dates.pop() ?? '';
  const listed = dates.length === 0 ? last : `${dates.join(', ')} and ${last}`;
  if (count === 0) return `No sessions for ${label} on ${listed}.`;
  return `${countOf(count, 'session')} for ${label}, on ${listed}.`;
}

/**
 * The reader's picks; the page's address always says them, and the browser's back button undoes them.
 * Whoever picks from far below the top of the timetable is brought to its top, where the picked begins.
 */
function useQuery(
  agenda: Agenda,
  asked: AgendaQuery,
  timetable: RefObject<HTMLElement | null>,
): [AgendaQuery, (changes: Partial<AgendaQuery>) => void] {
  const [query, setQuery] = useState(asked);
  const below = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows each pick
  useEffect(() => {
    if (below.current) timetable.current?.scrollIntoView();
    below.current = false;
  }, [query]);
  useEffect(() => {
    const follow = () => setQuery(readQuery(new URLSearchParams(location.search), agenda));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, [agenda]);
  const pick = (changes: Partial<AgendaQuery>) => {
    if (changes.zone) rememberZone(changes.zone);
    const picked = { ...query, ...changes };
    below.current = (timetable.current?.getBoundingClientRect().top ?? 0) < 0;
    history.pushState(null, '', agendaAddress(agenda.event.slug, picked));
    setQuery(picked);
  };
  return [query, pick];
}
