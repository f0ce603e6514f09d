import { Button } from '@mantine/core';
import type { Agenda } from '../../agenda/view.ts';
import { CalendarPrograms } from '../shell/CalendarPrograms.tsx';
import { CopyField } from '../shell/CopyField.tsx';
import { dayFeed, eventFeed, type Feed, tagFeed, webcalAddress } from './feeds.ts';
import { type AgendaQuery, tagsOf } from './page-query.ts';

export interface SubscribeProps {
  readonly agenda: Agenda;
  readonly query: AgendaQuery;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

/** How to get the agenda into a calendar. What it offers first follows what the page shows. */
export function Subscribe({ agenda, query, publicUrl }: SubscribeProps) {
  const picked = pickedFeeds(agenda, query);
  const others = allFeeds(agenda).filter(({ path }) => !picked.some((feed) => feed.path === path));
  return (
    <details className="subscribe" id="calendar">
      <Button component="summary" className="subscribe-open" size="md">
        Add to calendar
      </Button>
      <div className="subscribe-panel">
        <p>
          A calendar that subscribes to one of these addresses follows every change of the agenda. How soon is up to the
          calendar: Google looks only every few hours and cannot be hurried.
        </p>
        {picked.map((feed) => (
          <FeedOffer key={feed.path} feed={feed} publicUrl={publicUrl} />
        ))}
        <OtherFeeds feeds={others} />
        <CalendarPrograms />
      </div>
    </details>
  );
}

function pickedFeeds(agenda: Agenda, { day, tag }: AgendaQuery): Feed[] {
  const { slug } = agenda.event;
  const picked = tagsOf(agenda).find((each) => each.slug === tag);
  const feeds = [...(day === null ? [] : [dayFeed(slug, day)]), ...(picked ? [tagFeed(slug, picked)] : [])];
  return feeds.length > 0 ? feeds : [eventFeed(slug)];
}

function allFeeds(agenda: Agenda): Feed[] {
  const { slug } = agenda.event;
  return [
    eventFeed(slug),
    ...agenda.days.map(({ number }) => dayFeed(slug, number)),
    ...tagsOf(agenda).map((tag) => tagFeed(slug, tag)),
  ];
}

/** One calendar: to open in a program, or its address to paste. */
export function FeedOffer({ feed, publicUrl }: { readonly feed: Feed; readonly publicUrl: string }) {
  const address = publicUrl + feed.path;
  return (
    <div className="feed">
      <p className="feed-name" dir="auto">
        {feed.label}
      </p>
      <CopyField label={`Calendar address: ${feed.label}`} text={address} />
      <a className="text-link" href={webcalAddress(publicUrl, feed)}>
        Open in a calendar program
      </a>
    </div>
  );
}

function OtherFeeds({ feeds }: { readonly feeds: readonly Feed[] }) {
  return (
    <div className="feed-others">
      <p className="feed-name">Other calendars of this event</p>
      <ul>
        {feeds.map(({ label, path }) => (
          <li key={path}>
            <a className="text-link" href={path} dir="auto">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
