/** Results as tables for spreadsheets. */
import { writeTable } from '../../kernel/spreadsheet/written-table.ts';
import type { ResultsView, RoundResults, VoterResult } from './results-view.ts';

const COLUMNS = [
  { name: 'poll' },
  { name: 'question' },
  { name: 'kind' },
  { name: 'secrecy' },
  { name: 'round' },
  { name: 'opened' },
  { name: 'closed' },
  { name: 'option' },
  { name: 'people' },
  { name: 'share_of_turnout' },
  { name: 'points' },
  { name: 'answers' },
  { name: 'entitled' },
  { name: 'present' },
  { name: 'turnout' },
] as const;

/** `results.csv`: a line for each option, or each text, of each round. Shares are of 1, to four decimals. */
export function writeResults(polls: readonly ResultsView[]): string {
  return writeTable(
    COLUMNS,
    polls.flatMap(({ poll, rounds }) =>
      rounds.flatMap((round) => {
        const ofRound = { poll, ...cellsOfRound(round), ...figuresOf(round) };
        return answersOf(round).map(({ option, people, points }) => {
          const share_of_turnout = round.turnout === 0 ? '' : Math.round((people * 10_000) / round.turnout) / 10_000;
          return { ...ofRound, option, people, points, share_of_turnout };
        });
      }),
    ),
  );
}

function cellsOfRound({ question, kind, secrecy, round, openedAt, closedAt }: RoundResults) {
  return { question, kind, secrecy, round, opened: openedAt, closed: closedAt ?? '' };
}

function figuresOf({ tally, entitled, present, turnout }: RoundResults) {
  return { answers: tally.answers, entitled: entitled ?? '', present: present ?? '', turnout };
}

interface Answer {
  readonly option: string;
  readonly people: number;
  readonly points: number;
}

/** A round in which nobody wrote anything has a line too. */
function answersOf({ kind, options, tally }: RoundResults): Answer[] {
  const texts = tally.texts.map(({ text, people }) => ({ option: text, people, points: people }));
  if (kind === 'text') return texts.length === 0 ? [{ option: '', people: 0, points: 0 }] : texts;
  return tally.options.map(({ id, people, points }) => ({ option: nameOf(options, id), people, points }));
}

function nameOf(options: RoundResults['options'], id: string): string {
  return options.find((option) => option.id === id)?.text ?? id;
}

const VOTER_COLUMNS = [
  { name: 'poll' },
  { name: 'question' },
  { name: 'round' },
  { name: 'name' },
  { name: 'organisation' },
  { name: 'country' },
  { name: 'place' },
  { name: 'option' },
] as const;

/** `results.csv?voters=true`: a line for each option that somebody chose, of a ranking in the order of its places. */
export function writeVoters(polls: readonly ResultsView[]): string {
  return writeTable(
    VOTER_COLUMNS,
    polls.flatMap(({ poll, rounds }) =>
      rounds.flatMap((results) => {
        const { question, round } = results;
        return (results.voters ?? []).flatMap((voter) => {
          const who = { poll, question, round, ...cellsOfVoter(voter) };
          return chosenBy(voter, results).map((option, index) => ({ ...who, place: index + 1, option }));
        });
      }),
    ),
  );
}

function cellsOfVoter({ name, organisation, country }: VoterResult) {
  return { name: name ?? '', organisation: organisation ?? '', country: country ?? '' };
}

function chosenBy({ options, text }: VoterResult, round: RoundResults): string[] {
  return options === null ? [text ?? ''] : options.map((id) => nameOf(round.options, id));
}
