import { useEffect, useRef, useState } from 'react';
import type { PaperView } from '../../../polls/view.ts';
import { moved, toggled } from './draft.ts';
import type { OptionListProps } from './OptionList.tsx';
import { textOf } from './results.ts';

/** What has the focus after a press: whoever goes by keys stays with the option that they move. */
interface Held {
  readonly id: string;
  readonly hand: 'up' | 'down' | 'add';
}

export interface RankingProps extends Omit<OptionListProps, 'paper'> {
  readonly paper: Pick<PaperView, 'kind' | 'options' | 'least' | 'most'>;
}

/** Ranked by tapping in order; what is ranked is moved by buttons, so that no finger has to drag. */
export function Ranking({ paper, titleId, chosen, onChange }: RankingProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const [held, setHeld] = useState<Held | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (held) focusOn(list.current, held);
  }, [held]);
  const change = (options: readonly string[], hand: Held) => {
    const place = options.indexOf(hand.id) + 1;
    setHeld(hand);
    setSaid(place === 0 ? `${textOf(paper, hand.id)} is not ranked.` : `${textOf(paper, hand.id)} is number ${place}.`);
    onChange(options);
  };
  const rest = paper.options.filter(({ id }) => !chosen.includes(id));
  return (
    <fieldset className="poll-ranking" aria-labelledby={titleId} ref={list}>
      {chosen.length > 0 && (
        <ol className="poll-ranked" aria-label="Your order, best first">
          {chosen.map((id, place) => (
            <li className="poll-rank" key={id}>
              <span className="poll-rank-place">{place + 1}</span>
              <span className="poll-option-text" dir="auto">
                {textOf(paper, id)}
              </span>
              <span className="poll-rank-hands">
                <Hand
                  {...{ id, hand: 'up', name: 'Up', isOff: place === 0, of: textOf(paper, id) }}
                  onPress={() => change(moved(chosen, id, -1), { id, hand: 'up' })}
                />
                <Hand
                  {...{ id, hand: 'down', name: 'Down', isOff: place === chosen.length - 1, of: textOf(paper, id) }}
                  onPress={() => change(moved(chosen, id, 1), { id, hand: 'down' })}
                />
                <Hand
                  {...{ id, hand: 'out', name: 'Take out', isOff: false, of: textOf(paper, id) }}
                  onPress={() =>
                    change(
                      chosen.filter((each) => each !== id),
                      { id, hand: 'add' },
                    )
                  }
                />
              </span>
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && chosen.length < paper.most && (
        <ul className="poll-options" aria-label="Not ranked yet">
          {rest.map(({ id, text }) => (
            <li key={id}>
              <button
                type="button"
                className="poll-option"
                data-hand={`add ${id}`}
                onClick={() =>
                  change(toggled({ options: chosen, text: '' }, id, paper), {
                    id,
                    hand: 'up',
                  })
                }
              >
                <span className="poll-rank-place poll-rank-next">{chosen.length + 1}</span>
                <span className="poll-option-text" dir="auto">
                  {text}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </fieldset>
  );
}

interface HandProps {
  readonly id: string;
  readonly hand: string;
  readonly name: string;
  /** The option that it moves. */
  readonly of: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
}

/** Kept in the order of keys where it can do nothing, so that the focus is not lost at the ends of the list. */
function Hand({ id, hand, name, of, isOff, onPress }: HandProps) {
  return (
    <button
      type="button"
      className="plain-button poll-hand"
      data-hand={`${hand} ${id}`}
      aria-disabled={isOff || undefined}
      onClick={() => isOff || onPress()}
    >
      {name}
      <span className="visually-hidden">: {of}</span>
    </button>
  );
}

function focusOn(list: HTMLElement | null, { id, hand }: Held): void {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('[data-hand]') ?? [])];
  buttons.find(({ dataset }) => dataset.hand === `${hand} ${id}`)?.focus();
}
