/** The queues of several places, followed at once. */
import { useContext, useEffect, useReducer } from 'react';
import { questionQueueTopic } from '../../questions/topics.ts';
import type { QueueView } from '../../questions/view.ts';
import { LiveLine } from '../shell/use-live.ts';

/** @returns each place's queue as it is now; null until it was heard. */
export function useQueues(places: readonly string[]): readonly (QueueView | null)[] {
  const line = useContext(LiveLine);
  const [, look] = useReducer((count: number) => count + 1, 0);
  const named = places.join('\n');
  useEffect(() => {
    if (!line || named === '') return;
    const ends = named.split('\n').map((place) => line.follow(questionQueueTopic(place), look));
    return () => {
      for (const end of ends) end();
    };
  }, [line, named]);
  return places.map((place) => (line?.picture(questionQueueTopic(place)).state as QueueView | undefined) ?? null);
}
