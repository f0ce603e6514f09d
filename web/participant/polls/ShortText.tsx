import { useId } from 'react';
import { LONGEST_TEXT } from '../../../polls/poll.ts';

export interface ShortTextProps {
  /** The element that says what is asked. */
  readonly titleId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few words, with how many characters are left. Too many are said, not cut off. */
export function ShortText({ titleId, value, onChange }: ShortTextProps) {
  const countId = useId();
  const left = LONGEST_TEXT - value.trim().length;
  return (
    <div className="poll-text">
      <input
        className="poll-input"
        type="text"
        dir="auto"
        aria-labelledby={titleId}
        aria-describedby={countId}
        autoComplete="off"
        value={value}
        onChange={(change) => onChange(change.currentTarget.value)}
      />
      <p className="poll-small" id={countId} data-over={left < 0 || undefined}>
        {left < 0 ? `${-left} characters too many` : `${left} characters left`}
      </p>
    </div>
  );
}
