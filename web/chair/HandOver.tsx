import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandOverView } from '../../agenda/show/show-view.ts';
import { call } from '../shell/api.ts';
import { Loading, ProblemNotice } from '../shell/Notice.tsx';
import { handOverLines, handOverText } from './hand-over-words.ts';

export interface HandOverProps {
  readonly slug: string;
  readonly event: string;
  readonly day: number;
  /** Of the day: another version has another hand-over. */
  readonly version: number;
}

/** What the next day's chair has to know, once the day is over. */
export function HandOver({ slug, event, day, version }: HandOverProps) {
  const { data, error, isPending } = useQuery({
    queryKey: ['hand-over', slug, day, version],
    queryFn: ({ signal }) => call<HandOverView>(`/api/events/${slug}/days/${day}/hand-over`, { signal }),
  });
  return (
    <section className="section hand-over" aria-labelledby="hand-over-title">
      <h2 className="section-title" id="hand-over-title">
        Hand-over
      </h2>
      {isPending && <Loading rows={4} label="Loading the hand-over" />}
      <ProblemNotice error={error} />
      {data && (
        <>
          <dl className="hand-over-parts">
            {handOverLines(data).map(({ title, lines }) => (
              <div key={title}>
                <dt>{title}</dt>
                {lines.map((line) => (
                  <dd key={line} dir="auto">
                    {line}
                  </dd>
                ))}
              </div>
            ))}
          </dl>
          <CopyText text={handOverText(data, event)} />
        </>
      )}
    </section>
  );
}

function CopyText({ text }: { readonly text: string }) {
  const [said, say] = useState<'Copy as text' | 'Copied' | null>('Copy as text');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say('Copied');
    } catch {
      say(null);
    }
  };
  if (said === null)
    return (
      <textarea className="hand-over-text" readOnly rows={12} aria-label="Select and copy it by hand" value={text} />
    );
  return (
    <div className="buttons">
      <Button variant="default" className="scripted-only" onClick={copy}>
        <span aria-live="polite">{said}</span>
      </Button>
    </div>
  );
}
