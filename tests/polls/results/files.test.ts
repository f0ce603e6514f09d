import { describe, expect, test } from 'vitest';
import { tallyOf } from '../../../polls/counting.ts';
import type { CountedBallot } from '../../../polls/poll.ts';
import { writeResults, writeVoters } from '../../../polls/results/results-csv.ts';
import { drawResults } from '../../../polls/results/results-svg.ts';
import { isNamed, type NamedBallots, type RoundResults, roundResults } from '../../../polls/results/results-view.ts';
import type { PollContent } from '../../../polls/schema.ts';
import { ballotOf, choosing, NOON, openPoll, opinion, shortText, trivia, voterOf } from '../contents.ts';

function resultsOf(
  content: PollContent,
  ballots: readonly CountedBallot[],
  named: NamedBallots | null = null,
): RoundResults {
  const { round } = openPoll(content, { closedAt: NOON, entitled: 8, present: 4 });
  return roundResults({ ...round, tally: tallyOf(content, ballots) }, named, false);
}

const ballots = [choosing('p1', 'a', 'b'), choosing('p2', 'b')];
const several = opinion({ most: 2, question: '=1+1' });
const poll = { poll: 'the-poll', imported: false };

describe('the table of results', () => {
  test('has a line for each option, and no cell that a spreadsheet takes for a formula', () => {
    const table = writeResults([{ ...poll, rounds: [resultsOf(several, ballots)] }]);
    const round = "the-poll,'=1+1,opinion,unnamed,1,2026-03-02T12:00:00+00:00,2026-03-02T12:00:00+00:00";
    expect(table.split('\r\n')).toEqual([
      '\ufeffpoll,question,kind,secrecy,round,opened,closed,option,people,share_of_turnout,points,answers,entitled,present,turnout',
      `${round},Option a,1,0.5,1,3,8,4,2`,
      `${round},Option b,2,1,2,3,8,4,2`,
      `${round},Option c,0,0,0,3,8,4,2`,
      '',
    ]);
  });

  test('has a line for a round in which nobody wrote anything', () => {
    const lines = writeResults([{ ...poll, rounds: [resultsOf(shortText(), [])] }]).split('\r\n');
    expect(lines.slice(1).map((line) => line.split(',').slice(7))).toEqual([
      ['', '0', '', '0', '0', '8', '4', '0'],
      [],
    ]);
  });

  test('of voters has a line for each option that somebody chose, by name', () => {
    const voters = new Map([
      ['p1', voterOf('North', 'CH', 'Second')],
      ['p2', voterOf(null, null, '@First')],
    ]);
    const table = writeVoters([{ ...poll, rounds: [resultsOf(several, ballots, { ballots, voters })] }]);
    expect(table.split('\r\n').slice(1)).toEqual([
      "the-poll,'=1+1,1,'@First,,,1,Option b",
      "the-poll,'=1+1,1,Second,North,CH,1,Option a",
      "the-poll,'=1+1,1,Second,North,CH,2,Option b",
      '',
    ]);
  });
});

describe('what is exported', () => {
  test('names voters of named rounds alone, and of none that were read from a report', () => {
    const named = { content: opinion({ secrecy: 'named' }) };
    expect(isNamed({ imported: false }, named)).toBe(true);
    expect(isNamed({ imported: true }, named)).toBe(false);
    expect(isNamed({ imported: false }, { content: opinion({ secrecy: 'unnamed' }) })).toBe(false);
    expect(isNamed({ imported: false }, { content: opinion({ secrecy: 'secret' }) })).toBe(false);
  });

  test('has the correct answer for who may know it, or once it is shown', () => {
    const { round } = openPoll(trivia());
    const counted = { ...round, tally: tallyOf(trivia(), []) };
    const shownAnswer = { ...counted, answerShownAt: NOON };
    const told = [
      roundResults(counted, null, false),
      roundResults(counted, null, true),
      roundResults(shownAnswer, null, false),
    ];
    expect(told.map(({ answer }) => answer)).toEqual([null, 'b', 'b']);
  });
});

describe('the drawing', () => {
  test('says who voted and writes each value, in the picture and in words', () => {
    const drawn = drawResults(resultsOf(several, ballots));
    expect(drawn).toContain('2 people voted and gave 3 answers: 25 % of 8 registered, 50 % of 4 present.');
    expect(drawn).toContain('<title id="title">=1+1</title>');
    for (const words of ['Option a: 1 (50 %).', 'Option b: 2 (100 %).', 'Option c: 0 (0 %).', '>2 (100 %)</text>'])
      expect(drawn).toContain(words);
  });

  test('begins every bar at zero, in proportion', () => {
    const bars = [...drawResults(resultsOf(several, ballots)).matchAll(/<rect x="336" y="[\d.]+" width="(\d+)"/g)];
    expect(bars.map(([, width]) => width)).toEqual(['210', '420', '0']);
  });

  test('takes nothing of a text for markup, and leaves out what XML cannot hold', () => {
    const hostile = '</text><script>alert("1")</script>&\u0001\ufffe';
    const drawn = drawResults(resultsOf(shortText(), [ballotOf('p1', { text: hostile })]));
    expect(drawn).not.toContain('<script');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(drawn).not.toMatch(/[\u0001\ufffe]/);
    expect(drawn).toContain('&lt;/text&gt;&lt;script&gt;');
    // Title, description, labels and values: whatever is drawn is of the drawing's own parts.
    const question = '</text></title></desc><script>alert("1")</script>&';
    const options = ['a', 'b'].map((id) => ({ id, text: `${question} ${id}` }));
    const asked = drawResults(resultsOf(opinion({ question, options }), [choosing('p1', 'a')]));
    expect(asked).not.toContain('<script');
    expect(
      asked.match(/<(\w+)/g)?.filter((name) => !['<svg', '<title', '<desc', '<rect', '<text', '<line'].includes(name)),
    ).toEqual([]);
  });

  test('wraps long labels, also those of one word', () => {
    const options = [
      { id: 'a', text: 'word '.repeat(20).trim() },
      { id: 'b', text: 'w'.repeat(140) },
    ];
    const labels = [...drawResults(resultsOf(opinion({ options }), [])).matchAll(/text-anchor="end">([^<]*)</g)];
    expect(labels.map(([, label]) => label?.length)).toEqual([34, 34, 29, 34, 34, 34, 34, 4]);
  });
});
