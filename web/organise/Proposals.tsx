import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import type { TimeChange } from '../../agenda/layout/time-changes.ts';
import type { Proposal } from '../../agenda/proposals/proposals.ts';
import { countOf } from '../agenda/wording.ts';
import { ProblemNotice } from '../shell/Notice.tsx';
import { spanText } from './changes.ts';
import { EditProblem } from './FormFrame.tsx';
import { fitOf } from './fit.ts';
import { useEdits, useProposals } from './queries.ts';

export interface ProposalsProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly readOnly: boolean;
  readonly onSaid: (text: string) => void;
}

/** Ways to make a day that is over fit, each with every time that it would change. */
export function Proposals({ draft, day, readOnly, onSaid }: ProposalsProps) {
  const { slug } = draft.event;
  const { edit } = useEdits(slug);
  const [applying, setApplying] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const asked = useProposals(slug, day.number, draft.revision, day.overMinutes > 0);
  if (day.overMinutes <= 0) return null;
  const apply = async ({ key, message }: Proposal) => {
    setApplying(key);
    setError(null);
    try {
      const after = await edit(`/days/${day.number}/proposals/${key}`, { method: 'POST' });
      const now = after.days.find(({ id }) => id === day.id);
      onSaid(`Done: ${message} Day ${day.number}: ${now ? fitOf(now).text : ''}.`);
    } catch (failure) {
      setError(failure);
    } finally {
      setApplying(null);
    }
  };
  return (
    <section className="plan-part" aria-labelledby="proposals-title">
      <h3 className="plan-part-title" id="proposals-title">
        How it could fit
      </h3>
      <ProblemNotice error={asked.error} />
      <EditProblem error={error} />
      {asked.data?.proposals.length === 0 && <p>Nothing that may be shortened or moved is enough.</p>}
      <ul className="proposals">
        {asked.data?.proposals.map((proposal) => (
          <li key={proposal.key} className="proposal">
            <p>{proposal.message}</p>
            <details>
              <summary className="text-link">{countOf(proposal.changes.length, 'time')} would change</summary>
              <Times changes={proposal.changes} />
            </details>
            {!readOnly && (
              <Button
                variant="default"
                className="tall-button"
                disabled={applying !== null}
                onClick={() => apply(proposal)}
              >
                Apply<span className="visually-hidden"> {proposal.message}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Times({ changes }: { readonly changes: readonly TimeChange[] }) {
  const days = new Set(changes.map(({ day }) => day));
  return (
    <ul className="times">
      {changes.map(({ day, session, title, before, after }) => (
        <li key={`${day} ${session} ${before?.start} ${after?.start}`}>
          <span dir="auto">{title}</span>
          <span className="times-spans">
            {days.size > 1 && `Day ${day}: `}
            <s>{spanText(before)}</s> <strong>{spanText(after)}</strong>
          </span>
        </li>
      ))}
    </ul>
  );
}
