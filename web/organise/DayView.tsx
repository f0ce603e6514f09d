import { Button } from '@mantine/core';
import type { DraftDay } from '../../agenda/draft/draft.ts';
import { lengthText } from '../agenda/wording.ts';
import { Empty } from '../shell/Notice.tsx';
import { DayFit } from './DayFit.tsx';
import { DayHead, type DayHeadProps } from './DayHead.tsx';
import { NewSession } from './NewSession.tsx';
import { SessionRow } from './SessionRow.tsx';

export interface DayViewProps extends DayHeadProps {
  /** Ids of the sessions whose forms are open. */
  readonly open: ReadonlySet<string>;
  readonly isAdding: boolean;
  readonly onToggle: (session: string) => void;
  readonly onShow: (session: string) => void;
  readonly onAdding: (is: boolean) => void;
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
