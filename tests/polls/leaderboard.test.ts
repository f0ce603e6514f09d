import { describe, expect, test } from 'vitest';
import { instant } from '../../kernel/time.ts';
import { boardOf, pointsOf } from '../../polls/leaderboard.ts';
import type { CountedBallot } from '../../polls/poll.ts';
import type { PollContent } from '../../polls/schema.ts';
import { ballotOf, choosing, type Given, NOON, trivia, voterOf } from './contents.ts';

const RIGHT = 'b';
const WRONG = 'a';

function question(content: PollContent, ...ballots: CountedBallot[]) {
  return { content, openedAt: NOON, ballots, standings: null };
}

function quizOf(given: Partial<Given> = {}): PollContent {
  return trivia({ quiz: 'Evening', secrecy: 'named', ...given });
}

const people = new Map(
  [...'pqrst'].map((id) => [id, voterOf(id < 'r' ? 'North' : 'South', null, `Delegate ${id.toUpperCase()}`)]),
);

function placesOf(...questions: ReturnType<typeof question>[]) {
  return boardOf('Evening', questions, people).places.map(({ place, name, points }) => `${place} ${name} ${points}`);
}

describe('a leaderboard', () => {
  test('adds up 100 points for each correct answer, and gives the same points the same place', () => {
    const first = question(
      quizOf(),
      choosing('p', RIGHT),
      choosing('q', RIGHT),
      choosing('r', RIGHT),
      choosing('s', WRONG),
    );
    const second = question(quizOf(), choosing('r', RIGHT), choosing('p', WRONG), choosing('t', RIGHT));
    expect(placesOf(first, second)).toEqual([
      '1 Delegate R 200',
      '2 Delegate P 100',
      '2 Delegate Q 100',
      '2 Delegate T 100',
    ]);
    expect(placesOf(second, first).at(-1)).toBe('2 Delegate T 100');
  });

  test('leaves out who has no points, and who is not there any more', () => {
    expect(placesOf(question(quizOf(), choosing('p', WRONG), choosing('gone', RIGHT), choosing('q', RIGHT)))).toEqual([
      '1 Delegate Q 100',
    ]);
  });

  test('frees a place for each of those who share the one before', () => {
    const first = question(quizOf(), choosing('p', RIGHT), choosing('q', RIGHT), choosing('r', RIGHT));
    const second = question(quizOf(), choosing('p', RIGHT), choosing('q', RIGHT));
    expect(placesOf(first, second)).toEqual(['1 Delegate P 200', '1 Delegate Q 200', '3 Delegate R 100']);
  });

  test('has 20 places at most', () => {
    const many = Array.from({ length: 25 }, (_, at) => `v${at}`);
    const voters = new Map(many.map((id) => [id, voterOf(null, null, id)]));
    const board = boardOf('Evening', [question(quizOf(), ...many.map((id) => choosing(id, RIGHT)))], voters);
    expect(board.places.map(({ place }) => place)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  test('keeps two people of one name apart', () => {
    const voters = new Map(['p', 'q'].map((id) => [id, voterOf(null, null, 'Delegate')]));
    const { places } = boardOf('Evening', [question(quizOf(), choosing('p', RIGHT), choosing('q', RIGHT))], voters);
    expect(places).toEqual([
      { place: 1, name: 'Delegate', points: 100 },
      { place: 1, name: 'Delegate', points: 100 },
    ]);
  });

  test('of organisations adds up the points of their people', () => {
    const content = quizOf({ board: 'organisations' });
    const asked = question(
      content,
      choosing('p', RIGHT),
      choosing('q', RIGHT),
      choosing('r', RIGHT),
      choosing('s', WRONG),
    );
    expect(boardOf('Evening', [asked], people)).toEqual({
      quiz: 'Evening',
      of: 'organisations',
      places: [
        { place: 1, name: 'North', points: 200 },
        { place: 2, name: 'South', points: 100 },
      ],
    });
  });

  test('of organisations counts no few people of a question that is not named', () => {
    const content = quizOf({ board: 'organisations', secrecy: 'unnamed', groupsOf: 2 });
    const voters = new Map([...'pqrstu'].map((id) => [id, voterOf({ p: 'N', q: 'N', r: 'S', s: 'S' }[id] ?? 'T')]));
    const boardFor = (...ballots: CountedBallot[]) =>
      boardOf('Evening', [question(content, ...ballots)], voters).places.map(({ name, points }) => `${name} ${points}`);
    const four = [choosing('p', RIGHT), choosing('q', RIGHT), choosing('r', RIGHT), choosing('s', WRONG)];
    expect(boardFor(...four)).toEqual(['N 200', 'S 100']);
    expect(boardFor(...four, choosing('t', RIGHT), choosing('u', WRONG))).toEqual(['N 200', 'S 100', 'T 100']);
    // Of all that were right, N and S taken away would leave what the only one of T chose; so S is not shown.
    expect(boardFor(...four, choosing('t', RIGHT))).toEqual(['N 200']);
    expect(boardFor(...four, choosing('gone', WRONG))).toEqual(['N 200']);
  });

  test('of organisations stands beside no breakdown by country, unless it is named', () => {
    const given = { board: 'organisations', breakdown: 'country' } as const;
    expect(() => quizOf({ ...given, secrecy: 'unnamed' })).toThrow('a few answers would be left');
    expect(quizOf({ ...given, secrecy: 'named' }).breakdown).toBe('country');
  });

  test('names nobody where one of its questions is not named', () => {
    const open = question(quizOf(), choosing('p', RIGHT));
    const unnamed = question(quizOf({ board: 'organisations', secrecy: 'unnamed' }), choosing('q', RIGHT));
    expect(boardOf('Evening', [open, unnamed], people)).toEqual({
      quiz: 'Evening',
      of: 'organisations',
      places: [{ place: 1, name: 'North', points: 100 }],
    });
    // However it came to be: what makes the poll refuses such a question.
    const ofPeople = question({ ...quizOf(), secrecy: 'unnamed' }, choosing('q', RIGHT));
    expect(boardOf('Evening', [open, ofPeople], people).of).toBe('organisations');
  });
});

describe('points by speed', () => {
  const content = quizOf({ speed: true, seconds: 20, mayChange: false });
  const pointsAfter = (seconds: number, option = RIGHT) =>
    pointsOf(question(content), ballotOf('p', { options: [option] }, instant(NOON + seconds * 1000)));

  test.each([
    [0, 100],
    [5, 88],
    [10, 75],
    [20, 50],
  ])('are, %i seconds after the question, %i', (seconds, points) => {
    expect(pointsAfter(seconds)).toBe(points);
  });

  test('are those of the end of the limit in the seconds of grace, and never more than full', () => {
    expect(pointsAfter(22)).toBe(50);
    expect(pointsAfter(-1)).toBe(100);
  });

  test('are none for a wrong answer, however quick', () => {
    expect(pointsAfter(0, WRONG)).toBe(0);
  });

  test('are the least where nobody knows when the ballot came', () => {
    expect(pointsOf(question(content), ballotOf('p', { options: [RIGHT] }, null))).toBe(50);
  });

  test('do not count where speed does not', () => {
    const slow = question(quizOf({ seconds: 20 }));
    expect(pointsOf(slow, ballotOf('p', { options: [RIGHT] }, instant(NOON + 19_000)))).toBe(100);
  });
});
