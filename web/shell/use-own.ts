/** What a page's topic tells one of oneself, with what the server answered to oneself meanwhile. */
import { useState } from 'react';
import { useTopic } from './use-live.ts';

/**
 * What the server answered holds until the topic says something newer: what came between pressing and its answer is
 * followed by what the press itself changed.
 * @param topic `my-help`, `my-questions`
 * @param written the state that the page was written with.
 */
export function useOwn<State>(topic: string, written: State): [State, (answer: State) => void] {
  const heard = useTopic<State>(topic, written).state ?? written;
  const [answer, setAnswer] = useState<{ readonly state: State; readonly after: State } | null>(null);
  const state = answer !== null && answer.after === heard ? answer.state : heard;
  return [state, (given) => setAnswer({ state: given, after: heard })];
}
