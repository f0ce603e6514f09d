import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { DraftView, ImportPreview } from '../../agenda/draft/draft.ts';
import { call } from '../shell/api.ts';
import { importSentences } from './changes.ts';
import { EditProblem } from './FormFrame.tsx';
import { fitOf } from './fit.ts';
import { useEdits } from './queries.ts';

export interface ImportPanelProps {
  readonly draft: DraftView;
  readonly onSaid: (text: string) => void;
  readonly onDone: (draft: DraftView) => void;
}

/** A plan out of two files: first what it would do, then, if that is meant, done. */
export function ImportPanel({ draft, onSaid, onDone }: ImportPanelProps) {
  const { slug } = draft.event;
  const { edit } = useEdits(slug);
  const form = useRef<HTMLFormElement>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (work: (files: FormData) => Promise<void>) => {
    if (!form.current) return;
    setBusy(true);
    setError(null);
    try {
      await work(new FormData(form.current));
    } catch (failure) {
      setPreview(null);
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const look = (body: FormData) => {
    const path = `/api/events/${slug}/import?dryRun=true`;
    return call<ImportPreview>(path, { method: 'POST', body, revision: draft.revision }).then(setPreview);
  };
  const store = async (body: FormData) => {
    const after = await edit('/import', { method: 'POST', body });
    onSaid('The plan of the files is the draft now.');
    onDone(after);
  };
  return (
    <section aria-labelledby="import-title">
      <h2 className="section-title" id="import-title">
        Import a plan
      </h2>
      <p className="section-lead">
        Two spreadsheets saved as CSV: days and sessions. They take the place of the draft; what is published stays
        until you publish again. Nothing is stored before you have seen what would change.
      </p>
      <form
        ref={form}
        className="plan-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run(look);
        }}
      >
        <FileField name="days" label="Days (days.csv)" onChange={() => setPreview(null)} />
        <FileField name="sessions" label="Sessions (sessions.csv)" onChange={() => setPreview(null)} />
        <EditProblem error={error} />
        <div className="buttons">
          <Button type="submit" disabled={busy} variant={preview ? 'default' : 'filled'}>
            See what it would change
          </Button>
        </div>
        {preview && <Preview preview={preview} busy={busy} onStore={() => run(store)} />}
      </form>
    </section>
  );
}

interface FileFieldProps {
  readonly name: string;
  readonly label: string;
  readonly onChange: () => void;
}

function FileField({ name, label, onChange }: FileFieldProps) {
  return (
    <label className="file-field">
      <span>{label}</span>
      <input type="file" name={name} accept=".csv,text/csv" required onChange={onChange} />
    </label>
  );
}

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly busy: boolean;
  readonly onStore: () => void;
}

function Preview({ preview: { changes, draft }, busy, onStore }: PreviewProps) {
  const sentences = importSentences(changes);
  const { removed } = changes.sessions;
  return (
    <div className="plan-part" role="status">
      <h3 className="plan-part-title">What it would change</h3>
      {sentences.length === 0 ? (
        <p>Nothing: the draft is like the files already.</p>
      ) : (
        sentences.map((each) => <p key={each}>{each}</p>)
      )}
      {removed.length > 0 && (
        <details>
          <summary className="text-link">Sessions that would be taken out</summary>
          <ul className="times">
            {removed.map(({ id, day, title }) => (
              <li key={id} dir="auto">
                Day {day}: {title}
              </li>
            ))}
          </ul>
        </details>
      )}
      <ul className="times">
        {draft.days.map((day) => (
          <li key={day.number}>
            Day {day.number}: {fitOf(day).text}
          </li>
        ))}
      </ul>
      {sentences.length > 0 && (
        <div className="buttons">
          <Button disabled={busy} onClick={onStore}>
            Make this the draft
          </Button>
        </div>
      )}
    </div>
  );
}
