/**
 * What organisers set of registration, and in which phase it is. A registration whose opening is not set
 * is not open yet, whatever its end: somebody has to say when it opens.
 */
import { formatRfc3339, type Instant } from '../../kernel/time.ts';
import type { ConsentText } from '../schema.ts';
import type { RegistrationPhase, RegistrationSettings } from '../view.ts';

/** A text that was taken out stays, so that its versions go on and what people agreed to keeps its title. */
export interface StoredConsent extends ConsentText {
  readonly retired: boolean;
}

export interface Registration {
  readonly opensAt: Instant | null;
  /** Null: stays open. */
  readonly closesAt: Instant | null;
  /** How many may be registered in all; null for no limit. */
  readonly places: number | null;
  readonly waitingList: boolean;
  readonly consents: readonly StoredConsent[];
  /** 0: nobody has set anything. */
  readonly revision: number;
}

export const NOT_SET: Registration = {
  opensAt: null,
  closesAt: null,
  places: null,
  waitingList: true,
  consents: [],
  revision: 0,
};

export function phaseOf({ opensAt, closesAt }: Registration, now: Instant): RegistrationPhase {
  if (opensAt === null) return 'not-set';
  if (now < opensAt) return 'not-open';
  return closesAt !== null && now >= closesAt ? 'closed' : 'open';
}

/** The texts that are put before people today. */
export function presentConsents({ consents }: Registration): ConsentText[] {
  return consents
    .filter(({ retired }) => !retired)
    .map(({ key, title, text, required, version }) => ({ key, title, text, required, version }));
}

/** @param timeZone the event's. */
export function registrationSettings(registration: Registration, timeZone: string): RegistrationSettings {
  const inZone = (at: Instant | null) => (at === null ? null : formatRfc3339(at, timeZone));
  const { places, waitingList, revision } = registration;
  return {
    opensAt: inZone(registration.opensAt),
    closesAt: inZone(registration.closesAt),
    places,
    waitingList,
    consents: presentConsents(registration),
    revision,
  };
}
