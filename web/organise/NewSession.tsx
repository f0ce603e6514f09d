import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import { useEdits } from './queries.ts';
import { SessionForm } from './SessionForm.tsx';
import { newSessionValues, type SessionValues, sessionSent } from './session-form.ts';
import { useForm } from './use-form.ts';

export interface NewSessionProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly onSaid: (text: string) => void;
  readonly onDone: () => void;
}

/** A session to be, at the end of the day. */
export function NewSession({ draft, day, onSaid, onDone }: NewSessionProps) {
  const { edit } = useEdits(draft.event.slug);
  const form = useForm<SessionValues>(newSessionValues(day.number), async (values) => {
    await edit('/sessions', { method: 'POST', body: sessionSent(values) });
    onSaid(`“${values.title}” is added at the end of day ${values.day}.`);
    onDone();
    return newSessionValues(day.number);
  });
  return (
    <div className="plan-new">
      <h3 className="plan-part-title">A new session</h3>
      <SessionForm
        form={form}
        days={draft.days}
        id={null}
        label="A new session"
        action="Add the session"
        isNew
        onCancel={onDone}
      />
    </div>
  );
}
