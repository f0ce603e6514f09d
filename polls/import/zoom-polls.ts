/** What the questions of a report are as polls of ours, with what they came to. Nobody's name or address is kept. Pure. */
import { tallyOf } from '../counting.ts';
import type { Choice, CountedBallot } from '../poll.ts';
import { MOST_OPTIONS, type Option, type PollContent, pollContent } from '../schema.ts';
import type { Tally } from '../tally.ts';
import type { ReportAnswer, ReportQuestion } from './zoom-report.ts';

export interface ImportedPoll {
  readonly content: PollContent;
  readonly tally: Tally;
}

/** Something that was read in another way than it stands there. */
export interface Finding {
  readonly line: number;
  readonly message: string;
}

export interface Imported {
  readonly polls: readonly ImportedPoll[];
  readonly findings: readonly Finding[];
}

const LONGEST = { question: 200, explanation: 500, option: 140, text: 500 } as const;
/** So many findings are told; more say no more. */
const MOST_FINDINGS = 200;

export function pollsOf(questions: readonly ReportQuestion[]): Imported {
  const findings: Finding[] = [];
  const polls = questions.flatMap((question) => {
    if (question.answers.length === 0) {
      findings.push({ line: question.line, message: `Nobody answered "${shortened(question.text, 60)}": left out.` });
      return [];
    }
    const { counted, again } = lastOfEach(question.answers);
    findings.push(...again);
    return [pollOf(question, counted)];
  });
  return { polls, findings: findings.sort((one, other) => one.line - other.line).slice(0, MOST_FINDINGS) };
}

/** Of who answered more than once the last counts. Those without an address are as many as there are rows. */
function lastOfEach(answers: readonly ReportAnswer[]): {
  readonly counted: readonly ReportAnswer[];
  readonly again: readonly Finding[];
} {
  const last = new Map(answers.map((each) => [each.who ?? each, each]));
  const isLast = (each: ReportAnswer) => last.get(each.who ?? each) === each;
  const counted = answers.filter(isLast);
  const earlier = answers.filter((each) => !isLast(each));
  return {
    counted,
    again: earlier.map(({ who, line }) => {
      const by = last.get(who ?? '')?.line;
      return { line, message: `The same person answered again in line ${by}, which counts.` };
    }),
  };
}

function pollOf(question: ReportQuestion, answers: readonly ReportAnswer[]): ImportedPoll {
  const options = optionsOf(answers);
  const content = contentOf(question, options, answers);
  const ballots = answers.map((each): CountedBallot => {
    return { participantId: null, castAt: null, choice: choiceOf(each, options) };
  });
  return { content, tally: tallyOf(content, ballots) };
}

function choiceOf({ text }: ReportAnswer, options: readonly Option[]): Choice {
  if (options.length === 0) return { text: shortened(text, LONGEST.text) };
  const parts = partsOf(text);
  return { options: options.filter((each) => parts.includes(each.text)).map(({ id }) => id) };
}

/** Each answer once, in the order in which they stand there; none where they are texts rather than options. */
function optionsOf(answers: readonly ReportAnswer[]): readonly Option[] {
  const texts = [...new Set(answers.flatMap(({ text }) => partsOf(text)))];
  const areOptions = texts.length >= 2 && texts.length <= MOST_OPTIONS;
  if (!areOptions || texts.some((text) => text.length > LONGEST.option)) return [];
  return texts.map((text, place) => ({ id: `option-${place + 1}`, text }));
}

/** Several answers of one person are separated by semicolons. One that is nothing but these is a text. */
function partsOf(text: string): readonly string[] {
  const parts = text.split(';').map((part) => part.trim());
  const given = [...new Set(parts.filter((part) => part !== ''))];
  return given.length === 0 ? [text] : given;
}

function contentOf(
  { text, poll }: ReportQuestion,
  options: readonly Option[],
  answers: readonly ReportAnswer[],
): PollContent {
  const isText = options.length === 0;
  const isWhole = text.length <= LONGEST.question;
  return pollContent.parse({
    kind: isText ? 'text' : 'opinion',
    question: shortened(text, LONGEST.question),
    explanation: shortened(isWhole ? (poll ?? '') : text, LONGEST.explanation),
    options,
    most: isText ? 1 : Math.max(...answers.map((each) => partsOf(each.text).length)),
    secrecy: 'unnamed',
    mayChange: false,
    opens: 'chair',
    closes: { how: 'by-hand' },
    shows: 'chair',
  });
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character of two halves is not torn apart.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
