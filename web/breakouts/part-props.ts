import type { BreakoutSession } from '../../breakouts/rounds/sessions.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import type { Go } from './BreakoutsLink.tsx';

/** What every part of the page is given. */
export interface PartProps {
  readonly slug: string;
  /** Of the event: IANA. */
  readonly zone: string;
  readonly sessions: readonly BreakoutSession[];
  readonly rounds: readonly StaffRoundView[];
  /** Asks first where something typed would be lost. */
  readonly onGo: Go;
  /** Leads on once there is nothing left to lose here. */
  readonly onDone: Go;
  readonly onSaid: (text: string) => void;
}
