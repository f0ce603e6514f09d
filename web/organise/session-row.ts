/** What a session's row of the plan is given, and each of its parts. */
import type { DraftDay, DraftView } from '../../agenda/draft/draft.ts';
import type { Session } from '../../agenda/schema.ts';

export interface SessionRowProps {
  readonly draft: DraftView;
  readonly day: DraftDay;
  readonly session: Session;
  /** RFC 3339, as laid out. */
  readonly start: string;
  readonly isOpen: boolean;
  readonly readOnly: boolean;
  readonly onToggle: () => void;
  readonly onSaid: (text: string) => void;
}
