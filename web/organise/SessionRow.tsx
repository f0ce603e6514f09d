import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import type { Session } from '../../agenda/schema.ts';
import { KindMark } from '../agenda/KindMark.tsx';
import { countOf, lengthText } from '../agenda/wording.ts';
import { ConfirmDialog } from '../shell/ConfirmDialog.tsx';
import { EditProblem } from './FormFrame.tsx';
import { type Edits, useEdits } from './queries.ts';
import { SessionForm } from './SessionForm.tsx';
import { type SessionValues, sessionSent, sessionValues } from './session-form.ts';
import { useForm } from './use-form.ts';

export interface SessionRowProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly session: Session;
  /** RFC 3339, as laid out. */
  readonly start: string;
  readonly isOpen: boolean;
  readonly readOnly: boolean;
  readonly onToggle: () => void;
  readonly onSaid: (text: string) => void;
}

/** One session of the day as it is laid out; opened, its form. */
export function SessionRow(props: SessionRowProps) {
  const { session, start, isOpen, readOnly, onToggle } = props;
  return (
    <li className="plan-entry" id={`session-${session.id}`} data-open={isOpen || undefined}>
      <div className="plan-line">
        <time className="plan-time" dateTime={start}>
          {start.slice(11, 16)}
        </time>
        <div className="plan-what">
          <button
            type="button"
            className="plan-title"
            aria-expanded={isOpen}
            dir="auto"
            id={`open-${session.id}`}
            onClick={onToggle}
          >
            {session.title}
          </button>
          <p className="plan-facts">
            <KindMark kind={session.kind} /> <span>{lengthText(session.minutes)}</span>
            {factsOf(session).map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
        {!readOnly && <Movers {...props} />}
      </div>
      {isOpen && <OpenSession {...props} />}
    </li>
  );
}

function factsOf({ announcedStart, announcedEnd, pinned, speakers, track, leastMinutes }: Session): string[] {
  const open = speakers.filter(({ confirmed }) => !confirmed).length;
  const announced = [announcedStart, announcedEnd].filter((time) => time !== null).join(' to ');
  return [
    ...(announced === '' ? [] : [`${pinned ? 'pinned' : 'announced'} ${announced}`]),
    ...(leastMinutes === null ? [] : [`at least ${leastMinutes} min`]),
    ...(track === null ? [] : [`track ${track}`]),
    ...(open === 0 ? [] : [`${countOf(open, 'speaker')} to be confirmed`]),
  ];
}

/** Changes the running order. The focus stays where it was, so that a key can be pressed again. */
function Movers({ draft, day, session, onSaid }: SessionRowProps) {
  const { edit } = useEdits(draft.event.slug);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wanted = useRef<string | null>(null);
  // A button that is busy cannot have the focus: it gets it back when it can be pressed again.
  useEffect(() => {
    if (busy || wanted.current === null) return;
    document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  }, [busy]);
  const place = day.sessions.findIndex(({ id }) => id === session.id);
  const move = async (position: number, button: string) => {
    setBusy(true);
    setError(null);
    try {
      const body = { position };
      const after = await edit(`/sessions/${session.id}`, { method: 'PATCH', body });
      onSaid(placeText(after, session));
      wanted.current = button;
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const [up, down] = [`up-${session.id}`, `down-${session.id}`];
  const last = day.sessions.length - 1;
  return (
    <div className="plan-movers">
      <button
        type="button"
        className="plain-button"
        id={up}
        disabled={busy || place === 0}
        onClick={() => move(place - 1, place - 1 === 0 ? down : up)}
      >
        Up<span className="visually-hidden"> {session.title}</span>
      </button>
      <button
        type="button"
        className="plain-button"
        id={down}
        disabled={busy || place === last}
        onClick={() => move(place + 1, place + 1 === last ? up : down)}
      >
        Down<span className="visually-hidden"> {session.title}</span>
      </button>
      <EditProblem error={error} />
    </div>
  );
}

function placeText(draft: DraftView, { id, title }: Session): string {
  const day = draft.days.find(({ sessions }) => sessions.some((each) => each.id === id));
  const entry = day?.timeline.find(({ session }) => session === id);
  if (!day || !entry) return '';
  return `“${title}” is now at ${entry.start.slice(11, 16)} on day ${day.number}.`;
}

function OpenSession({ draft, day, session, readOnly, onToggle, onSaid }: SessionRowProps) {
  const { slug } = draft.event;
  const { edit } = useEdits(slug);
  const form = useForm<SessionValues>(sessionValues(session, day.number), async (values, names) => {
    const after = await edit(`/sessions/${session.id}`, { method: 'PATCH', body: sessionSent(values, names) });
    const stored = storedIn(after, session.id);
    onSaid(`Saved. ${placeText(after, { ...session, title: stored?.title ?? values.title })}`);
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
      further={<RemoveSession slug={slug} session={session} edit={edit} onSaid={onSaid} onGone={onToggle} />}
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
  readonly slug: string;
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
