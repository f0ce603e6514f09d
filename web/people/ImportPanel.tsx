import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ImportPreview, ImportStored } from '../../people/view.ts';
import { asSentence, call, ProblemError } from '../shell/api.ts';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import { ImportRows } from './ImportRows.tsx';
import { faultText, firstOf, outcomeText, storedText, verdictOf } from './import-words.ts';
import { EVERYBODY } from './people-query.ts';
import { usePeopleCache } from './queries.ts';
import type { Look } from './use-people-query.ts';
import { numberText } from './wording.ts';

export interface ImportPanelProps {
  readonly slug: string;
  readonly look: Look;
}

/** People from a file: chosen, looked at row by row, and only then stored, whole or not at all. */
export function ImportPanel({ slug, look }: ImportPanelProps) {
  const [file, setFile] = useState<File | null>(null);
  const cache = usePeopleCache(slug);
  const path = `/api/events/${slug}/people/import`;
  const preview = useMutation({
    mutationFn: (chosen: File) => call<ImportPreview>(`${path}?dryRun=true`, { method: 'POST', body: formOf(chosen) }),
  });
  const store = useMutation({
    mutationFn: ({ chosen, digest }: { chosen: File; digest: string }) =>
      call<ImportStored>(`${path}?preview=${encodeURIComponent(digest)}`, { method: 'POST', body: formOf(chosen) }),
    onSuccess: () => cache.renew(),
  });
  const choose = (chosen: File | null) => {
    store.reset();
    preview.reset();
    setFile(chosen);
    if (chosen) preview.mutate(chosen);
  };
  if (store.data) return <Stored stored={store.data} look={look} onAnother={() => choose(null)} />;
  return (
    <div className="import">
      <p className="page-lead">
        A CSV file, as spreadsheets save it, with a header row that names at least name, email and organisation; further
        columns are country, role, tags, prefers (topics of breakout rooms, the dearest first), together and apart.
        Nothing is stored until you confirm it below, and nobody is written to.
      </p>
      <FilePick file={file} busy={preview.isPending} onPick={choose} />
      {preview.isPending && <Notice tone="plain" title="The file is being read. Nothing is stored." />}
      <Refusal error={preview.error} />
      {file && preview.data && (
        <Preview
          preview={preview.data}
          storing={store.isPending}
          error={store.error}
          onStore={() => store.mutate({ chosen: file, digest: preview.data.preview })}
          onAgain={() => choose(file)}
          onCancel={() => choose(null)}
        />
      )}
    </div>
  );
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('people', file, file.name);
  return form;
}

interface FilePickProps {
  readonly file: File | null;
  readonly busy: boolean;
  readonly onPick: (file: File | null) => void;
}

function FilePick({ file, busy, onPick }: FilePickProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (file === null && input.current) input.current.value = '';
  }, [file]);
  return (
    <div className="import-file">
      <label className="import-label" htmlFor="people-file">
        File
      </label>
      <input
        id="people-file"
        ref={input}
        type="file"
        accept=".csv,text/csv"
        disabled={busy}
        onChange={(change) => {
          const [chosen] = change.currentTarget.files ?? [];
          if (chosen) onPick(chosen);
        }}
        // So that the same file can be chosen again after it was mended.
        onClick={(click) => {
          click.currentTarget.value = '';
        }}
      />
    </div>
  );
}

/** A file that could not be read at all, with the place of each fault. */
function Refusal({ error }: { readonly error: unknown }) {
  if (!(error instanceof ProblemError) || error.errors.length === 0) return <ProblemNotice error={error} />;
  return (
    <Notice tone="wrong" title={error.message}>
      <ul className="notice-faults">
        {error.errors.slice(0, 50).map((fault) => (
          <li key={fault.path + fault.message}>{asSentence(faultText(fault))}</li>
        ))}
      </ul>
      {error.errors.length > 50 && <p>And {numberText(error.errors.length - 50)} more.</p>}
      <p>Mend the file and choose it again.</p>
    </Notice>
  );
}

interface PreviewProps {
  readonly preview: ImportPreview;
  readonly storing: boolean;
  readonly error: unknown;
  readonly onStore: () => void;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}

function Preview({ preview, storing, error, onStore, onAgain, onCancel }: PreviewProps) {
  const verdict = verdictOf(preview);
  const stale = error instanceof ProblemError && error.code === 'preview-stale';
  return (
    <section aria-labelledby="import-preview">
      <h2 className="people-subtitle" id="import-preview">
        What would happen
      </h2>
      <p role="status">{outcomeText(preview)} Nothing is stored yet.</p>
      {preview.newOrganisations.length > 0 && (
        <p className="import-organisations">New organisations: {firstOf(preview.newOrganisations)}.</p>
      )}
      {preview.header.map(({ column, message }) => (
        <p className="people-hint" key={`${column} ${message}`}>
          Header{column === null ? '' : `, ${column}`}: {asSentence(message)}
        </p>
      ))}
      {verdict === 'refused' && (
        <Notice tone="wrong" title={`${numberText(preview.counts.error)} of the rows cannot go in, so nothing does.`}>
          <p>Mend them in the file, and choose it again. What each lacks stands beside it.</p>
        </Notice>
      )}
      {verdict === 'nothing' && <Notice tone="plain" title="All of this is stored already. There is nothing to do." />}
      {stale && (
        <Notice tone="wrong" title="What is stored has changed since this preview was made. Nothing was stored.">
          <p>Look at the file again: the new preview says what would happen now.</p>
          <div className="buttons">
            <Button variant="default" onClick={onAgain}>
              Make the preview again
            </Button>
          </div>
        </Notice>
      )}
      {!stale && <Refusal error={error} />}
      <div className="buttons import-buttons">
        {verdict === 'ready' && !stale && (
          <Button aria-disabled={storing} onClick={() => !storing && onStore()}>
            {storing ? 'Storing' : 'Store exactly this'}
          </Button>
        )}
        <Button variant="default" disabled={storing} onClick={onCancel}>
          Discard the preview
        </Button>
      </div>
      <ImportRows rows={preview.rows} counts={preview.counts} />
    </section>
  );
}

interface StoredProps {
  readonly stored: ImportStored;
  readonly look: Look;
  readonly onAnother: () => void;
}

function Stored({ stored: { stored }, look, onAnother }: StoredProps) {
  const organisations = stored.newOrganisations;
  return (
    <div className="import">
      <Notice tone="done" title={storedText(stored)}>
        <p>
          {organisations > 0 &&
            `${numberText(organisations)} ${organisations === 1 ? 'organisation is' : 'organisations are'} new. `}
          Nobody was written to: they hear of it when you invite them.
        </p>
      </Notice>
      <div className="buttons">
        <Button onClick={() => look({ ...EVERYBODY, state: 'invited' })}>Choose whom to invite</Button>
        <Button variant="default" onClick={onAnother}>
          Import another file
        </Button>
      </div>
    </div>
  );
}
