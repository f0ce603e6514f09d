/** People who vote, change their minds and send again what was not acknowledged; and what must be stored of it. */
import { randomUUID } from 'node:crypto';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import { instant } from '../../kernel/time.ts';
import type { Ballot } from '../../polls/ballot-box.ts';
import { writeChoice } from '../../polls/choice.ts';
import type { Dice } from './dice.ts';

/** So often somebody votes in a round, at most. */
const MOST_BALLOTS = 3;
const OPTIONS = ['a', 'b', 'c'];

/** A row as it is stored. */
export interface StoredBallot {
  readonly participant_id: string;
  readonly client_id: string;
  readonly choice: string;
}

export class StreamingVoters {
  readonly #eventId: EventId;
  readonly #pollId: string;
  readonly #ids: readonly ParticipantId[];
  readonly #dice: Dice;
  readonly #sent = new Map<ParticipantId, Ballot[]>();
  readonly #acknowledged = new Set<string>();

  constructor(eventId: EventId, pollId: string, ids: readonly ParticipantId[], dice: Dice) {
    this.#eventId = eventId;
    this.#pollId = pollId;
    this.#ids = ids;
    this.#dice = dice;
  }

  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** How many people have sent anything. */
  get voters(): number {
    return this.#sent.size;
  }

  /** The next ballot of somebody; undefined when nobody has one left. */
  next(): Ballot | undefined {
    const start = this.#dice.throw(this.#ids.length);
    for (let place = 0; place < this.#ids.length; place += 1) {
      const id = this.#ids[(start + place) % this.#ids.length];
      const sent = id && (this.#sent.get(id) ?? []);
      if (!sent || sent.length >= MOST_BALLOTS) continue;
      const ballot = this.#ballotOf(id);
      this.#sent.set(id, [...sent, ballot]);
      return ballot;
    }
    return undefined;
  }

  acknowledge(clientId: string): void {
    this.#acknowledged.add(clientId);
  }

  /** What pages send again: in the order in which it was sent. */
  get unacknowledged(): Ballot[] {
    return [...this.#sent.values()].flat().filter(({ clientId }) => !this.#acknowledged.has(clientId));
  }

  /** How many people had an acknowledged ballot that is not stored, nor a later one of theirs. */
  lost(rows: readonly StoredBallot[]): number {
    const stored = new Map(rows.map((row) => [row.participant_id, row.client_id]));
    return [...this.#sent].filter(([id, sent]) => {
      const last = sent.findLastIndex(({ clientId }) => this.#acknowledged.has(clientId));
      return last > sent.findIndex(({ clientId }) => clientId === stored.get(id));
    }).length;
  }

  /** How many rows are of nobody who voted, or the second of somebody. */
  doubled(rows: readonly StoredBallot[]): number {
    const voters = new Set(rows.map((row) => row.participant_id).filter((id) => this.#sent.has(id as ParticipantId)));
    return rows.length - voters.size;
  }

  /** How many people's last ballot is not the one that is stored, once all were acknowledged. */
  notAsSent(rows: readonly StoredBallot[]): number {
    const stored = new Map(rows.map((row) => [row.participant_id, row]));
    return [...this.#sent].filter(([id, sent]) => {
      const [row, last] = [stored.get(id), sent.at(-1)];
      return row?.client_id !== last?.clientId || row?.choice !== last?.choice;
    }).length;
  }

  #ballotOf(participantId: ParticipantId): Ballot {
    return {
      ...{ eventId: this.#eventId, pollId: this.#pollId, round: 1, participantId, clientId: randomUUID() },
      choice: writeChoice({ options: [this.#dice.pick(OPTIONS)] }),
      ...{ mayChange: true, receivedAt: instant(Date.now()) },
    };
  }
}
