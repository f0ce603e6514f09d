/** Keeps a list in its order while somebody acts on it. */
import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { inHeldOrder, isSameOrder } from './queue.ts';

export interface HeldOrder<Each> {
  readonly shown: readonly Each[];
  /** Whether the votes say another order than the one shown. */
  readonly hasChanged: boolean;
  readonly sort: () => void;
  /** For the element around the list. */
  readonly around: {
    readonly onPointerEnter: () => void;
    readonly onPointerLeave: () => void;
    readonly onPointerDown: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
}

/** After the last touch, in milliseconds. */
const REST = 3_000;

export function useHeldOrder<Each extends { readonly id: string }>(sorted: readonly Each[]): HeldOrder<Each> {
  const held = useRef<readonly string[] | null>(null);
  const isOver = useRef(false);
  const hasFocus = useRef(false);
  const timer = useRef(0);
  const [, look] = useState(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const shown = held.current === null ? sorted : inHeldOrder(held.current, sorted);
  const latest = useRef(shown);
  latest.current = shown;

  const hold = () => {
    window.clearTimeout(timer.current);
    held.current ??= latest.current.map(({ id }) => id);
  };
  /** Once neither pointer nor focus is there for a while. */
  const rest = () => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      if (isOver.current || hasFocus.current) return;
      held.current = null;
      look((count) => count + 1);
    }, REST);
  };
  return {
    shown,
    hasChanged: held.current !== null && !isSameOrder(shown, sorted),
    sort: () => {
      held.current = sorted.map(({ id }) => id);
      look((count) => count + 1);
    },
    around: {
      onPointerEnter: () => {
        isOver.current = true;
        hold();
      },
      onPointerLeave: () => {
        isOver.current = false;
        rest();
      },
      onPointerDown: hold,
      onFocus: () => {
        hasFocus.current = true;
        hold();
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        hasFocus.current = false;
        rest();
      },
    },
  };
}
