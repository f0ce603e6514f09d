import { Button } from '@mantine/core';
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import type { Agenda } from '../../agenda/view.ts';
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
        <Instructions />
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
      <div className="feed-address">
        <input
          className="feed-input"
          readOnly
          value={address}
          aria-label={`Calendar address: ${feed.label}`}
          onFocus={selectAll}
        />
        <CopyButton text={address} />
      </div>
      <a className="text-link" href={webcalAddress(publicUrl, feed)}>
        Open in a calendar program
      </a>
    </div>
  );
}

const selectAll = (focus: FocusEvent<HTMLInputElement>) => focus.currentTarget.select();

function CopyButton({ text }: { readonly text: string }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select and copy it by hand'>('Copy');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied');
    } catch {
      setSaid('Select and copy it by hand');
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid('Copy'), 3000);
  };
  return (
    <Button variant="default" className="scripted-only feed-copy" onClick={copy}>
      <span aria-live="polite">{said}</span>
    </Button>
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

const PROGRAMS: readonly (readonly [program: string, steps: string])[] = [
  [
    'Google Calendar',
    'On a computer, press + beside “Other calendars”, then “From URL”, and paste the address. Changes arrive after a few hours.',
  ],
  [
    'Outlook.com',
    'Choose “Add calendar”, then “Subscribe from web”, and paste the address. The link above does not work there.',
  ],
  ['Outlook on a computer', 'Choose “Add calendar”, then “From Internet”, and paste the address.'],
  ['Apple Calendar', 'Open the link above, or choose “File”, “New Calendar Subscription”, and paste the address.'],
  ['Thunderbird', 'Choose “New Calendar”, “On the Network”, and paste the address. It needs no user name.'],
];

function Instructions() {
  return (
    <dl className="programs">
      {PROGRAMS.map(([program, steps]) => (
        <div key={program}>
          <dt>{program}</dt>
          <dd>{steps}</dd>
        </div>
      ))}
    </dl>
  );
}
