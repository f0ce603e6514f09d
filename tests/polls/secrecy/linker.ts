/**
 * Tries to say who gave which answer, from what an observer has seen and from the answers, which the results tell. Each
 * way yields for some voters an answer; what is right is not known to it.
 */
import sodium from 'sodium-native';
import type { PollContent } from '../../../polls/schema.ts';
import { open } from '../../../polls/secrecy/sealing-service.ts';
import type { Ballot, Observer, Row } from './observer.ts';

export interface Evidence {
  readonly observer: Observer;
  readonly content: PollContent;
  /** As the results list them. */
  readonly answers: readonly string[];
  /** What is left in the tables. */
  readonly rows: readonly Row[];
  /** What is left in the key folder. */
  readonly keys: readonly Buffer[];
}

export type Guess = ReadonlyMap<string, string>;

/** Each way by its name. */
export function link(evidence: Evidence): ReadonlyMap<string, Guess> {
  return new Map([
    ['came in the same commit', bySameCommit(evidence)],
    ['written by the same transaction', bySameTransaction(evidence)],
    ['opened with what is in the key folder', byKey(evidence)],
    ...byOrder(evidence),
  ]);
}

function bySameCommit({ observer }: Evidence): Guess {
  return new Map(
    observer.commits.flatMap(({ voters, answers }) =>
      voters.length === answers.length ? voters.map((voter, place) => [voter, answers[place] ?? ''] as const) : [],
    ),
  );
}

function bySameTransaction({ observer, rows, answers }: Evidence): Guess {
  const wrote = new Map<string, Row[]>();
  for (const row of rows) wrote.set(row.transaction, [...(wrote.get(row.transaction) ?? []), row]);
  return new Map(
    [...wrote.values()].flatMap((some) => {
      const text = some.map((row) => row.text).join();
      const voters = [...observer.ballots.keys(), ...namedIn(observer)].filter((voter) => text.includes(voter));
      const given = answers.filter((answer) => text.includes(answer));
      return new Set(voters).size === 1 && given.length === 1 ? [[voters[0] ?? '', given[0] ?? ''] as const] : [];
    }),
  );
}

function namedIn(observer: Observer): string[] {
  return observer.commits.flatMap(({ voters }) => voters);
}

function byKey({ observer, content, keys }: Evidence): Guess {
  const found = new Map<string, string>();
  for (const privateKey of keys) {
    const half = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
    sodium.crypto_scalarmult_base(half, privateKey);
    for (const [voter, { choice }] of observer.ballots) {
      const text = open(content, { publicKey: half.toString('base64'), privateKey }, choice);
      if (text !== undefined) found.set(voter, (JSON.parse(text) as { readonly text: string }).text);
    }
  }
  return found;
}

/** Puts voters and answers in a row each, in every order that is known, and takes the first for the first. */
function byOrder(evidence: Evidence): [string, Guess][] {
  const answers = Object.entries(ordersOfAnswers(evidence));
  return Object.entries(ordersOfVoters(evidence)).flatMap(([voted, voters]) =>
    answers.flatMap(([listed, inOrder]) =>
      [inOrder, [...inOrder].reverse()].map((each, way): [string, Guess] => [
        `${voted} against ${listed}${way === 0 ? '' : ', last first'}`,
        new Map(voters.map((voter, place) => [voter, each[place] ?? ''])),
      ]),
    ),
  );
}

function ordersOfVoters({ observer, rows }: Evidence): Record<string, readonly string[]> {
  const came = namedIn(observer);
  const ballots = [...observer.ballots.values()];
  const by = (key: (ballot: Ballot) => string | number) => sorted(ballots, key).map((ballot) => ballot.participant_id);
  return {
    'voters as they came': came,
    'voters by id': [...came].sort(),
    'voters by the length of the box': by(({ choice }) => Buffer.from(choice, 'base64').length),
    'voters by the box': by(({ choice }) => choice),
    'voters by client id': by(({ client_id }) => client_id),
    'voters by time': by(({ cast_at }) => cast_at),
    'voters by their rows': came.length === 0 ? [] : inRows(rows, came),
  };
}

function ordersOfAnswers({ observer, answers, rows }: Evidence): Record<string, readonly string[]> {
  return {
    'answers as listed': answers,
    'answers by alphabet': [...answers].sort(),
    'answers by length': sorted(answers, (answer) => Buffer.byteLength(answer)),
    'answers as they appeared': observer.commits.flatMap((commit) => commit.answers),
    'answers by their rows': inRows(rows, answers),
  };
}

function inRows(rows: readonly Row[], texts: readonly string[]): string[] {
  return rows.flatMap(({ text }) => texts.filter((each) => text.includes(each)));
}

function sorted<T>(all: readonly T[], key: (each: T) => string | number): T[] {
  return [...all].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}
