import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarAddress } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { CalendarPrograms } from '../shell/CalendarPrograms.tsx';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { CopyField } from '../shell/CopyField.tsx';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { momentIn } from './own-time.ts';

export interface MyCalendarProps {
  readonly slug: string;
  /** RFC 3339; null for no address yet. */
  readonly since: string | null;
  /** The zone they read times in. */
  readonly zone: string;
}

/** An address that calendars subscribe to: to make, to take along while it is shown, to replace and to remove. */
export function MyCalendar({ slug, since: stored, zone }: MyCalendarProps) {
  const [since, setSince] = useState(stored);
  const [asking, setAsking] = useState<'replace' | 'remove' | null>(null);
  const path = `/api/events/${slug}/me/calendar`;
  const make = useMutation({
    mutationFn: () => call<CalendarAddress>(path, { method: 'POST' }),
    onSuccess: () => setSince(new Date().toISOString()),
    onSettled: () => setAsking(null),
  });
  const remove = useMutation({
    mutationFn: () => call(path, { method: 'DELETE' }),
    onSuccess: () => {
      setSince(null);
      make.reset();
    },
    onSettled: () => setAsking(null),
  });
  return (
    <section className="section" aria-labelledby="calendar">
      <h2 className="section-title" id="calendar">
        My calendar
      </h2>
      <p className="section-lead">
        A calendar that subscribes to your own address shows your sessions with the links to join, and follows every
        change. How soon is up to the calendar: Google looks only every few hours and cannot be hurried.
      </p>
      {make.data && since !== null ? (
        <NewAddress address={make.data} />
      ) : (
        since !== null && (
          <p className="calendar-since">
            You have an address, made on {momentIn(since, zone)}. It was shown then, and cannot be shown again.
          </p>
        )
      )}
      {remove.isSuccess && since === null && (
        <Notice
          tone="done"
          title="Your calendar address is removed. Calendars that know it are told nothing any more."
        />
      )}
      <ProblemNotice error={make.error ?? remove.error} />
      <div className="buttons section-buttons">
        {since === null ? (
          <Button onClick={() => make.mutate()} disabled={make.isPending}>
            Make my calendar address
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => setAsking('replace')}>
              Make a new address
            </Button>
            <Button variant="default" onClick={() => setAsking('remove')}>
              Remove the address
            </Button>
          </>
        )}
      </div>
      {asking === 'replace' && (
        <ConfirmDialog
          title="Make a new calendar address?"
          action="Make a new address"
          busy={make.isPending}
          onConfirm={() => make.mutate()}
          onCancel={() => setAsking(null)}
        >
          <p>The address you have now stops at once. Calendars that know it must be given the new one.</p>
        </ConfirmDialog>
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title="Remove your calendar address?"
          action="Remove the address"
          busy={remove.isPending}
          onConfirm={() => remove.mutate()}
          onCancel={() => setAsking(null)}
        >
          <p>It stops at once, in every calendar that knows it. You can make a new one later.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function NewAddress({ address }: { readonly address: CalendarAddress }) {
  return (
    <div className="new-address">
      <Notice tone="done" title="This is your address. Copy it now: it is shown only this once.">
        <p>Whoever knows it can read your sessions, so give it to nobody.</p>
      </Notice>
      <CopyField label="Your calendar address" text={address.https} />
      <a className="text-link tall-link" href={address.webcal}>
        Open in a calendar program
      </a>
      <CalendarPrograms />
    </div>
  );
}
