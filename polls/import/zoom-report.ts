/**
 * Poll reports as Zoom saves them, in both layouts. Pure.
 *
 * Since 2021: some lines about the meeting (`Poll Report`, or `Overview` and `Launched Polls`), then for each poll its
 * name alone in a line, and a table whose columns after the time of submission are its questions. Before: the same
 * start, then one table for all, in which question and answer follow each other in each row. Tables are found by
 * their header rows, so that neither the start nor the words of the columns have to be exact.
 */
import { type CellFault, faultAt, quoted, type SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { type Row, readSpreadsheet } from '../../kernel/spreadsheet/spreadsheet.ts';

export interface ReportAnswer {
  /** The address in small letters; null for somebody who cannot be told from others. */
  readonly who: string | null;
  readonly line: number;
  /** As it is written, trimmed; not empty. */
  readonly text: string;
}

export interface ReportQuestion {
  readonly text: string;
  /** Where it stands first. */
  readonly line: number;
  /** The name of its poll; null where there is none. */
  readonly poll: string | null;
  readonly answers: readonly ReportAnswer[];
}

export type Report =
  | { readonly ok: true; readonly questions: readonly ReportQuestion[] }
  | { readonly ok: false; readonly faults: readonly CellFault[] };

interface Head {
  readonly line: number;
  readonly numbered: boolean;
  readonly email: number;
  /** Of the first question, or the first pair. */
  readonly first: number;
  /** By column; empty where each row names its questions. */
  readonly questions: ReadonlyMap<number, string>;
}

interface Found {
  readonly text: string;
  readonly line: number;
  readonly poll: string | null;
  readonly answers: ReportAnswer[];
}

/** What stands alone in a line and is no poll's name. */
const OF_ZOOM: readonly string[] = ['poll report', 'poll details', 'overview', 'launched polls'];
/** A report with more questions is none. */
const MOST_QUESTIONS = 100;

/** So many faults are told at once. */
const MOST_FAULTS = 100;

/** Never throws for what is in the file. */
export function readReport(file: SheetFile): Report {
  const sheet = readSpreadsheet(file.bytes);
  if (sheet.fault) return { ok: false, faults: [faultAt(file, { ...sheet.fault, columnName: null })] };
  const found: Found[] = [];
  const faults: CellFault[] = [];
  let head: Head | null = null;
  let name: string | null = null;
  let table = new Map<string, Found>();
  for (const row of sheet.rows) {
    const next: Head | null = headOf(row);
    if (next) {
      head = next;
      table = new Map();
      for (const text of head.questions.values()) claim(found, table, { text, line: head.line, poll: name });
      name = null;
    } else if (filled(row).length === 1 && textAt(row, 0) !== '' && !/^\d+$/.test(textAt(row, 0))) {
      name = OF_ZOOM.includes(textAt(row, 0).toLowerCase()) ? null : textAt(row, 0);
    } else if (head) {
      if (isPerson(row, head)) readAnswers(row, head, (question) => claim(found, table, { ...question, poll: null }));
      else if (!isListOfPolls(row)) faults.push(notARow(file, row));
    }
  }
  if (!head) return { ok: false, faults: [noTable(file)] };
  if (faults.length > 0) return { ok: false, faults: faults.slice(0, MOST_FAULTS) };
  if (found.length > MOST_QUESTIONS) return { ok: false, faults: [tooMany(file, found)] };
  return { ok: true, questions: found };
}

function claim(found: Found[], table: Map<string, Found>, question: Omit<Found, 'answers'>): Found {
  const known = table.get(question.text);
  if (known) return known;
  const claimed = { ...question, answers: [] };
  found.push(claimed);
  table.set(question.text, claimed);
  return claimed;
}

function headOf(row: Row): Head | null {
  const names = row.map(({ text }) => text.trim().toLowerCase());
  const email = names.findIndex((each) => each === 'user email' || each === 'email address' || each === 'email');
  const time = names.findIndex((each) => each.startsWith('submitted '));
  if (email < 0 || time < email || !names.includes('user name')) return null;
  const first = time + 1;
  const questions = new Map<number, string>();
  for (let column = first; column < row.length; column += 1) {
    if (textAt(row, column) !== '') questions.set(column, textAt(row, column));
  }
  const isPaired = /^(question|poll title)\b/i.test(questions.get(first) ?? '') && isAnswer(questions.get(first + 1));
  const line = row[0]?.line ?? 1;
  return { line, numbered: names[0] === '#', email, first, questions: isPaired ? new Map() : questions };
}

function isAnswer(name: string | undefined): boolean {
  return name !== undefined && /^(answer|selection)\b/i.test(name);
}

function isPerson(row: Row, { numbered, first }: Head): boolean {
  return numbered ? /^\d+$/.test(textAt(row, 0)) : row.length >= first;
}

/** `#,Poll Name,…` and what follows it may stand between tables too. */
function isListOfPolls(row: Row): boolean {
  return textAt(row, 0) === '#' && textAt(row, 1).toLowerCase() === 'poll name';
}

function readAnswers(
  row: Row,
  { email, first, questions }: Head,
  claimOf: (question: Pick<Found, 'text' | 'line'>) => Found,
): void {
  const who = textAt(row, email).toLowerCase() || null;
  const line = row[0]?.line ?? 1;
  const take = (question: string, column: number) => {
    const text = textAt(row, column);
    if (question !== '' && text !== '') claimOf({ text: question, line }).answers.push({ who, line, text });
  };
  if (questions.size > 0) for (const [column, question] of questions) take(question, column);
  else for (let column = first; column < row.length; column += 2) take(textAt(row, column), column + 1);
}

function filled(row: Row): Row {
  return row.filter(({ text }) => text.trim() !== '');
}

/** On one line, composed, so that the same question is the same wherever it stands. */
function textAt(row: Row, column: number): string {
  return (row[column]?.text ?? '')
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Surrogate}]+/gu, ' ')
    .trim();
}

function notARow(file: SheetFile, row: Row): CellFault {
  const where = { line: row[0]?.line ?? 1, column: 1, columnName: null };
  const expected = "the number of a person's row, or the name of the next poll alone";
  return faultAt(file, { ...where, found: quoted(textAt(row, 0)), expected });
}

function tooMany(file: SheetFile, found: readonly Found[]): CellFault {
  const where = { line: found[MOST_QUESTIONS]?.line ?? 1, column: 1, columnName: null };
  return faultAt(file, { ...where, found: 'one question more', expected: `at most ${MOST_QUESTIONS} questions` });
}

function noTable(file: SheetFile): CellFault {
  const expected = 'a poll report of Zoom, with a row "#, User Name, User Email, Submitted Date/Time"';
  return faultAt(file, { line: 1, column: 1, columnName: null, found: 'no such row', expected });
}
