import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { chairLines, lengthText } from '../agenda/wording.ts';
import { dayAndMonth, zoneCity } from '../clock-face.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { Empty } from '../shell/Notice.tsx';
import { DayFit } from './DayFit.tsx';
import { DayForm } from './DayForm.tsx';
import { type DayValues, daySent, dayValues } from './day-form.ts';
import { EditProblem } from './FormFrame.tsx';
import { NewSession } from './NewSession.tsx';
import { useEdits } from './queries.ts';
import type { PlanRights } from './rights.ts';
import { SessionRow } from './SessionRow.tsx';
import { useForm } from './use-form.ts';

export interface DayViewProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly rights: PlanRights;
  /** Ids of the sessions whose forms are open. */
  readonly open: ReadonlySet<string>;
  readonly isAdding: boolean;
  readonly onToggle: (session: string) => void;
  readonly onShow: (session: string) => void;
  readonly onAdding: (is: boolean) => void;
  /** To the day of another number; to a first one to be, where none is left. */
  readonly onDay: (number: number | null) => void;
  readonly onSaid: (text: string) => void;
}

/** A day of the plan: its frame, its sessions as they are laid out, and beside them how it fits. */
export function DayView(props: DayViewProps) {
  const { draft, day, rights, isAdding, onAdding, onSaid, onShow } = props;
  return (
    <div className="plan-day">
      <section className="plan-main" aria-labelledby="day-title">
        <DayHead {...props} />
        <Entries {...props} />
        {rights.edit && isAdding && (
          <NewSession draft={draft} day={day} onSaid={onSaid} onDone={() => onAdding(false)} />
        )}
        {rights.edit && !isAdding && (
          <Button id="new-session" variant="default" className="tall-button" onClick={() => onAdding(true)}>
            Add a session
          </Button>
        )}
      </section>
      <DayFit draft={draft} day={day} rights={rights} onShow={onShow} onSaid={onSaid} />
    </div>
  );
}

function DayHead({ draft, day, rights, onDay, onSaid }: DayViewProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="plan-head">
      <h2 className="section-title" id="day-title">
        Day {day.number}, {dayAndMonth(day.date)}
      </h2>
      <p className="plan-sums">
        {day.start.slice(0, 5)} to {day.end.slice(0, 5)} ({zoneCity(day.timeZone)}), {day.breakMinutes} min of breaks in{' '}
        {day.breakSlots}.
      </p>
      {day.chairs.length === 0 && <p className="plan-sums">No chair is named.</p>}
      {chairLines(day.chairs).map(({ role, names }) => (
        <p className="plan-sums" key={role}>
          {role}: <bdi>{names}</bdi>
        </p>
      ))}
      <p className="plan-to-fit">
        <a className="text-link" href="#fit">
          What is wrong with it, and how it could fit
        </a>
      </p>
      {rights.edit && (
        <button type="button" className="plain-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Close the day’s form' : 'Change the day'}
        </button>
      )}
      {isOpen && <ChangeDay draft={draft} day={day} onDay={onDay} onSaid={onSaid} />}
    </header>
  );
}

type ChangeDayProps = Pick<DayViewProps, 'draft' | 'day' | 'onDay' | 'onSaid'>;

function ChangeDay({ draft, day, onDay, onSaid }: ChangeDayProps) {
  const { edit } = useEdits(draft.event.slug);
  const form = useForm<DayValues>(dayValues(day), async (values, names) => {
    const after = await edit(`/days/${day.number}`, { method: 'PATCH', body: daySent(values, names) });
    const stored = after.days.find(({ id }) => id === day.id) ?? day;
    onSaid(`Day ${stored.number} is saved.`);
    if (stored.number !== day.number) onDay(stored.number);
    return dayValues(stored);
  });
  return (
    <DayForm
      form={form}
      label={`Day ${day.number}`}
      action="Save the day"
      further={<RemoveDay draft={draft} day={day} onDay={onDay} onSaid={onSaid} />}
    />
  );
}

function RemoveDay({ draft, day, onDay, onSaid }: ChangeDayProps) {
  const { edit } = useEdits(draft.event.slug);
  const [state, setState] = useState<'idle' | 'asked' | 'busy'>('idle');
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setState('busy');
    try {
      const after = await edit(`/days/${day.number}`, { method: 'DELETE' });
      onSaid(`Day ${day.number} is taken out of the draft.`);
      onDay(after.days[0]?.number ?? null);
    } catch (failure) {
      setError(failure);
      setState('idle');
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => setState('asked')}>
        Remove the day
      </Button>
      <EditProblem error={error} />
      {state !== 'idle' && (
        <ConfirmDialog
          title={`Remove day ${day.number}?`}
          action="Remove the day"
          busy={state === 'busy'}
          onConfirm={remove}
          onCancel={() => setState('idle')}
        >
          <p>
            The day goes from the draft with its {day.sessions.length} sessions. What is published stays until you
            publish again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

/** In the order of the clock, with the breaks that were laid between the sessions. */
function Entries({ draft, day, rights, open, onToggle, onSaid }: DayViewProps) {
  if (day.sessions.length === 0) {
    return <Empty title="This day has no sessions yet.">{rights.edit && <p>Add the first one below.</p>}</Empty>;
  }
  const sessions = new Map<string, DraftDay['sessions'][number]>(day.sessions.map((each) => [each.id, each]));
  return (
    <ol className="plan-entries">
      {day.timeline.map(({ session: id, title, start, minutes }) => {
        const session = id === null ? undefined : sessions.get(id);
        if (!session) {
          return (
            <li className="plan-break" key={`break ${start}`}>
              <time className="plan-time" dateTime={start}>
                {start.slice(11, 16)}
              </time>
              <span>
                {title}, {lengthText(minutes)}
              </span>
            </li>
          );
        }
        return (
          <SessionRow
            key={session.id}
            draft={draft}
            day={day}
            session={session}
            start={start}
            isOpen={open.has(session.id)}
            readOnly={!rights.edit}
            onToggle={() => onToggle(session.id)}
            onSaid={onSaid}
          />
        );
      })}
    </ol>
  );
}
