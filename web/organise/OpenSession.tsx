import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DraftView } from '../../agenda/draft/draft.ts';
import type { Session } from '../../agenda/schema.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { whereText } from './changes.ts';
import { EditProblem } from './FormFrame.tsx';
import { type Edits, useEdits } from './queries.ts';
import { SessionForm } from './SessionForm.tsx';
import { type SessionValues, sessionSent, sessionValues } from './session-form.ts';
import type { SessionRowProps } from './session-row.ts';
import { useForm } from './use-form.ts';

/** The form of a session that is opened in its day. */
export function OpenSession({ draft, day, session, readOnly, onToggle, onSaid }: SessionRowProps) {
  const { edit } = useEdits(draft.event.slug);
  const form = useForm<SessionValues>(sessionValues(session, day.number), async (values, names) => {
    const after = await edit(`/sessions/${session.id}`, { method: 'PATCH', body: sessionSent(values, names) });
    const stored = storedIn(after, session.id);
    onSaid(`Saved. ${whereText(after, { ...session, title: stored?.title ?? values.title })}`);
    return stored ?? values;
  });
  return (
    <SessionForm
      form={form}
      days={draft.days}
      id={session.id}
      label={session.title}
      action="Save the session"
      readOnly={readOnly}
      further={<RemoveSession session={session} edit={edit} onSaid={onSaid} onGone={onToggle} />}
    />
  );
}

function storedIn({ days }: DraftView, id: string): SessionValues | null {
  for (const { number, sessions } of days) {
    const session = sessions.find((each) => each.id === id);
    if (session) return sessionValues(session, number);
  }
  return null;
}

interface RemoveSessionProps {
  readonly session: Session;
  readonly edit: Edits['edit'];
  readonly onSaid: (text: string) => void;
  readonly onGone: () => void;
}

function RemoveSession({ session, edit, onSaid, onGone }: RemoveSessionProps) {
  const [state, setState] = useState<'idle' | 'asked' | 'busy'>('idle');
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setState('busy');
    try {
      await edit(`/sessions/${session.id}`, { method: 'DELETE' });
      onSaid(`“${session.title}” is taken out of the draft.`);
      onGone();
    } catch (failure) {
      setError(failure);
      setState('idle');
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => setState('asked')}>
        Remove the session
      </Button>
      <EditProblem error={error} />
      {state !== 'idle' && (
        <ConfirmDialog
          title="Remove this session?"
          action="Remove the session"
          busy={state === 'busy'}
          onConfirm={remove}
          onCancel={() => setState('idle')}
        >
          <p>
            “<bdi>{session.title}</bdi>” goes from the draft with all that is written about it. What is published stays
            until you publish again.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
