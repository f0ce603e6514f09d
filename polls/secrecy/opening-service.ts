/** Opening the boxes of a round with its key: a few at a time, so that others are answered meanwhile. */
import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Tables } from '../../kernel/tables.ts';
import { keptChoice } from '../choice.ts';
import { tallyOf } from '../counting.ts';
import type { Choice } from '../poll.ts';
import type { PollContent } from '../schema.ts';
import { type Box, readBoxes } from './boxes-store.ts';
import type { KeyPair } from './key-pair-store.ts';
import { open } from './sealing-service.ts';
import type { ClosingRound, Opened } from './secret-round.ts';

/** Boxes read at once. */
const PORTION = 200;
/** Boxes opened in one go: some two milliseconds. */
const HANDFUL = 25;

/** What is in the boxes, and how many there are. Nothing of it knows any more whose a choice was. */
interface Contents {
  readonly boxes: number;
  readonly choices: readonly Choice[];
}

/** @param privateKey undefined where there is none. @returns with it how many boxes there were. */
export async function openRound(
  db: Kysely<Tables>,
  round: ClosingRound,
  privateKey: Buffer | undefined,
): Promise<{ readonly boxes: number; readonly opened: Opened }> {
  const keys = privateKey && { publicKey: round.publicKey, privateKey };
  const { boxes, choices } = await openAll(db, round, keys);
  if (choices.length === boxes) return { boxes, opened: { tally: tallyOf(round.content, choices.map(asBallot)) } };
  return { boxes, opened: { fault: keys ? unreadable(boxes - choices.length, boxes) : withoutKey(boxes) } };
}

async function openAll(db: Kysely<Tables>, round: ClosingRound, keys: KeyPair | undefined): Promise<Contents> {
  const choices: Choice[] = [];
  let boxes = 0;
  let after = '';
  for (;;) {
    const portion = await readBoxes(db, round, after, PORTION);
    boxes += portion.length;
    if (keys) choices.push(...(await openPortion(round.content, keys, portion)));
    after = portion.at(-1)?.participant_id ?? '';
    if (portion.length < PORTION) return { boxes, choices };
  }
}

/** @returns the choices of those that can be opened and hold what may be chosen. */
async function openPortion(content: PollContent, keys: KeyPair, portion: readonly Box[]): Promise<Choice[]> {
  const choices: Choice[] = [];
  for (const [place, { choice }] of portion.entries()) {
    if (place % HANDFUL === 0) await setImmediate();
    const found = choiceIn(content, keys, choice);
    if (found) choices.push(found);
  }
  return choices;
}

/** Whatever is wrong with a box: what is said about it tells how many there are and nothing of what they hold. */
function choiceIn(content: PollContent, keys: KeyPair, box: string): Choice | undefined {
  try {
    const text = open(content, keys, box);
    return text === undefined ? undefined : keptChoice(content, text);
  } catch {
    return undefined;
  }
}

function asBallot(choice: Choice) {
  return { participantId: null, choice, castAt: null };
}

function withoutKey(boxes: number): string {
  const ballots = boxes === 1 ? 'The one ballot' : `The ${boxes} ballots`;
  return `${ballots} of this round cannot be opened, because the key is not in the key folder or cannot be read. Nothing was deleted: put the key back, and they are counted.`;
}

function unreadable(bad: number, boxes: number): string {
  const ballots = boxes === 1 ? 'the one ballot' : `the ${boxes} ballots`;
  return `${bad} of ${ballots} of this round cannot be read with its key, so nothing was counted and nothing deleted.`;
}
