import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ImportView } from '../../polls/import/import-view.ts';
import { countOf } from '../agenda/wording.ts';
import { call } from '../shell/api.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import type { Go } from './PollsLink.tsx';
import { POLL_KIND_NAMES } from './poll-words.ts';
import { usePollEdits } from './queries.ts';

export interface ZoomImportProps {
  readonly slug: string;
  readonly onGo: Go;
  readonly onSaid: (text: string) => void;
}

/** Polls out of a report: first what was read of it, then, if that is meant, stored. */
export function ZoomImport({ slug, onGo, onSaid }: ZoomImportProps) {
  const { renew } = usePollEdits(slug);
  const form = useRef<HTMLFormElement>(null);
  const [read, setRead] = useState<ImportView | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (dryRun: boolean): Promise<ImportView | null> => {
    if (!form.current || busy) return null;
    setBusy(true);
    setError(null);
    try {
      const path = `/api/events/${slug}/polls/import/zoom${dryRun ? '?dryRun=true' : ''}`;
      return await call<ImportView>(path, { method: 'POST', body: new FormData(form.current) });
    } catch (failure) {
      setError(failure);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const store = async () => {
    const stored = await send(false);
    if (!stored) return;
    await renew();
    onSaid(`${countOf(stored.polls.length, 'poll')} read in from Zoom.`);
    onGo({ show: 'all' });
  };
  return (
    <>
      <h1 className="page-title">Read in a Zoom report</h1>
      <p className="page-lead">
        A report of polls that Zoom gives as CSV. Its polls then stand beside yours, with their figures and without
        anybody’s name. Nothing is stored before you have seen what was read.
      </p>
      <form
        ref={form}
        className="plan-form"
        aria-label="Read in a Zoom report"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true).then(setRead);
        }}
      >
        <label className="file-field">
          <span>Poll report (CSV)</span>
          <input type="file" name="report" accept=".csv,text/csv" required onChange={() => setRead(null)} />
        </label>
        <ProblemNotice error={error} />
        <div className="buttons">
          <Button type="submit" disabled={busy} variant={read ? 'default' : 'filled'}>
            See what is in it
          </Button>
        </div>
        {read && <WhatWasRead read={read} />}
        {read && read.polls.length > 0 && (
          <div className="buttons">
            <Button disabled={busy} onClick={() => void store()}>
              Store {countOf(read.polls.length, 'poll')}
            </Button>
          </div>
        )}
      </form>
    </>
  );
}

function WhatWasRead({ read: { polls, findings } }: { readonly read: ImportView }) {
  return (
    <div role="status">
      <h2 className="polls-part-title">What was read</h2>
      {polls.length === 0 && <p>No polls were found in it.</p>}
      <ul className="polls-list">
        {polls.map(({ kind, question, people, answers, counts }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two polls of a report may ask the same
          <li key={place}>
            <p className="fill-question" dir="auto">
              {question}
            </p>
            <p className="poll-line">
              <span>{POLL_KIND_NAMES[kind]}</span>
              <span>{people === 1 ? '1 person' : `${people} people`}</span>
              <span>{countOf(answers, 'answer')}</span>
            </p>
            <p className="poll-hint" dir="auto">
              {counts.map((each) => `${each.text}: ${each.people}`).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {findings.length > 0 && (
        <>
          <h2 className="polls-part-title">What to know</h2>
          <ul className="times">
            {findings.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
