/** What the parts of the chair's rooms are given. */
import type { RefObject } from 'react';
import type { ShowCommand } from '../../agenda/show/command-schema.ts';
import type { StepView } from '../../agenda/show/show-view.ts';
import type { StaffRoundsView, StaffRoundView } from '../../breakouts/view.ts';
import type { PanelHands } from './panel-hands.ts';
import type { RoundDesk } from './use-round-desk.ts';

export interface RoomsPanelProps {
  readonly slug: string;
  readonly zone: string;
  readonly dayId: string;
  readonly steps: readonly StepView[];
  /** Null until they were heard. */
  readonly view: StaffRoundsView | null;
  /** Whether the server cannot be reached. */
  readonly isOff: boolean;
  readonly mayEdit: boolean;
  readonly onSaid: (text: string) => void;
  /** Shows what a change of the day would move, before it is made. */
  readonly onAsk: (command: ShowCommand) => void;
  /** What the page's keys do with the round that is shown. */
  readonly hands: RefObject<PanelHands>;
}

export interface RoundProps extends RoomsPanelProps {
  readonly round: StaffRoundView;
  readonly desk: RoundDesk;
}
