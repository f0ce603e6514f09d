import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OwnData } from '../../people/view.ts';
import { call } from '../shell/api.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { Empty, ProblemNotice } from '../shell/Notice.tsx';
import { useEndPage } from '../shell/page-life.ts';
import { momentIn } from './own-time.ts';

export interface MyRightsProps {
  readonly own: OwnData;
  /** The zone they read times in. */
  readonly zone: string;
}

/** What one agreed to. */
export function MyConsents({ own, zone }: MyRightsProps) {
  return (
    <section className="section" aria-labelledby="consents">
      <h2 className="section-title" id="consents">
        What I agreed to
      </h2>
      {own.consents.length === 0 ? (
        <Empty title="You were asked to agree to nothing yet." />
      ) : (
        <ul className="consents">
          {own.consents.map(({ key, title, version, given, at }) => (
            <li key={key + version + at}>
              <span dir="auto">{title}</span>{' '}
              <span className="consent-given">
                {given ? 'Agreed' : 'Not agreed'} to version {version} on {momentIn(at, zone)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** To take along what is held, and to have it erased. */
export function MyRights({ own }: Pick<MyRightsProps, 'own'>) {
  const [asking, setAsking] = useState(false);
  const endPage = useEndPage();
  const path = `/api/events/${own.event.slug}/me`;
  const erase = useMutation({
    mutationFn: () => call(`${path}/erasure`, { method: 'POST', body: { confirm: true } }),
    onSuccess: () => endPage('erased'),
    onError: () => setAsking(false),
  });
  return (
    <section className="section" aria-labelledby="rights">
      <h2 className="section-title" id="rights">
        Take my data along, or have it erased
      </h2>
      <p className="section-lead">The file holds everything that this event holds about you.</p>
      <div className="buttons section-buttons">
        <Button component="a" variant="default" href={`${path}/data`} download>
          Download my data
        </Button>
        <Button component="a" variant="default" href={`/e/${own.event.slug}/register`}>
          Registration
        </Button>
        <Button variant="default" className="grave-link" onClick={() => setAsking(true)}>
          Have my data erased
        </Button>
      </div>
      <ProblemNotice error={erase.error} />
      {asking && (
        <ConfirmDialog
          title="Erase your data?"
          action="Erase my data"
          busy={erase.isPending}
          onConfirm={() => erase.mutate()}
          onCancel={() => setAsking(false)}
        >
          <p>
            Your name, address, fields of expertise, time zone and what you agreed to are erased from this event at
            once. You take part no longer, and your calendar address stops. What remains is a row that names nobody.
          </p>
          <p>This cannot be undone. To come back you have to be invited again.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
