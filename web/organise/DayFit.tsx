import { useMemo } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { lengthText } from '../agenda/wording.ts';
import { fitOf } from './fit.ts';
import { Proposals } from './Proposals.tsx';
import { checkChairs } from './printed-chairs.ts';
import { usePeopleWith } from './queries.ts';
import type { PlanRights } from './rights.ts';

export interface DayFitProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly rights: PlanRights;
  /** Opens a session that a finding is about. */
  readonly onShow: (session: string) => void;
  readonly onSaid: (text: string) => void;
}

/** Beside a day: how it fits, what is wrong with it, how it could fit, and who can lead it. */
export function DayFit({ draft, day, rights, onShow, onSaid }: DayFitProps) {
  return (
    <aside className="plan-aside" id="fit" aria-label={`How day ${day.number} fits`}>
      <section className="plan-part">
        <h3 className="plan-part-title">
          Day {day.number}: <Fit day={day} />
        </h3>
        <p className="plan-sums">
          {lengthText(day.sessionMinutes)} of sessions, {lengthText(day.plannedBreakMinutes)} of breaks, in a day of{' '}
          {lengthText(day.dayMinutes)}.
        </p>
        <Findings day={day} onShow={onShow} />
      </section>
      {(rights.edit || rights.proposalsOf.includes(day.number)) && (
        <Proposals draft={draft} day={day} readOnly={!rights.edit} onSaid={onSaid} />
      )}
      {rights.people && <ChairHolders slug={draft.event.slug} day={day} />}
    </aside>
  );
}

export function Fit({ day }: { readonly day: DraftDay }) {
  const { state, text } = fitOf(day);
  return (
    <span className="fit" data-fit={state}>
      {text}
    </span>
  );
}

const SEVERITIES = { error: 'Wrong', warning: 'To decide', info: 'Good to know' } as const;

function Findings({ day, onShow }: Pick<DayFitProps, 'day' | 'onShow'>) {
  if (day.findings.length === 0) return <p className="plan-sums">Nothing is wrong with this day.</p>;
  return (
    <ul className="findings">
      {day.findings.map(({ code, severity, message, session }) => (
        <li key={`${code} ${session} ${message}`} data-severity={severity}>
          <span className="finding-severity">{SEVERITIES[severity as keyof typeof SEVERITIES]}</span>
          {session === null ? (
            <span dir="auto">{message}</span>
          ) : (
            <button type="button" className="finding-link" data-finding="" dir="auto" onClick={() => onShow(session)}>
              {message}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The programme names a chair; to lead the day somebody has to hold the role. */
function ChairHolders({ slug, day }: { readonly slug: string; readonly day: DraftDay }) {
  const chairs = usePeopleWith(slug, 'role=chair');
  const deputies = usePeopleWith(slug, 'role=deputy');
  const check = useMemo(() => {
    if (!chairs.data || !deputies.data) return null;
    const people = [...chairs.data.people, ...deputies.data.people];
    const distinct = [...new Map(people.map((person) => [person.id, person])).values()];
    return checkChairs(day.number, day.chairs, distinct);
  }, [chairs.data, deputies.data, day]);
  if (!check) return null;
  return (
    <section className="plan-part" aria-labelledby="holders-title">
      <h3 className="plan-part-title" id="holders-title">
        Who can lead this day
      </h3>
      {check.holders.length === 0 && <p>Nobody has the role of chair for this day yet.</p>}
      <ul>
        {check.holders.map(({ id, text }) => (
          <li key={`${id} ${text}`} dir="auto">
            {text}
          </li>
        ))}
      </ul>
      {check.remarks.map((remark) => (
        <p className="plan-remark" key={remark}>
          {remark}
        </p>
      ))}
      <p>
        <a className="text-link" href={`/e/${slug}/organise/people?role=chair`}>
          Give the role on the people page
        </a>
      </p>
    </section>
  );
}
