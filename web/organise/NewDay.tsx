import type { DraftView } from '../../agenda/draft/draft.ts';
import { DayForm } from './DayForm.tsx';
import { type DayValues, daySent, newDayValues } from './day-form.ts';
import { useEdits } from './queries.ts';
import { useForm } from './use-form.ts';

export interface NewDayProps {
  readonly draft: DraftView;
  readonly onSaid: (text: string) => void;
  readonly onDay: (number: number) => void;
}

export function NewDay({ draft, onSaid, onDay }: NewDayProps) {
  const { edit } = useEdits(draft.event.slug);
  const start = newDayValues(draft.days, draft.event.timeZone);
  const form = useForm<DayValues>(start, async (values) => {
    await edit('/days', { method: 'POST', body: daySent(values) });
    onSaid(`Day ${values.number} is added.`);
    onDay(Number(values.number));
    return values;
  });
  return (
    <section aria-labelledby="new-day-title">
      <h2 className="section-title" id="new-day-title">
        {draft.days.length === 0 ? 'The first day' : 'A new day'}
      </h2>
      {draft.days.length === 0 && (
        <p className="section-lead">
          The event has no days yet. Add the first one here, or import a plan from two files.
        </p>
      )}
      <DayForm form={form} label="A new day" action="Add the day" isNew />
    </section>
  );
}
