import { expect, test } from 'vitest';
import { tallyOf } from '../../polls/counting.ts';
import type { PollState, Round } from '../../polls/poll.ts';
import type { PollContent } from '../../polls/schema.ts';
import { isOn, pollViewOf, staffViewOf } from '../../polls/shown.ts';
import { ballotOf, choosing, NOON, openPoll, opinion, shortText, trivia } from './contents.ts';

const STATES: readonly PollState[] = ['draft', 'ready', 'open', 'closing', 'closed', 'shown', 'archived'];

/** In each state what everybody sees of a round: that it is on, counts, a correct answer, a leaderboard. */
function seen(content: PollContent, given: Partial<Round> = {}): string[] {
  const { poll, round } = openPoll(content, given);
  const tally = tallyOf(content, [choosing('one', 'a')]);
  return STATES.map((state) => {
    const at = { poll: { ...poll, state }, round };
    const view = pollViewOf(at, { turnout: 1, tally }, { of: 'people', places: [] } as never);
    const parts = { on: isOn(at.poll), counts: view.tally, answer: view.answer, board: view.board };
    const words = Object.entries(parts).flatMap(([name, part]) => (part ? [name] : []));
    expect([state, view.paper.countsShown]).toEqual([state, view.tally !== null]);
    return [state, ...words].join(' ');
  });
}

test('counts are seen from the press that shows them, the correct answer from the next, and nothing in the archive', () => {
  const hidden = ['draft', 'ready', 'open on', 'closing on', 'closed on'];
  expect(seen(trivia())).toEqual([...hidden, 'shown on counts', 'archived']);
  expect(seen(trivia(), { answerShownAt: NOON })).toEqual([...hidden, 'shown on counts answer board', 'archived']);
});

test('counts that are seen from the beginning are so while a poll is on, of none that is secret, until they are taken back', () => {
  const from = ['draft', 'ready', 'open on counts', 'closing on counts', 'closed on counts'];
  expect(seen(opinion({ resultsWhileOpen: true }))).toEqual([...from, 'shown on counts', 'archived']);
  const hidden = ['draft', 'ready', 'open on', 'closing on', 'closed on', 'shown on counts', 'archived'];
  expect(seen(opinion({ resultsWhileOpen: true }), { shownAt: NOON })).toEqual(hidden);
  expect(seen({ ...opinion({ resultsWhileOpen: true }), secrecy: 'secret' })).toEqual(hidden);
});

test('of thousands of texts those given most often are on pages, and all people are counted', () => {
  const content = shortText();
  const texts = Array.from({ length: 5_000 }, (_, at) => `${at} ${'ｗ'.repeat(90)}`);
  const ballots = [...texts, ...texts.slice(4_000)].map((text, at) => ballotOf(`${at}`, { text }));
  const tally = tallyOf(content, ballots);
  const { poll, round } = openPoll(content, { tally });
  const shown = { poll: { ...poll, state: 'shown' as const }, round };
  const all = pollViewOf(shown, { turnout: ballots.length, tally }, null);
  const staff = staffViewOf(shown.poll, [{ ...round, turnout: ballots.length }]);
  for (const seen of [all.tally, staff.rounds[0]?.tally]) {
    expect([seen?.people, seen?.texts.length, seen?.texts.every(({ people }) => people === 2)]).toEqual([
      6_000,
      200,
      true,
    ]);
  }
  // A socket for which a million bytes wait is let go; everybody follows this.
  expect(Buffer.byteLength(JSON.stringify(all))).toBeLessThan(100_000);
});
