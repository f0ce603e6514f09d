import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { chairLines } from '../agenda/wording.ts';
import { dayAndMonth, zoneCity } from '../clock-face.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { DayForm } from './DayForm.tsx';
import { type DayValues, daySent, dayValues } from './day-form.ts';
import { EditProblem } from './FormFrame.tsx';
import { useEdits } from './queries.ts';
import type { PlanRights } from './rights.ts';
import { useForm } from './use-form.ts';

export interface DayHeadProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly rights: PlanRights;
  /** To the day of another number; to a first one to be, where none is left. */
  readonly onDay: (number: number | null) => void;
  readonly onSaid: (text: string) => void;
}

/** What frames a day: when it is, who leads it, and the form to change it. */
export function DayHead({ draft, day, rights, onDay, onSaid }: DayHeadProps) {
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

type ChangeDayProps = Omit<DayHeadProps, 'rights'>;

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
