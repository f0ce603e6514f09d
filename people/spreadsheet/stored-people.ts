/** What an import needs to know beside the file. */
import type { ParticipantState, RoleGrant } from '../../kernel/actor.ts';
import type { DayRef } from '../event-directory.ts';
import type { Wishes } from '../schema.ts';

export interface StoredParticipant {
  readonly id: string;
  readonly emailKey: string;
  readonly name: string;
  readonly organisationId: string | null;
  readonly tags: readonly string[];
  readonly wishes: Wishes;
  readonly roles: readonly RoleGrant[];
  readonly state: ParticipantState;
}

export interface StoredOrganisation {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly country: string | null;
  /** The most who may be registered, or null. */
  readonly quota: number | null;
}

/** What an import compares a file with. Nobody who was erased is among it. */
export interface StoredPeople {
  readonly participants: readonly StoredParticipant[];
  readonly organisations: readonly StoredOrganisation[];
}

export interface Surroundings {
  readonly days: readonly DayRef[];
  /** Whether whoever imports may give roles. */
  readonly mayGrantRoles: boolean;
  /** Whether they may change somebody who has these roles. */
  readonly mayChange: (roles: readonly RoleGrant[]) => boolean;
}
