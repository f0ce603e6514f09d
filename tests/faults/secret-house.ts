/** The polls room with secret polls, put together by hand so that a closing can be watched step by step. */
import { createAgendaServices } from '../../agenda/service.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { ParticipantId, PersonId, SignInId } from '../../kernel/ids.ts';
import { newId } from '../../kernel/random.ts';
import { type Clock, instant } from '../../kernel/time.ts';
import { auditRecorder } from '../../people/audit/audit-service.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { calledIn } from '../../people/roster/called-store.ts';
import { createBallotBox } from '../../polls/ballot-box/box-service.ts';
import type { PollNeeds } from '../../polls/needs.ts';
import { type ClosingStep, createSecretClosing } from '../../polls/secrecy/closing-service.ts';
import { keyFolder } from '../../polls/secrecy/key-folder-store.ts';
import type { KeyFolder } from '../../polls/secrecy/secret-round.ts';
import { createPollServices, type PollServices } from '../../polls/service.ts';
import type { OpenDatabase } from '../../server/database.ts';
import { topicToucher } from '../../server/live/topic-store.ts';

/** The clock of this machine, some time on. */
export class ShiftedClock implements Clock {
  #shift = 0;

  now() {
    return instant(Date.now() + this.#shift);
  }

  advance(milliseconds: number): void {
    this.#shift += milliseconds;
  }
}

export interface SecretHouse extends PollServices {
  readonly agenda: ReturnType<typeof createAgendaServices>;
  readonly needs: PollNeeds;
  readonly clock: ShiftedClock;
}

export interface HouseGiven {
  readonly keyDir: string;
  readonly keys?: KeyFolder;
  readonly reached?: (step: ClosingStep) => void;
}

export function secretHouse({ db, engine }: OpenDatabase, given: HouseGiven): SecretHouse {
  const { keyDir, keys = keyFolder(keyDir), reached = () => {} } = given;
  const clock = new ShiftedClock();
  const record = auditRecorder(clock);
  const touch = topicToucher(engine);
  const announce = () => {};
  const agenda = createAgendaServices({ db, clock, record, touch, findAttendees: calledIn });
  const needs: PollNeeds = {
    ...{ db, clock, record, touch, announce, keys, events: agenda.directory },
    box: createBallotBox({ db, engine, touch, announce }),
    secrets: createSecretClosing({ db, engine, keys, touch, announce, reached }),
    neighbours: {
      anchorOf: async () => undefined,
      countEntitled: async () => 100,
      countPresent: async () => 80,
      peopleOf: async () => new Map(),
    },
  };
  return { agenda, needs, clock, ...createPollServices(needs) };
}

/** Somebody who is registered in the event. */
export function voterIn(event: EventRef, participantId = newId<ParticipantId>()): Actor {
  const standing = { eventId: event.id, participantId, state: 'registered' as const, roles: [] };
  return { kind: 'person', personId: newId<PersonId>(), signInId: newId<SignInId>(), standings: [standing] };
}
