import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { faceAt } from '../clock-face.ts';
import { useServerNow } from '../shell/use-live.ts';
import { SUMMARY_STANDS } from '../stage/summary-pages.ts';
import { SummaryMark } from './RoomRows.tsx';
import type { RoundProps } from './round-props.ts';
import { dueText, hearsText, leadOn, movedOrder, type ReportLine, reportLines, stagePages } from './round-words.ts';

const WORDS = { ahead: '', presenting: 'On the stage', presented: 'Presented' } as const;

/** The rooms in the order in which they report: none is skipped, and what is missing is shown as missing. */
export function ReportBack({ round, desk, isOff, zone, slug }: RoundProps) {
  const lines = reportLines(round);
  const order = useReorder({ round, desk, isOff }, lines);
  const on = leadOn(round);
  const isOn = lines.some(({ state }) => state === 'presenting');
  const hasMore = lines.some(({ state }) => state === 'ahead');
  const due = dueText(round, useServerNow(1000), zone);
  return (
    <section className="report-back" aria-labelledby="report-title">
      <h3 className="round-title" id="report-title">
        Report-back
      </h3>
      <p className="poll-agenda" id="report-hint">
        {due} Rooms come on the stage in this order; Alt and an arrow key move one.
      </p>
      {round.state === 'closed' && (
        <div className="chair-buttons">
          {on && (
            <Button
              className="next-button"
              disabled={isOff}
              onClick={() => void desk.command(round, [on.command], on.said)}
            >
              <span className="cut" dir="auto">
                {on.name}
              </span>
            </Button>
          )}
          {isOn && hasMore && (
            <Button
              variant="default"
              disabled={isOff}
              onClick={() => void desk.command(round, [{ do: 'finish' }], 'No room is on the stage.')}
            >
              Take it off the stage
            </Button>
          )}
        </div>
      )}
      {round.state === 'reported' && (
        <div className="chair-buttons">
          <Button
            variant="default"
            disabled={isOff}
            onClick={() => void desk.command(round, [{ do: 'again' }], 'Rooms can be presented again.')}
          >
            Present rooms again
          </Button>
        </div>
      )}
      <ol className="report-list" aria-describedby="report-hint" ref={order.list}>
        {lines.map((line, place) => (
          <li
            key={line.room.id}
            className="report-row"
            data-room={line.room.id}
            data-report={line.state}
            aria-current={line.state === 'presenting' || undefined}
            onKeyDown={(event) => order.onKey(event, line.room.id)}
          >
            <span className="report-place">{place + 1}</span>
            <ReportWhat line={line} slug={slug} round={round} zone={zone} />
            <div className="chair-buttons report-buttons">
              <OrderButtons line={line} place={place} last={lines.length - 1} move={order.move} isOff={isOff} />
              <DraftButton {...{ line, round, desk, isOff }} />
              <NudgeButton {...{ line, round, desk, isOff }} />
              {round.state === 'closed' && line.state !== 'presenting' && (
                <Button
                  variant="default"
                  disabled={isOff}
                  onClick={() =>
                    void desk.command(
                      round,
                      [{ do: 'present', room: line.room.id }],
                      `On the stage: ${line.room.name}.`,
                    )
                  }
                >
                  {line.state === 'presented' ? 'Present again' : 'Present'}
                  <span className="visually-hidden"> {line.room.name}</span>
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface WhatProps extends Pick<RoundProps, 'slug' | 'round' | 'zone'> {
  readonly line: ReportLine;
}

function ReportWhat({ line, slug, round, zone }: WhatProps) {
  const { room, state } = line;
  const pages = state === 'presenting' ? stagePages(round, room.id) : 0;
  return (
    <div className="room-what">
      <p className="room-name" dir="auto">
        {room.name}
        {room.topic !== null && <span className="report-topic"> · {room.topic}</span>}
      </p>
      <p className="report-facts">
        {state !== 'ahead' && <strong className="report-state">{WORDS[state]}</strong>}
        <span className="room-summary" data-summary={room.summary}>
          <SummaryMark of={room.summary} />
          <span>
            {hearsText(line)}
            {room.nudgedAt !== null && room.summary !== 'in' && (
              <span className="room-nudged"> · nudged {faceAt(Date.parse(room.nudgedAt), zone).clock}</span>
            )}
          </span>
        </span>
        {room.summary !== 'none' && (
          <a className="text-link" href={`/e/${slug}/rooms/${round.id}/${room.id}/summary`}>
            Read<span className="visually-hidden"> the summary of {room.name}</span>
          </a>
        )}
      </p>
      {pages > 1 && (
        <p className="report-facts">
          {pages} pages on the stage, {SUMMARY_STANDS / 1000} seconds each; there the arrow keys turn them.
        </p>
      )}
    </div>
  );
}

interface OrderProps {
  readonly line: ReportLine;
  readonly place: number;
  readonly last: number;
  readonly isOff: boolean;
  readonly move: (room: string, by: -1 | 1, from: string) => void;
}

function OrderButtons({ line: { room }, place, last, isOff, move }: OrderProps) {
  const of = <span className="visually-hidden">: {room.name}</span>;
  return (
    <>
      <Button variant="default" data-move="up" disabled={isOff || place === 0} onClick={() => move(room.id, -1, 'up')}>
        Up{of}
      </Button>
      <Button
        variant="default"
        data-move="down"
        disabled={isOff || place === last}
        onClick={() => move(room.id, 1, 'down')}
      >
        Down{of}
      </Button>
    </>
  );
}

function DraftButton({
  line: { room, isDraftLet },
  round,
  desk,
  isOff,
}: Pick<RoundProps, 'round' | 'desk' | 'isOff'> & { readonly line: ReportLine }) {
  if (room.summary !== 'draft' && !isDraftLet) return null;
  const said = isDraftLet ? `The draft of ${room.name} is not shown.` : `The draft of ${room.name} may be shown.`;
  return (
    <Button
      variant="default"
      disabled={isOff}
      onClick={() => void desk.command(round, [{ do: 'draft', room: room.id, presented: !isDraftLet }], said)}
    >
      {isDraftLet ? 'Keep the draft back' : 'Allow the draft'}
      <span className="visually-hidden"> of {room.name}</span>
    </Button>
  );
}

/** The rooms themselves are folded by now. */
function NudgeButton({
  line: { room, state },
  round,
  desk,
  isOff,
}: Pick<RoundProps, 'round' | 'desk' | 'isOff'> & { readonly line: ReportLine }) {
  if (round.state !== 'closed' || state !== 'ahead' || room.summary === 'in') return null;
  return (
    <Button
      variant="default"
      disabled={isOff}
      onClick={() => void desk.command(round, [{ do: 'nudge', room: room.id }], `Asked ${room.name} for its summary.`)}
    >
      Nudge<span className="visually-hidden"> {room.name}</span>
    </Button>
  );
}

/** A room that was moved keeps the focus: its button is off for a moment, and stands elsewhere then. */
function useReorder({ round, desk, isOff }: Pick<RoundProps, 'round' | 'desk' | 'isOff'>, lines: ReportLine[]) {
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ readonly room: string; readonly by: string } | null>(null);
  useEffect(() => {
    if (isOff || moved.current === null) return;
    const { room, by } = moved.current;
    moved.current = null;
    const row = list.current?.querySelector(`[data-room="${room}"]`);
    const usable = [...(row?.querySelectorAll<HTMLButtonElement>('[data-move]:not(:disabled)') ?? [])];
    (usable.find(({ dataset }) => dataset.move === by) ?? usable[0])?.focus();
  });
  const move = (room: string, by: -1 | 1, from: string) => {
    const order = movedOrder(lines, room, by);
    if (order === null || isOff) return;
    moved.current = { room, by: from };
    const name = lines.find((line) => line.room.id === room)?.room.name ?? '';
    void desk.command(round, [{ do: 'order', rooms: order }], `${name} reports as number ${order.indexOf(room) + 1}.`);
  };
  const onKey = (event: KeyboardEvent, room: string) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const isUp = event.key === 'ArrowUp';
    move(room, isUp ? -1 : 1, isUp ? 'up' : 'down');
  };
  return { list, move, onKey };
}
