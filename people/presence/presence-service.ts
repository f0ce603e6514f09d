/** Who is still in, for whatever stays open longer than one request. */
import type { Instant } from '../../kernel/time.ts';
import { keysInForce } from '../keys/api-key-store.ts';
import type { PeopleNeeds } from '../needs.ts';
import { signInsInForce, standingsNow } from './presence-store.ts';
import type { StandingNow } from './standing-now.ts';

export interface Present {
  /** By sign-in that has not ended: the person's standings, but for events that removed them. */
  readonly signIns: ReadonlyMap<string, SignedIn>;
  /** The ids of API keys in force. */
  readonly keys: ReadonlySet<string>;
}

export interface SignedIn {
  /** When the sign-in ends by itself. */
  readonly endsAt: Instant;
  readonly standings: readonly StandingNow[];
}

export interface PresenceService {
  /** In two statements for each 1,000 asked about. */
  look(signInIds: readonly string[], keyIds: readonly string[]): Promise<Present>;
  /** Of these sign-ins, those that have not ended: at the least cost. */
  signedIn(signInIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** How many ids a statement names: engines take no number of them, and others want their turn in between. */
const PORTION = 1000;

export function createPresenceService({ db, clock }: Pick<PeopleNeeds, 'db' | 'clock'>): PresenceService {
  return {
    look: async (signInIds, keyIds) => {
      const signIns = new Map<string, SignedIn>();
      for (const portion of portionsOf(signInIds)) {
        for (const [id, found] of await standingsNow(db, portion, clock.now())) signIns.set(id, found);
      }
      const keys = new Set<string>();
      for (const portion of portionsOf(keyIds)) for (const id of await keysInForce(db, portion)) keys.add(id);
      return { signIns, keys };
    },
    signedIn: async (signInIds) => {
      const found = new Set<string>();
      for (const portion of portionsOf(signInIds)) {
        for (const id of await signInsInForce(db, portion, clock.now())) found.add(id);
      }
      return found;
    },
  };
}

function* portionsOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += PORTION) yield ids.slice(start, start + PORTION);
}
