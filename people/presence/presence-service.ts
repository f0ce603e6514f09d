/** Who is still in, for whatever stays open longer than one request. */
import { keysInForce } from '../keys/api-key-store.ts';
import type { PeopleNeeds } from '../needs.ts';
import { standingsNow } from './presence-store.ts';
import type { StandingNow } from './standing-now.ts';

export interface Present {
  /** By sign-in that has not ended: the person's standings, but for events that removed them. */
  readonly standings: ReadonlyMap<string, readonly StandingNow[]>;
  /** The ids of API keys in force. */
  readonly keys: ReadonlySet<string>;
}

export interface PresenceService {
  /** In two statements, however many are asked about. */
  look(signInIds: readonly string[], keyIds: readonly string[]): Promise<Present>;
}

export function createPresenceService({ db, clock }: Pick<PeopleNeeds, 'db' | 'clock'>): PresenceService {
  return {
    look: async (signInIds, keyIds) => ({
      standings: await standingsNow(db, signInIds, clock.now()),
      keys: await keysInForce(db, keyIds),
    }),
  };
}
