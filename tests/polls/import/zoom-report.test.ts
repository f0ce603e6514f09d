import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importViewOf } from '../../../polls/import/import-view.ts';
import { pollsOf } from '../../../polls/import/zoom-polls.ts';
import { readReport } from '../../../polls/import/zoom-report.ts';

const NEWER = [
  '\ufeffPoll Report',
  'Report Generated:,"03/09/2026 15:00"',
  'Launched Polls',
  '#,Poll Name,Questions,Responses',
  '1,Break,2,4',
  '',
  'Break',
  '#,User Name,User Email,Submitted Date/Time,Where to focus next?,"Anything, else?"',
  '1,Office,office@example.org,"Mar 9, 2026 13:00:00","Methods; ""Open"" data",Coffee',
  '2,Anonymous Attendee,,"Mar 9, 2026 13:00:01",Methods,Coffee',
  '3,Anonymous Attendee,,"Mar 9, 2026 13:00:01",Methods,Tea',
  '4,Office,OFFICE@example.org,"Mar 9, 2026 13:00:09",Training,Tea',
  'Trivia',
  '#,User Name,Email Address,Submitted Date and Time,Which year?',
  '1,Bureau,bureau@example.org,"Mar 9, 2026 14:00:00",1994',
  '2,Office,office@example.org,"Mar 9, 2026 14:00:00",1992',
].join('\r\n');

const OLDER = [
  'Poll Report',
  'Report Generated:,"Mar 9, 2020"',
  'Topic,Meeting ID',
  'Meeting,123',
  'Poll Details',
  '#,User Name,User Email,Submitted Date/Time,',
  '1,Office,office@example.org,"Mar 9, 2020 13:00:00",Where next?,Methods;Data,Which year?,1994,',
  '2,Anonymous Attendee,,"Mar 9, 2020 13:00:01",Where next?,Data,',
].join('\n');

function read(text: string) {
  const report = readReport({ name: 'report.csv', bytes: new TextEncoder().encode(text) });
  return report.ok
    ? importViewOf(pollsOf(report.questions))
    : report.faults.map(({ line, message }) => [line, message]);
}

describe('a poll report of Zoom', () => {
  it('is read with a table for each poll; of who answers again the last counts, and each of the anonymous', () => {
    expect(read(NEWER)).toEqual({
      polls: [
        {
          ...{ kind: 'opinion', question: 'Where to focus next?', people: 3, answers: 3 },
          counts: [
            { text: 'Methods', people: 2 },
            { text: 'Training', people: 1 },
          ],
        },
        {
          ...{ kind: 'opinion', question: 'Anything, else?', people: 3, answers: 3 },
          counts: [
            { text: 'Coffee', people: 1 },
            { text: 'Tea', people: 2 },
          ],
        },
        {
          ...{ kind: 'opinion', question: 'Which year?', people: 2, answers: 2 },
          counts: [
            { text: '1994', people: 1 },
            { text: '1992', people: 1 },
          ],
        },
      ],
      findings: [
        { line: 9, message: 'The same person answered again in line 12, which counts.' },
        { line: 9, message: 'The same person answered again in line 12, which counts.' },
      ],
    });
  });

  it('is read in the older layout, where question and answer follow each other', () => {
    expect(read(OLDER)).toMatchObject({
      polls: [
        { question: 'Where next?', people: 2, answers: 3, counts: [{ people: 1 }, { people: 2 }] },
        { kind: 'text', question: 'Which year?', people: 1, counts: [{ text: '1994', people: 1 }] },
      ],
      findings: [],
    });
  });

  it('is refused with the line that is wrong', () => {
    expect(read(`${OLDER}\nx,y`)).toEqual([
      [9, `found "x", expected the number of a person's row, or the name of the next poll alone`],
    ]);
    expect(read('name,email\nOffice,office@example.org')).toEqual([[1, expect.stringContaining('no such row')]]);
    expect(read(`${OLDER}\n3,"Office`)).toEqual([[9, expect.stringContaining('never closed')]]);
  });

  it('never breaks on what is none, nor on one that was cut and stirred', () => {
    const lines = NEWER.split('\r\n').concat(OLDER.split('\n'));
    const stirred = fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ unit: 'binary' })), { maxLength: 30 });
    fc.assert(
      fc.property(stirred, (each) => void read(each.join('\n'))),
      { numRuns: 300 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void readReport({ name: 'x', bytes })));
  });
});
