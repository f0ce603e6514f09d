import { Button } from '@mantine/core';
import type { ControlView } from '../../agenda/show/show-view.ts';
import { parseRfc3339 } from '../../kernel/time.ts';
import { faceAt } from '../clock-face.ts';
import { Notice, ProblemNotice } from '../shell/Notice.tsx';
import type { Trouble } from './use-desk.ts';

export interface ControlProps {
  readonly control: ControlView | null;
  readonly self: string;
  readonly zone: string;
  /** Whether the day is over: then nobody needs the controls. */
  readonly isOver: boolean;
  /** Whether this page had the controls until just now. */
  readonly wasTaken: boolean;
  readonly isOff: boolean;
  readonly trouble: Trouble | null;
  readonly onTake: () => void;
}

/** Who has the controls, always; and how to take them. */
export function Control({ control, self, zone, isOver, wasTaken, isOff, trouble, onTake }: ControlProps) {
  const isMine = control?.by === self;
  return (
    <div className="control">
      <div className="control-line">
        <p dir="auto">
          {isOver && control === null ? 'Nobody has the controls any more.' : controlText(control, self, zone)}
        </p>
        {!isMine && !(isOver && control === null) && (
          <Button variant="default" className="tall-button" disabled={isOff} onClick={onTake}>
            Take the controls
          </Button>
        )}
      </div>
      {wasTaken && control && !isMine && (
        <Notice tone="late" title={`${control.name} took the controls from you at ${clockOf(control, zone)}.`}>
          <p>Your buttons are off. Take the controls back to use them.</p>
        </Notice>
      )}
      <TroubleNotice trouble={trouble} at="take" />
    </div>
  );
}

export function controlText(control: ControlView | null, self: string, zone: string): string {
  if (control === null) return 'Nobody has the controls yet. Whoever acts first has them.';
  if (control.by === self) return `You have the controls, since ${clockOf(control, zone)}.`;
  return `${control.name} has the controls since ${clockOf(control, zone)}.`;
}

const clockOf = ({ since }: ControlView, zone: string): string => faceAt(parseRfc3339(since), zone).clock;

/** What went wrong, where it was caused. */
export function TroubleNotice({ trouble, at }: { readonly trouble: Trouble | null; readonly at: Trouble['at'] }) {
  if (trouble?.at !== at) return null;
  return trouble.words === null ? (
    <ProblemNotice error={trouble.error} />
  ) : (
    <Notice tone="wrong" title={trouble.words} />
  );
}
