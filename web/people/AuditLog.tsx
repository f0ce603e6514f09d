import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntryView, AuditPage } from '../../people/view.ts';
import { faceAt, longDate, zoneCity } from '../clock-face.ts';
import { call } from '../shell/api.ts';
import { Empty, Loading, ProblemNotice } from '../shell/Notice.tsx';
import { useFocusOnceShown } from '../shell/use-focus-once-shown.ts';
import { deedText, detailText } from './audit-words.ts';

const SHOWN_AT_ONCE = 50;

export interface AuditLogProps {
  readonly slug: string;
  readonly zone: string;
}

/** Who did what, when: newest first, by day. */
export function AuditLog({ slug, zone }: AuditLogProps) {
  const log = useInfiniteQuery({
    queryKey: ['audit', slug],
    queryFn: ({ pageParam, signal }) => call<AuditPage>(partAddress(slug, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (part) => part.next,
    refetchOnWindowFocus: false,
  });
  const goOnAt = useFocusOnceShown();
  const entries = log.data?.pages.flatMap((part) => part.entries);
  const more = async () => {
    const shown = entries?.length ?? 0;
    const next = (await log.fetchNextPage()).data?.pages.flatMap((part) => part.entries)[shown];
    if (next) goOnAt(`entry-${next.id}`);
  };
  return (
    <section className="section" aria-labelledby="log">
      <h2 className="section-title" id="log">
        Who did what
      </h2>
      <p className="section-lead">
        Times are in {zoneCity(zone)}. Names are those of today; of somebody who was erased a pseudonym stays.
      </p>
      {!entries && (log.error ? <ProblemNotice error={log.error} /> : <Loading rows={6} label="The log is loading." />)}
      {entries?.length === 0 && <Empty title="Nothing has happened yet." />}
      {entries && daysOf(entries, zone).map((day) => <LogDay key={day.date} {...day} zone={zone} />)}
      {entries && log.error && <ProblemNotice error={log.error} />}
      {log.hasNextPage && (
        <Button className="people-more" variant="default" aria-disabled={log.isFetchingNextPage} onClick={more}>
          {log.isFetchingNextPage ? 'Loading' : 'Show older entries'}
        </Button>
      )}
    </section>
  );
}

function partAddress(slug: string, before: string | null): string {
  const from = before === null ? '' : `&before=${encodeURIComponent(before)}`;
  return `/api/events/${slug}/audit?limit=${SHOWN_AT_ONCE}${from}`;
}

interface Day {
  readonly date: string;
  readonly entries: readonly AuditEntryView[];
}

function daysOf(entries: readonly AuditEntryView[], zone: string): Day[] {
  const days = new Map<string, AuditEntryView[]>();
  for (const entry of entries) {
    const { date } = faceAt(Date.parse(entry.at), zone);
    days.set(date, [...(days.get(date) ?? []), entry]);
  }
  return [...days].map(([date, ofDay]) => ({ date, entries: ofDay }));
}

function LogDay({ date, entries, zone }: Day & { readonly zone: string }) {
  return (
    <section className="log-day" aria-label={longDate(date)}>
      <h3 className="people-subtitle">{longDate(date)}</h3>
      <ul className="log">
        {entries.map((entry) => (
          <li key={entry.id} id={`entry-${entry.id}`} tabIndex={-1}>
            <time className="log-time" dateTime={entry.at}>
              {faceAt(Date.parse(entry.at), zone).clock}
            </time>
            <p>
              <strong dir="auto">{entry.actor}</strong> {deedText(entry)}.
              <span className="people-hint log-details" dir="auto">
                {detailText(entry.details)}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
