import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { Difference, DraftChanges } from '../../agenda/published/difference.ts';
import { countOf } from '../agenda/wording.ts';
import { faceAt, longDate, zoneCity } from '../clock-face.ts';
import { TextField } from '../shell/fields.tsx';
import { differenceText } from './changes.ts';
import { EditProblem } from './FormFrame.tsx';
import { useDraftChanges, useEdits, useVersions } from './queries.ts';

export interface PublishPanelProps {
  readonly draft: DraftView;
  /** Whether this person may publish. */
  readonly mayPublish: boolean;
  readonly onSaid: (text: string) => void;
}

/** What is published, what publishing would change, and the button for it. */
export function PublishPanel({ draft, mayPublish, onSaid }: PublishPanelProps) {
  const { slug } = draft.event;
  const changes = useDraftChanges(slug).data;
  const newest = useVersions(slug).data?.[0];
  return (
    <section className="section" id="publish" aria-labelledby="publish-title">
      <h2 className="section-title" id="publish-title">
        Publishing
      </h2>
      <p className="section-lead">
        {newest ? (
          <>
            Version {newest.number}, published {publishedText(newest.publishedAt, draft.event.timeZone)}
            {newest.note !== '' && (
              <>
                , “<bdi>{newest.note}</bdi>”
              </>
            )}
            . {changes && sinceText(changes)}{' '}
            <a className="text-link" href={`/e/${slug}/agenda`}>
              The agenda as people see it
            </a>
          </>
        ) : (
          'Nothing has been published yet: people see no agenda.'
        )}
      </p>
      {changes && newest && <ChangeList changes={changes.changes} />}
      {mayPublish && changes?.differs && draft.days.length > 0 && <Publish draft={draft} onSaid={onSaid} />}
    </section>
  );
}

/** @param at RFC 3339. @param zone the event's. */
function publishedText(at: string, zone: string): string {
  const { date, clock } = faceAt(Date.parse(at), zone);
  return `on ${longDate(date)} at ${clock} (${zoneCity(zone)})`;
}

function sinceText({ changes, differs }: DraftChanges): string {
  if (!differs) return 'The draft holds nothing newer.';
  if (changes.length === 0) return 'Speakers or texts have changed since; no time, title or length has.';
  return `${countOf(changes.length, 'change')} since.`;
}

const SHOWN_AT_ONCE = 12;

function ChangeList({ changes }: { readonly changes: readonly Difference[] }) {
  const line = (change: Difference) => (
    <li key={`${change.id} ${change.kind}`}>
      <span dir="auto">{change.title}</span> <span className="times-spans">{differenceText(change)}</span>
    </li>
  );
  return (
    <>
      <ul className="times">{changes.slice(0, SHOWN_AT_ONCE).map(line)}</ul>
      {changes.length > SHOWN_AT_ONCE && (
        <details>
          <summary className="text-link">And {changes.length - SHOWN_AT_ONCE} more</summary>
          <ul className="times">{changes.slice(SHOWN_AT_ONCE).map(line)}</ul>
        </details>
      )}
    </>
  );
}

function Publish({ draft, onSaid }: Pick<PublishPanelProps, 'draft' | 'onSaid'>) {
  const { edit } = useEdits(draft.event.slug);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const publish = async () => {
    setBusy(true);
    setError(null);
    try {
      const after = await edit('/versions', { method: 'POST', body: { note } });
      setNote('');
      onSaid(`Version ${after.publishedVersion} is published. Pages show it now; calendars within hours.`);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <TextField
        label="Note"
        hint="What changed, for the list of versions. It may stay empty."
        value={note}
        maxLength={2000}
        onChange={setNote}
      />
      <EditProblem error={error} />
      <div className="buttons">
        <Button type="submit" disabled={busy}>
          Publish version {(draft.publishedVersion ?? 0) + 1}
        </Button>
      </div>
    </form>
  );
}
