import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Select } from '../shell/fields.tsx';
import { Empty, Loading, Notice } from '../shell/Notice.tsx';
import { useServerNow } from '../shell/use-live.ts';
import { Countdown } from '../show/Countdown.tsx';
import { foremostRound, roundsOfDay, timeLeft } from './day-rooms.ts';
import { ReportBack } from './ReportBack.tsx';
import { RoomMessages } from './RoomMessages.tsx';
import { RoomRows } from './RoomRows.tsx';
import type { RoomsPanelProps, RoundProps } from './round-props.ts';
import {
  leadOn,
  roundPresses,
  roundStateText,
  sessionOf,
  summariesText,
  timeText,
  unplacedText,
} from './round-words.ts';
import { useRoundDesk } from './use-round-desk.ts';

/** A round of the day's breakouts: its rooms while they are open, and their report-back. */
export function RoomsPanel(props: RoomsPanelProps) {
  const { slug, dayId, steps, view, mayEdit, onSaid, hands } = props;
  const desk = useRoundDesk(slug, onSaid);
  const [chosen, choose] = useState('');
  const rounds = roundsOfDay(view?.rounds ?? [], dayId).map(desk.current);
  const round = rounds.find(({ id }) => id === chosen) ?? foremostRound(rounds, steps);
  const isOff = props.isOff || desk.busy;
  const on = round && leadOn(round);
  useEffect(() => {
    hands.current = isOff || !round || !on ? {} : { lead: () => void desk.command(round, [on.command], on.said) };
    return () => {
      hands.current = {};
    };
  });
  if (view === null) return <Loading rows={4} label="Loading the rooms" />;
  if (!round)
    return (
      <Empty title="The breakouts of this day have no rooms yet.">
        <p>Organisers set up their rooms. {mayEdit && <EditLink slug={slug} />}</p>
      </Empty>
    );
  return (
    <div className="rounds">
      {rounds.length > 1 && (
        <Select
          label="Breakout"
          value={round.id}
          onChange={choose}
          choices={rounds.map((each) => ({
            value: each.id,
            label: `${sessionOf(each, steps).title} · ${roundStateText(each).toLowerCase()}`,
          }))}
        />
      )}
      <Round key={round.id} {...props} {...{ round, desk, isOff }} isOnly={rounds.length === 1} />
    </div>
  );
}

function EditLink({ slug }: { readonly slug: string }) {
  return (
    <a className="text-link" href={`/e/${slug}/organise/breakouts`}>
      Edit breakouts
    </a>
  );
}

function Round({ isOnly, ...props }: RoundProps & { readonly isOnly: boolean }) {
  const { slug, round, steps, zone, desk, isOff, mayEdit, onAsk } = props;
  const unplaced = unplacedText(round);
  const reports = round.state === 'closed' || round.state === 'reported';
  const rooms = <RoomRows {...props} />;
  return (
    <>
      {isOnly && (
        <p className="poll-entry" dir="auto">
          {sessionOf(round, steps).title}
        </p>
      )}
      <div className="round-head" data-state={round.state}>
        <p className="round-facts">
          <strong className="round-state">{roundStateText(round)}</strong>
          <TimeLeft round={round} />
          {round.state !== 'planned' && <span>Summaries: {summariesText(round)}</span>}
        </p>
        <p className="poll-agenda">
          {timeText(round, steps, zone)} {round.state === 'planned' && mayEdit && <EditLink slug={slug} />}
        </p>
        {unplaced !== '' && <p className="round-unplaced">{unplaced}</p>}
        <TimeButtons {...{ round, steps, desk, isOff, onAsk }} />
      </div>
      {desk.trouble !== null && <Notice tone="wrong" title={desk.trouble} />}
      {reports && <ReportBack {...props} />}
      {round.state !== 'planned' && (reports ? <Folded count={round.rooms.length}>{rooms}</Folded> : rooms)}
      <RoomMessages {...{ round, desk, isOff, zone }} />
      {(round.state === 'open' || round.state === 'closing') && <ReportBack {...props} />}
    </>
  );
}

function Folded({ count, children }: { readonly count: number; readonly children: React.ReactNode }) {
  return (
    <details className="poll-archive">
      <summary>Rooms: {count}</summary>
      {children}
    </details>
  );
}

function TimeLeft({ round }: Pick<RoundProps, 'round'>) {
  const now = useServerNow(1000);
  const left = timeLeft(round, now);
  if (left === null) return null;
  const warned = round.state === 'closing' || left <= round.warnSeconds * 1000;
  return (
    <span className="round-left" data-warned={warned || undefined}>
      <Countdown left={left} name="Time left in the rooms" /> {warned ? 'until the rooms close' : 'left in the rooms'}
    </span>
  );
}

/** For more time than the session has, the session is made longer, and what that moves is shown first. */
function TimeButtons({
  round,
  steps,
  desk,
  isOff,
  onAsk,
}: Pick<RoundProps, 'round' | 'steps' | 'desk' | 'isOff' | 'onAsk'>) {
  const presses = roundPresses(round, useServerNow(1000));
  const { step } = sessionOf(round, steps);
  const isSessionOn = step?.status === 'running' && round.state !== 'closed' && round.state !== 'reported';
  if (presses.length === 0 && !isSessionOn) return null;
  return (
    <div className="round-buttons">
      <div className="chair-buttons">
        {presses.map(({ command, name, said }) => (
          <Button
            key={name}
            {...(command.do !== 'open' && { variant: 'default' })}
            disabled={isOff}
            onClick={() => void desk.command(round, [command], said)}
          >
            {name}
          </Button>
        ))}
      </div>
      {isSessionOn && step && (
        <fieldset className="chair-buttons round-session">
          <legend>More time for the session</legend>
          {[-5, 5, 10].map((minutes) => (
            <Button
              key={minutes}
              variant="default"
              disabled={isOff}
              onClick={() => onAsk({ do: 'adjust', entry: step.id, minutes })}
            >
              {minutes < 0 ? `−${-minutes}` : `+${minutes}`} min
            </Button>
          ))}
        </fieldset>
      )}
    </div>
  );
}
