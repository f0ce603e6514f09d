/**
 * What a new database is given once: the operator's first key and, outside production, the sample event.
 * One transaction holds both, so that a start that is broken off leaves nothing half done, of two
 * processes that start together only one does it, and a sample that was removed does not come back.
 */
import { makeFirstKey } from './operator-keys.ts';
import { loadSample } from './sample.ts';
import { loadSampleBreakouts } from './sample-breakouts.ts';
import { loadSamplePeople, type SampleEvent } from './sample-people.ts';
import { loadSamplePolls } from './sample-polls.ts';
import { type Ground, wire } from './wiring.ts';

export interface FirstStartOptions {
  readonly withSample: boolean;
  /** Is given the key before it is stored for good: a kill in between must not lose the only copy. */
  readonly showKey: (key: string) => void;
}

/** @returns the sample event when it was loaded, else null. */
export async function firstStart(
  ground: Ground,
  { withSample, showKey }: FirstStartOptions,
): Promise<SampleEvent | null> {
  const { database, clock } = ground;
  return await database.db.transaction().execute(async (tx) => {
    const services = wire({ ...ground, database: { ...database, db: tx } });
    const { agenda, people, operatorKeys } = services;
    const key = await makeFirstKey(operatorKeys, clock);
    if (key === null) return null;
    const slug = withSample ? await loadSample(agenda, clock) : null;
    const event = slug === null ? undefined : await agenda.directory.find(slug);
    const sample = event ? await loadSamplePeople(people, event) : null;
    if (event) await loadSamplePolls(services, event);
    if (event) await loadSampleBreakouts(services, event);
    showKey(key);
    return sample;
  });
}
