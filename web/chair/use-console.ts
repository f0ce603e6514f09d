/** What the page knows of the day: pushed, and what its own commands were answered with, whichever is newer. */
import { useState } from 'react';
import type { ConsoleView, PresenceView } from '../../agenda/show/show-view.ts';
import { consoleTopic } from '../../agenda/show/topics.ts';
import { useTopic } from '../shell/use-live.ts';

export interface KnownConsole {
  readonly view: ConsoleView;
  /** UTC milliseconds at which it was surely current; null while it is. */
  readonly asOf: number | null;
  /** How many people have a page of the event open; null until it was heard. */
  readonly here: number | null;
  readonly accept: (view: ConsoleView) => void;
}

/** @param written what the page was written with. */
export function useConsole(day: number, written: ConsoleView): KnownConsole {
  const [answered, accept] = useState(written);
  const { state, asOf } = useTopic<ConsoleView>(consoleTopic(day), written);
  const presence = useTopic<PresenceView>('presence');
  const view = state && state.version >= answered.version ? state : answered;
  return { view, asOf, here: presence.state?.here ?? null, accept };
}
