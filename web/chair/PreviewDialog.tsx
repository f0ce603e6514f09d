import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { RippleView, RunView } from '../../agenda/show/show-view.ts';
import { latenessInWords } from '../../agenda/show/words.ts';
import { parseRfc3339 } from '../../kernel/time.ts';
import { Loading, Notice, ProblemNotice } from '../shell/Notice.tsx';
import { useOpenDialog } from '../shell/open-dialog.ts';
import { Choices } from './Choices.tsx';
import { TroubleNotice } from './Control.tsx';
import { commandText, endText, type NamedChoice, waysOut } from './chair-words.ts';
import { MINUTES, Minutes } from './DayList.tsx';
import type { Asked, Trouble } from './use-desk.ts';

export interface PreviewDialogProps {
  readonly asked: Asked;
  readonly run: RunView;
  readonly zone: string;
  readonly busy: boolean;
  /** Why nothing can be changed now. */
  readonly blocked: string | null;
  /** What else went wrong with it. */
  readonly trouble: Trouble | null;
  /** Asks about another command instead. */
  readonly onAsk: (command: ShowCommand) => void;
  /** Asks about a way out of a conflict first. */
  readonly onAskFirst: (command: ShowCommand) => void;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}

/** Every time that a command would change, before it is done. Enter applies it, Escape leaves everything as it is. */
export function PreviewDialog(props: PreviewDialogProps) {
  const { asked, run, zone, busy, blocked, trouble, onAsk, onAskFirst, onApply, onCancel } = props;
  const dialog = useOpenDialog();
  const apply = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const { command, ripple, error, reasons, again, following } = asked;
  useEffect(() => apply.current?.focus(), []);
  const isReady = ripple !== null && !busy && blocked === null;
  const adjustBy = (minutes: number) => {
    if (command.do !== 'adjust') return;
    const sum = Math.max(-240, Math.min(240, command.minutes + minutes));
    onAsk({ ...command, minutes: sum === 0 ? Math.sign(minutes) : sum });
  };
  const hear = (event: KeyboardEvent) => {
    const minutes = { '+': 1, '-': -1, '*': 5, _: -5 }[event.key];
    if (minutes === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    adjustBy(minutes);
  };
  return (
    <dialog
      ref={dialog}
      className="dialog preview"
      aria-labelledby={titleId}
      onKeyDown={hear}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) onCancel();
      }}
    >
      <h2 id={titleId} className="dialog-title" dir="auto">
        {following === null ? '' : 'First: '}
        {commandText(command, run)}
      </h2>
      <div className="preview-body">
        {command.do === 'adjust' && (
          <div className="chair-buttons">
            {MINUTES.map((minutes) => (
              <Button key={minutes} variant="default" onClick={() => adjustBy(minutes)}>
                <Minutes minutes={minutes} />
              </Button>
            ))}
          </div>
        )}
        {again !== null && <Notice tone="late" title={again} />}
        {reasons.map((reason) => (
          <p key={reason} dir="auto">
            {reason}
          </p>
        ))}
        {following !== null && (
          <p dir="auto">Then comes “{commandText(following, run)}”, which you are shown again before it is done.</p>
        )}
        <ProblemNotice error={error} />
        {again === null && <TroubleNotice trouble={trouble} at="controls" />}
        {blocked !== null && <Notice tone="late" title={blocked} />}
        {!ripple && !error && <Loading rows={3} label="Working out what would change" />}
        {ripple && <Rippled {...{ ripple, run, zone, command, onAsk, onAskFirst }} />}
      </div>
      <div className="buttons">
        <Button
          ref={apply}
          aria-disabled={!isReady}
          data-off={!isReady || undefined}
          onClick={() => isReady && onApply()}
        >
          {following === null ? 'Apply' : 'Apply and go on'}
        </Button>
        <Button variant="default" onClick={onCancel} disabled={busy}>
          Cancel
        </Button>
      </div>
    </dialog>
  );
}

interface RippledProps extends Pick<PreviewDialogProps, 'run' | 'zone' | 'onAsk' | 'onAskFirst'> {
  readonly command: ShowCommand;
  readonly ripple: RippleView;
}

function Rippled({ ripple, run, zone, command, onAsk, onAskFirst }: RippledProps) {
  const { moved, conflicts, lateMinutes, endsAt, overMinutes } = ripple;
  return (
    <div aria-live="polite" className="rippled">
      <p className="ripple-sum">
        {endText({ endsAt: parseRfc3339(endsAt), overMinutes, lateMinutes }, zone)}. The day is{' '}
        {latenessInWords(lateMinutes)}.
      </p>
      {conflicts.map(({ id, title, minutes, choices }) => (
        <div key={id} className="conflict">
          <Notice tone="wrong" title={`It would run ${minutes} min into “${title}”, which is pinned.`}>
            {choices.length === 0 && <p>Nothing before it can be shortened or skipped.</p>}
          </Notice>
          <Choices
            choices={waysOut(command, choices as NamedChoice[], run)}
            onChoose={(way) => (way.isInstead ? onAsk(way.command) : onAskFirst(way.command))}
          />
        </div>
      ))}
      {moved.length === 0 ? <p>No time changes.</p> : <Moved moved={moved} />}
    </div>
  );
}

function Moved({ moved }: Pick<RippleView, 'moved'>) {
  return (
    <table className="moved">
      <thead>
        <tr>
          <th scope="col">Was</th>
          <th scope="col">Will be</th>
          <th scope="col">Entry</th>
        </tr>
      </thead>
      <tbody>
        {moved.map(({ id, title, before, after }) => (
          <tr key={id}>
            <td>{before ? <s>{spanOf(before)}</s> : '–'}</td>
            <td>{after ? <strong>{spanOf(after)}</strong> : <strong>skipped</strong>}</td>
            <td dir="auto">{title}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `14:26 to 14:31`. Times are in the day's zone. */
function spanOf({ start, end }: { readonly start: string; readonly end: string }): string {
  return `${start.slice(11, 16)} to ${end.slice(11, 16)}`;
}
