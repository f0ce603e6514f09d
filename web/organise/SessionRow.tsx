import type { Session } from '../../agenda/schema.ts';
import { KindMark } from '../agenda/KindMark.tsx';
import { countOf, lengthText } from '../agenda/wording.ts';
import { OpenSession } from './OpenSession.tsx';
import { SessionMovers } from './SessionMovers.tsx';
import type { SessionRowProps } from './session-row.ts';

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
        {!readOnly && <SessionMovers {...props} />}
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
