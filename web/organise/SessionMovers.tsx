import { useEffect, useRef, useState } from 'react';
import { whereText } from './changes.ts';
import { EditProblem } from './FormFrame.tsx';
import { useEdits } from './queries.ts';
import type { SessionRowProps } from './session-row.ts';

/** Changes the running order. The focus stays where it was, so that a key can be pressed again. */
export function SessionMovers({
  draft,
  day,
  session,
  onSaid,
}: Pick<SessionRowProps, 'draft' | 'day' | 'session' | 'onSaid'>) {
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
      onSaid(whereText(after, session));
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
