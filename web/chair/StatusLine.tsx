export interface StatusLineProps {
  readonly poll: string;
  /** How many questions nobody has looked at; null until that is known. */
  readonly newQuestions: number | null;
  /** Null on a day without breakouts. */
  readonly rooms: string | null;
  readonly onRooms: () => void;
  readonly onPolls: () => void;
  readonly onQuestions: () => void;
  readonly onBanner: () => void;
}

/** Always in sight at the foot of the page: `Rooms 4/5 reported · Poll: 61 of 87 · Questions 3 new · Banner`. Each leads to its part. */
export function StatusLine(props: StatusLineProps) {
  const { rooms, poll, newQuestions, onRooms, onPolls, onQuestions, onBanner } = props;
  return (
    <nav className="status-line scripted-only" aria-label="Parts of this page">
      {rooms !== null && (
        <button type="button" className="status-part" onClick={onRooms}>
          {rooms}
        </button>
      )}
      <button type="button" className="status-part" onClick={onPolls}>
        {poll}
      </button>
      <button type="button" className="status-part" onClick={onQuestions}>
        Questions{newQuestions !== null && newQuestions > 0 && ` ${newQuestions} new`}
      </button>
      <button type="button" className="status-part" onClick={onBanner}>
        Banner
      </button>
    </nav>
  );
}
