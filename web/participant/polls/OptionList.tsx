import { useId } from 'react';
import type { PaperView } from '../../../polls/view.ts';
import { toggled } from './draft.ts';

export interface OptionListProps {
  readonly paper: PaperView;
  /** The element that says what is asked. */
  readonly titleId: string;
  /** Ids of options, in the order chosen. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** One answer or several; a scale is one of five in a row. */
export function OptionList({ paper, titleId, chosen, onChange }: OptionListProps) {
  const name = useId();
  const isOne = paper.most === 1;
  const isFull = !isOne && chosen.length >= paper.most;
  return (
    <fieldset className={paper.kind === 'scale' ? 'poll-options poll-scale' : 'poll-options'} aria-labelledby={titleId}>
      {paper.options.map(({ id, text }) => (
        <label className="poll-option" key={id}>
          <input
            type={isOne ? 'radio' : 'checkbox'}
            name={name}
            checked={chosen.includes(id)}
            disabled={isFull && !chosen.includes(id)}
            onChange={() => onChange(toggled({ options: chosen, text: '' }, id, paper))}
          />
          {paper.kind === 'scale' && <span className="poll-step">{id}</span>}
          {!(paper.kind === 'scale' && text === id) && (
            <span className="poll-option-text" dir="auto">
              {text}
            </span>
          )}
        </label>
      ))}
      {!isOne && (
        <p className="poll-small" role="status">
          {chosen.length > 0 && `${chosen.length} of at most ${paper.most} chosen.`}
          {isFull && chosen.length < paper.options.length && ' Take one away to choose another.'}
        </p>
      )}
    </fieldset>
  );
}
