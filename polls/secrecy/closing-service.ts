/** Closing secret polls, as `secret-round.ts` promises it. */
import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { TopicsChanged, TouchTopics } from '../../kernel/live.ts';
import type { Tables } from '../../kernel/tables.ts';
import { instant } from '../../kernel/time.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { holdPoll } from '../poll-store.ts';
import { pollStaffTopic } from '../topics.ts';
import {
  cutLog,
  deleteBallots,
  type EndingKey,
  holdClosing,
  keysToEnd,
  listKeysToEnd,
  markKeyGone,
  writeTurnout,
} from './boxes-store.ts';
import { forget } from './key-pair-store.ts';
import { openRound } from './opening-service.ts';
import type { ClosingRound, KeyFolder, Opened, SecretClosing } from './secret-round.ts';

/** The steps after which a process can die and another one has to go on. */
export type ClosingStep =
  | 'opened'
  | 'turnout-written'
  | 'ballots-deleted'
  | 'concluded'
  | 'committed'
  | 'key-destroyed'
  | 'log-cut'
  | 'key-marked';

export interface ClosingNeeds {
  readonly db: Kysely<Tables>;
  readonly engine: 'sqlite' | 'postgres';
  readonly keys: KeyFolder;
  readonly touch: TouchTopics;
  readonly announce: (happening: TopicsChanged) => void;
  /** Told after each step, for those who try what comes after a death there. */
  readonly reached?: (step: ClosingStep) => void;
}

/** How often the log is tried to be cut while another process reads, and how long between, in milliseconds. */
const CUTS = 5;
const BETWEEN_CUTS = 50;

export function createSecretClosing(needs: ClosingNeeds): SecretClosing {
  return new Closing(needs);
}

type Conclude = Parameters<SecretClosing['close']>[1];

class Closing implements SecretClosing {
  readonly #needs: ClosingNeeds;

  constructor(needs: ClosingNeeds) {
    this.#needs = needs;
  }

  async close(round: ClosingRound, conclude: Conclude): Promise<void> {
    const { boxes, opened } = await this.#open(round);
    this.#reached('opened');
    const counted = await inTransaction(this.#needs.db, (tx) => this.#conclude(tx, round, boxes, opened, conclude));
    if (!counted) return;
    this.#reached('committed');
    await this.endKeys();
  }

  async nextDue() {
    return (await keysToEnd(this.#needs.db)) ? instant(0) : null;
  }

  /** @throws the first error, when it has tried all of them. */
  async endKeys(): Promise<void> {
    const errors: unknown[] = [];
    for (const key of await listKeysToEnd(this.#needs.db)) {
      await this.#endKey(key).catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }

  async #open(round: ClosingRound): Promise<{ readonly boxes: number; readonly opened: Opened }> {
    const { db, keys } = this.#needs;
    const privateKey = await keys.read(round).catch(() => undefined);
    try {
      return await openRound(db, round, privateKey);
    } finally {
      if (privateKey) forget(privateKey);
    }
  }

  /** @returns whether it was counted. @throws Error where the boxes are others than those that were opened. */
  async #conclude(
    tx: Kysely<Tables>,
    round: ClosingRound,
    boxes: number,
    opened: Opened,
    conclude: Conclude,
  ): Promise<boolean> {
    if (!(await holdClosing(tx, round))) return false;
    if ('tally' in opened) {
      const voters = await writeTurnout(tx, round);
      if (voters !== boxes || opened.tally.people !== voters)
        throw new Error('the ballots changed while they were opened');
      this.#reached('turnout-written');
      await deleteBallots(tx, round);
      this.#reached('ballots-deleted');
    }
    await conclude(tx, opened);
    this.#reached('concluded');
    return 'tally' in opened;
  }

  /**
   * It is marked as gone last, so that after a death before that all is done again. The boxes in the log and in
   * copies of it cannot be opened without the key; that the log is cut too is tidiness, and not waited for.
   */
  async #endKey(key: EndingKey): Promise<void> {
    const { db, keys, announce } = this.#needs;
    await keys.destroy(key);
    this.#reached('key-destroyed');
    if (this.#needs.engine === 'sqlite') await cutPatiently(db);
    this.#reached('log-cut');
    await inTransaction(db, (tx) => this.#mark(tx, key));
    this.#reached('key-marked');
    if (key.round === null) return;
    announce({ kind: 'topics-changed', eventId: key.round.eventId, topics: [pollStaffTopic(key.pollId)] });
  }

  async #mark(tx: Kysely<Tables>, key: EndingKey): Promise<void> {
    if (key.round) await holdPoll(tx, key.round.eventId, key.pollId);
    await markKeyGone(tx, key);
    if (key.round) await this.#needs.touch(tx, key.round.eventId, pollStaffTopic(key.pollId));
  }

  #reached(step: ClosingStep): void {
    this.#needs.reached?.(step);
  }
}

async function cutPatiently(db: Kysely<Tables>): Promise<void> {
  for (let cut = 1; cut <= CUTS; cut += 1) {
    if (await cutLog(db)) return;
    await setTimeout(BETWEEN_CUTS);
  }
}
