import { Button } from '@mantine/core';
import { useId } from 'react';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import { partTimes } from '../../agenda/show/expected.ts';
import type { StepView } from '../../agenda/show/show-view.ts';
import { parseRfc3339 } from '../../kernel/time.ts';
import { KindMark } from '../agenda/KindMark.tsx';
import { faceAt } from '../clock-face.ts';
import { minutesText, stateText } from './chair-words.ts';
import { overrunOf, type Picture } from './picture.ts';

export interface DayListProps {
  readonly steps: readonly StepView[];
  readonly picture: Picture;
  readonly zone: string;
  /** The id of the entry whose buttons are shown. */
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  /** Whether the buttons do something; why not is said elsewhere. */
  readonly isOff: boolean;
  readonly onAsk: (command: ShowCommand) => void;
}

/** The day, planned and expected times in columns; each entry ahead opens to its buttons. */
export function DayList(props: DayListProps) {
  const { steps, picture } = props;
  const ahead = steps.filter(({ status }) => status === 'ahead');
  return (
    <table className="day-list">
      <caption className="visually-hidden">The day, with planned and expected times</caption>
      <thead>
        <tr>
          <th scope="col">Planned</th>
          <th scope="col">{picture.moment === 'over' ? 'Was' : 'Expected'}</th>
          <th scope="col">Entry</th>
        </tr>
      </thead>
      {steps.map((step) => (
        <StepRows key={step.id} step={step} ahead={ahead} {...props} />
      ))}
    </table>
  );
}

interface StepRowsProps extends DayListProps {
  readonly step: StepView;
  readonly ahead: readonly StepView[];
}

function StepRows({ step, ahead, picture, zone, ...rest }: StepRowsProps) {
  const times = picture.laid.get(step.id);
  const run = picture.run.steps.find(({ id }) => id === step.id);
  const parts = run && times ? partTimes(run, times) : [];
  const isNext = picture.next?.id === step.id;
  const state = stateText(step, run ? overrunOf(run) : null, times?.cutMinutes ?? 0, isNext);
  return (
    <tbody data-status={step.status} data-next={isNext || undefined}>
      {step.parts.map((part, place) => {
        const at = parts.find(({ id }) => id === part.id);
        const planned = faceAt(parseRfc3339(part.plannedStart), zone).clock;
        const expected = at && step.status !== 'skipped' ? faceAt(at.start, zone).clock : null;
        return (
          <tr key={part.id} data-entry={part.id}>
            <td className="planned">{planned}</td>
            <td className={expected !== null && expected !== planned ? 'expected expected--moved' : 'expected'}>
              {expected ?? '–'}
            </td>
            <td>
              {place === 0 ? (
                <Title step={step} title={part.title} picture={picture} zone={zone} {...rest} />
              ) : (
                <span className="entry-title" dir="auto">
                  {part.title}
                </span>
              )}
              <p className="entry-facts">
                <KindMark kind={part.kind} />
                {part.track !== null && <span dir="auto">{part.track}</span>}
                {place === 0 && <span>{minutesText(step)}</span>}
                {place === 0 && step.pinned && <Pinned />}
                {place === 0 && state !== '' && <strong className="entry-state">{state}</strong>}
              </p>
              {place === step.parts.length - 1 && rest.chosen === step.id && step.status === 'ahead' && (
                <RowButtons step={step} ahead={ahead} isOff={rest.isOff} onAsk={rest.onAsk} />
              )}
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

interface TitleProps extends Omit<StepRowsProps, 'ahead' | 'steps'> {
  readonly title: string;
}

function Title({ step, title, chosen, onChoose }: TitleProps) {
  if (step.status !== 'ahead')
    return (
      <span className="entry-title" dir="auto">
        {title}
      </span>
    );
  const isChosen = chosen === step.id;
  return (
    <button
      type="button"
      className="entry-title entry-choice"
      aria-expanded={isChosen}
      onClick={() => onChoose(isChosen ? null : step.id)}
    >
      <svg className="entry-arrow" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      <span dir="auto">{title}</span>
    </button>
  );
}

function Pinned() {
  return (
    <span className="pinned">
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d="M3.5 1h5M4.5 1v4L3 7h6L7.5 5V1M6 7v4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      pinned
    </span>
  );
}

interface RowButtonsProps {
  readonly step: StepView;
  readonly ahead: readonly StepView[];
  readonly isOff: boolean;
  readonly onAsk: (command: ShowCommand) => void;
}

/** What can be done with an entry that is ahead; each is shown before it is done. */
function RowButtons({ step, ahead, isOff, onAsk }: RowButtonsProps) {
  const reason = useId();
  const place = ahead.findIndex(({ id }) => id === step.id);
  const [before, after] = [ahead[place - 1], ahead[place + 1]];
  const move = (to: string | null) => () => onAsk({ do: 'move', entry: step.id, before: to });
  const moves = { disabled: isOff || step.pinned, ...(step.pinned && { 'aria-describedby': reason }) };
  return (
    <div className="entry-buttons">
      <div className="chair-buttons">
        {MINUTES.map((minutes) => (
          <Button
            key={minutes}
            variant="default"
            disabled={isOff}
            onClick={() => onAsk({ do: 'adjust', entry: step.id, minutes })}
          >
            <Minutes minutes={minutes} />
          </Button>
        ))}
        <Button variant="default" {...moves} disabled={moves.disabled || !before} onClick={move(before?.id ?? null)}>
          Up
        </Button>
        <Button
          variant="default"
          {...moves}
          disabled={moves.disabled || !after}
          onClick={move(ahead[place + 2]?.id ?? null)}
        >
          Down
        </Button>
        <Button variant="default" disabled={isOff} onClick={() => onAsk({ do: 'skip', entry: step.id })}>
          Skip
        </Button>
      </div>
      {step.pinned && (
        <p className="entry-reason" id={reason}>
          A pinned entry keeps its time and its place.
        </p>
      )}
    </div>
  );
}

export const MINUTES = [-5, -1, 1, 5] as const;

/** `+5`, read as `5 minutes more`. */
export function Minutes({ minutes }: { readonly minutes: number }) {
  const count = Math.abs(minutes);
  return (
    <>
      <span aria-hidden="true">{minutes < 0 ? `−${count}` : `+${count}`}</span>
      <span className="visually-hidden">
        {count} {count === 1 ? 'minute' : 'minutes'} {minutes < 0 ? 'fewer' : 'more'}
      </span>
    </>
  );
}
