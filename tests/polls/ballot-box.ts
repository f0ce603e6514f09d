/**
 * What every ballot box must keep to, whatever it stands on: the comments of `polls/ballot-box.ts`, each as a test.
 * `checkBallotBox` returns the broken promises by name, so that broken boxes can be told from whole ones too.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EventId, ParticipantId } from '../../kernel/ids.ts';
import type { TopicsChanged } from '../../kernel/live.ts';
import { instant } from '../../kernel/time.ts';
import type { Ballot, BallotBox, Receipt } from '../../polls/ballot-box.ts';
import type { TestDatabase } from '../engines.ts';
import { type PollGiven, writePoll, writeRound } from '../faults/open-poll.ts';

export interface BoxPlace {
  readonly database: TestDatabase;
  readonly eventId: EventId;
  readonly box: BallotBox;
  /** What was told, in turn. */
  readonly told: TopicsChanged[];
}

type Check = (place: BoxPlace) => Promise<readonly [found: unknown, expected: unknown]>;

const NOW = Date.now();

function ballot(place: BoxPlace, pollId: string, given: Partial<Ballot> = {}): Ballot {
  return {
    ...{ eventId: place.eventId, pollId, round: 1, participantId: randomUUID() as ParticipantId },
    ...{ clientId: randomUUID(), choice: '{"options":["a"]}', mayChange: true, receivedAt: instant(NOW) },
    ...given,
  };
}

const newPoll = ({ database, eventId }: BoxPlace, given?: PollGiven) => writePoll(database.db, eventId, given);

/** As another connection finds it: who has which choice. */
async function stored({ database }: BoxPlace, pollId: string, round = 1): Promise<Map<string, string>> {
  const rows = await database.db
    .selectFrom('poll_ballot')
    .select(['participant_id', 'choice'])
    .where('poll_id', '=', pollId)
    .where('round', '=', round)
    .execute();
  return new Map(rows.map((row) => [row.participant_id, row.choice]));
}

async function versions({ database }: BoxPlace, ...topics: readonly string[]): Promise<number[]> {
  const rows = await database.db.selectFrom('server_live_topic').selectAll().where('topic', 'in', topics).execute();
  return topics.map((topic) => rows.find((row) => row.topic === topic)?.version ?? 0);
}

const A = '{"options":["a"]}';
const B = '{"options":["b"]}';
const C = '{"options":["c"]}';

export const CHECKS: Readonly<Record<string, Check>> = {
  'a ballot is stored when its receipt comes': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    const receipt = await place.box.cast(one);
    const row = await place.database.db.selectFrom('poll_ballot').selectAll().where('poll_id', '=', poll).execute();
    const expected = { poll_id: poll, round: 1, participant_id: one.participantId, client_id: one.clientId };
    return [
      [receipt, row],
      ['counted', [{ ...expected, earlier: '[]', choice: A, cast_at: NOW }]],
    ];
  },
  'whatever was counted is there at that very moment, of many at once': async (place) => {
    const poll = await newPoll(place);
    const found: number[] = [];
    const casting = Array.from({ length: 60 }, async () => {
      const one = ballot(place, poll);
      if ((await place.box.cast(one)) === 'counted')
        found.push((await stored(place, poll)).has(one.participantId) ? 1 : 0);
    });
    await Promise.all(casting);
    return [found, Array.from({ length: 60 }, () => 1)];
  },
  '200 ballots at once by one person make one': async (place) => {
    const poll = await newPoll(place);
    const participantId = randomUUID() as ParticipantId;
    const casting = Array.from({ length: 200 }, () =>
      place.box.cast(ballot(place, poll, { participantId, mayChange: false })),
    );
    const receipts = await Promise.all(casting);
    return [
      [tally(receipts), [...(await stored(place, poll)).keys()]],
      [{ counted: 1, 'already-voted': 199 }, [participantId]],
    ];
  },
  'the same client id is known, within a batch and after it, and changes nothing': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    const again = { ...one, choice: B };
    const receipts = await Promise.all([place.box.cast(one), place.box.cast(again)]);
    receipts.push(await place.box.cast(again));
    return [
      [receipts, [...(await stored(place, poll)).values()]],
      [['counted', 'known', 'known'], [A]],
    ];
  },
  'two people may have chosen the same client id': async (place) => {
    const poll = await newPoll(place);
    const receipts = [1, 2].map(() => place.box.cast(ballot(place, poll, { clientId: 'c1' })));
    return [await Promise.all(receipts), ['counted', 'counted']];
  },
  'another ballot replaces the earlier one where it may, within a batch and after it': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    const next = (choice: string) => ballot(place, poll, { participantId: one.participantId, choice });
    const receipts = await Promise.all([place.box.cast(one), place.box.cast(next(B))]);
    receipts.push(await place.box.cast(next(C)));
    return [
      [receipts, [...(await stored(place, poll)).values()]],
      [['counted', 'counted', 'counted'], [C]],
    ];
  },
  'an older ballot that comes again is known, and the newer one stays': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    const next = ballot(place, poll, { participantId: one.participantId, choice: B });
    const receipts = [await place.box.cast(one), await place.box.cast(next), await place.box.cast(one)];
    receipts.push(...(await Promise.all([place.box.cast(one), place.box.cast(next)])));
    return [
      [receipts, [...(await stored(place, poll)).values()]],
      [['counted', 'counted', 'known', 'known', 'known'], [B]],
    ];
  },
  'where none may be replaced the first stays': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll, { mayChange: false });
    const next = ballot(place, poll, { participantId: one.participantId, choice: B, mayChange: false });
    const receipts = [await place.box.cast(one), await place.box.cast(next), await place.box.cast(one)];
    return [
      [receipts, [...(await stored(place, poll)).values()]],
      [['counted', 'already-voted', 'known'], [A]],
    ];
  },
  'a poll that is not open takes none, in whatever state': async (place) => {
    const states = ['draft', 'ready', 'closing', 'closed', 'shown', 'archived'] as const;
    const polls = await Promise.all(states.map((state) => newPoll(place, { state })));
    const receipts = await Promise.all([...polls, randomUUID()].map((poll) => place.box.cast(ballot(place, poll))));
    const rows = await Promise.all(polls.map(async (poll) => (await stored(place, poll)).size));
    return [
      [receipts, rows],
      [Array.from({ length: 7 }, () => 'not-open'), [0, 0, 0, 0, 0, 0]],
    ];
  },
  'a round that is over, or not there, takes none': async (place) => {
    const poll = await newPoll(place, { round: 2 });
    const receipts = [1, 2, 3].map((round) => place.box.cast(ballot(place, poll, { round })));
    return [await Promise.all(receipts), ['not-open', 'counted', 'not-open']];
  },
  'a ballot is taken two seconds after the closing time, by when it was received, and no later': async (place) => {
    const poll = await newPoll(place, { closesAt: NOW });
    const receipts = [0, 2_000, 2_001].map((late) =>
      place.box.cast(ballot(place, poll, { receivedAt: instant(NOW + late) })),
    );
    return [await Promise.all(receipts), ['counted', 'counted', 'not-open']];
  },
  'what was counted is known after the round has closed': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    const first = await place.box.cast(one);
    await place.database.db.updateTable('poll_poll').set({ state: 'closed' }).where('id', '=', poll).execute();
    return [
      [first, await place.box.cast(one), await place.box.cast({ ...one, clientId: 'another' })],
      ['counted', 'known', 'not-open'],
    ];
  },
  'in the next round everybody votes anew, and the earlier round stays as it was': async (place) => {
    const poll = await newPoll(place);
    const one = ballot(place, poll);
    await place.box.cast(one);
    await writeRound(place.database.db, place.eventId, poll, 2, {});
    await place.database.db.updateTable('poll_poll').set({ round: 2 }).where('id', '=', poll).execute();
    const receipt = await place.box.cast({ ...one, round: 2, clientId: 'another', choice: B });
    return [
      [receipt, [...(await stored(place, poll)).values()], [...(await stored(place, poll, 2)).values()]],
      ['counted', [A], [B]],
    ];
  },
  'more than a batch, of several polls, is all judged and each in its own poll': async (place) => {
    const polls = await Promise.all([newPoll(place), newPoll(place), newPoll(place, { state: 'closed' })]);
    const casting = Array.from({ length: 1_200 }, (_, number) =>
      place.box.cast(ballot(place, polls[number % 3] ?? '', { participantId: `p${number}` as ParticipantId })),
    );
    const receipts = await Promise.all(casting);
    const found = await Promise.all(polls.map((poll) => stored(place, poll)));
    const strangers = found.flatMap((of, place) => [...of.keys()].filter((id) => Number(id.slice(1)) % 3 !== place));
    return [
      [tally(receipts), found.map(({ size }) => size), strangers],
      [{ counted: 800, 'not-open': 400 }, [400, 400, 0], []],
    ];
  },
  'texts of any kind are kept as they are': async (place) => {
    const poll = await newPoll(place);
    const choice = JSON.stringify({ text: `"quoted" \\ {1,2} 'x' ,é 🙂` });
    const one = ballot(place, poll, { choice, clientId: `c"\\{},'🙂` });
    const receipts = [await place.box.cast(one), await place.box.cast(one)];
    return [
      [receipts, [...(await stored(place, poll)).values()]],
      [['counted', 'known'], [choice]],
    ];
  },
  'the poll shows the new turnout, and nothing is shown of what was not counted': async (place) => {
    const poll = await newPoll(place);
    const topics = [`poll:${poll}`, `poll:${poll}:staff`, 'polls'];
    const one = ballot(place, poll);
    place.told.length = 0;
    await Promise.all([place.box.cast(one), place.box.cast(ballot(place, poll))]);
    const then = await versions(place, ...topics);
    const told = place.told.map(({ kind, eventId, topics }) => [kind, eventId, [...topics].sort()]);
    await place.box.cast(one);
    await place.box.cast(ballot(place, poll, { round: 2 }));
    const expected = ['topics-changed', place.eventId, [`poll:${poll}`, `poll:${poll}:staff`, 'polls:staff']];
    return [
      [then, told, await versions(place, ...topics), place.told.length],
      [[1, 1, 0], [expected], [1, 1, 0], 1],
    ];
  },
  'it is settled when nothing is under way, and takes ballots again afterwards': async (place) => {
    const poll = await newPoll(place);
    await place.box.settled();
    let receipt: Receipt | undefined;
    void place.box.cast(ballot(place, poll)).then((given) => {
      receipt = given;
    });
    await place.box.settled();
    const first = receipt;
    return [
      [first, await place.box.cast(ballot(place, poll))],
      ['counted', 'counted'],
    ];
  },
};

function tally(receipts: readonly Receipt[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const receipt of receipts) counts[receipt] = (counts[receipt] ?? 0) + 1;
  return counts;
}

/** @returns the names of the promises that a box breaks. */
export async function brokenPromises(place: BoxPlace): Promise<string[]> {
  const broken: string[] = [];
  for (const [name, check] of Object.entries(CHECKS)) {
    const [found, expected] = await check(place).catch((error: unknown) => [error, 'no error'] as const);
    if (!isDeepStrictEqual(found, expected)) broken.push(name);
  }
  return broken;
}
