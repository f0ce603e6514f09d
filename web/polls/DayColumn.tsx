import { clockOf, type Place, type PlaceDay, pollsOf } from '../../polls/places.ts';
import type { PollLineView } from '../../polls/view.ts';
import { shortDay } from '../clock-face.ts';
import { PollLine } from './PollLine.tsx';
import { type Go, PollsLink } from './PollsLink.tsx';

export interface DayColumnProps {
  readonly slug: string;
  readonly day: PlaceDay;
  readonly polls: readonly PollLineView[];
  readonly withSessions: boolean;
  readonly onGo: Go;
  readonly onMove: (poll: PollLineView, position: number) => void;
}

/** A day: its breaks, and its sessions with a poll, from its beginning to its end. */
export function DayColumn({ day, withSessions, ...rest }: DayColumnProps) {
  const { polls } = rest;
  const shown = day.places.filter(({ id, kind }) => kind === 'break' || withSessions || pollsOf(id, polls).length > 0);
  const title = `Day ${day.number}`;
  return (
    <section className="polls-day" aria-label={title}>
      <h2 className="polls-day-title">
        {title} <span className="polls-day-date">{shortDay(day.date)}</span>
      </h2>
      {shown.length === 0 && <p className="polls-none">No breaks on this day.</p>}
      <ol>
        {shown.map((place) => (
          <PlaceRow key={place.id} place={place} {...rest} />
        ))}
      </ol>
    </section>
  );
}

interface PlaceRowProps extends Omit<DayColumnProps, 'day' | 'withSessions'> {
  readonly place: Place;
}

function PlaceRow({ slug, place, polls, onGo, onMove }: PlaceRowProps) {
  const own = pollsOf(place.id, polls);
  const isBreak = place.kind === 'break';
  return (
    <li className="polls-place" data-empty={own.length === 0 || undefined}>
      <p className="polls-place-head">
        <PlaceTime place={place} />
        <span className={isBreak ? 'polls-break' : 'polls-session'} dir="auto">
          {place.title}
        </span>
      </p>
      {own.length > 0 && (
        <ul>
          {own.map((poll, position) => (
            <li key={poll.id} className="polls-poll">
              <PollsLink slug={slug} to={{ show: 'poll', id: poll.id }} onGo={onGo} className="poll-question">
                <bdi>{poll.question}</bdi>
              </PollsLink>
              <PollLine poll={poll} />
              {own.length > 1 && <Movers poll={poll} position={position} last={own.length - 1} onMove={onMove} />}
            </li>
          ))}
        </ul>
      )}
      <p className="polls-add">
        {own.length === 0 && isBreak && <span>No quick poll</span>}
        <PollsLink slug={slug} to={{ show: 'new', entry: place.id }} onGo={onGo} className="polls-add-link">
          {own.length === 0 ? 'Add' : 'Add another'}
          <span className="visually-hidden"> poll to {place.title}</span>
        </PollsLink>
      </p>
    </li>
  );
}

function PlaceTime({ place: { start, expectedStart } }: { readonly place: Place }) {
  const planned = clockOf(start);
  const expected = expectedStart === null ? planned : clockOf(expectedStart);
  return (
    <span className="polls-time">
      {expected !== planned && <s>{planned}</s>} {expected}
    </span>
  );
}

interface MoversProps {
  readonly poll: PollLineView;
  readonly position: number;
  readonly last: number;
  readonly onMove: DayColumnProps['onMove'];
}

function Movers({ poll, position, last, onMove }: MoversProps) {
  const mover = (name: string, by: number, isOff: boolean) => (
    <button type="button" className="plain-button" disabled={isOff} onClick={() => onMove(poll, position + by)}>
      {name}
      <span className="visually-hidden">: {poll.question}</span>
    </button>
  );
  return (
    <p className="polls-movers">
      {mover('Up', -1, position === 0)}
      {mover('Down', 1, position === last)}
    </p>
  );
}
