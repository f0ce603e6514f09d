/** Tells at the door who is asking: operators and programs by their keys, people by the cookie of their browser. */
import { ANONYMOUS } from '../kernel/actor.ts';
import type { EventDirectory } from '../people/event-directory.ts';
import type { PeopleServices } from '../people/service.ts';
import { sessionCookieName, sessionSecretIn } from '../people/sign-in/session-cookie.ts';
import type { Doorkeeper } from './access.ts';
import type { OperatorKeyStore } from './operator-key-store.ts';
import { findOperator } from './operator-keys.ts';

export interface DoorkeeperNeeds {
  readonly operatorKeys: OperatorKeyStore;
  readonly people: Pick<PeopleServices, 'apiKeys' | 'signIns'>;
  readonly events: EventDirectory;
  readonly publicUrl: () => URL;
}

export function createDoorkeeper({ operatorKeys, people, events, publicUrl }: DoorkeeperNeeds): Doorkeeper {
  return {
    findByKey: async (key) => (await findOperator(operatorKeys, key)) ?? (await people.apiKeys.findActor(key)),
    async findByCookie({ cookie }, inCrowd = false) {
      const secret = sessionSecretIn(cookie, sessionCookieName(publicUrl()));
      if (secret === null) return ANONYMOUS;
      const { signIns } = people;
      return (inCrowd ? await signIns.findActorInCrowd(secret) : await signIns.findActor(secret)) ?? ANONYMOUS;
    },
    findEvent: (slug) => events.find(slug),
  };
}
