export interface StatusLineProps {
  readonly poll: string;
  /** How many questions nobody has looked at; null until that is known. */
  readonly newQuestions: number | null;
  readonly onPolls: () => void;
  readonly onQuestions: () => void;
  readonly onBanner: () => void;
}

/** Always in sight at the foot of the page: `Poll: 61 of 87 · Questions 3 new · Banner`. Each leads to its part. */
export function StatusLine({ poll, newQuestions, onPolls, onQuestions, onBanner }: StatusLineProps) {
  return (
    <nav className="status-line scripted-only" aria-label="Parts of this page">
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
