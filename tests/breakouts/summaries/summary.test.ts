import { describe, expect, test } from 'vitest';
import { NO_REPORT, type Summary } from '../../../breakouts/round.ts';
import { plainLine, plainText } from '../../../breakouts/summaries/markdown.ts';
import { emptySummary, heardOf, summaryState, write } from '../../../breakouts/summaries/summary.ts';
import { instant } from '../../../kernel/time.ts';

const NEW = emptySummary('round', 'room', instant(0));
const at = (now: number, dueAt: number | null = null) => ({
  now: instant(now),
  dueAt: dueAt === null ? null : instant(dueAt),
  writer: null,
});
const outcomes = (text: string, version: number) => ({ fields: [{ field: 'outcomes' as const, text, version }] });

function saved(summary: Summary, ...[change, writing]: [Parameters<typeof write>[1], Parameters<typeof write>[2]?]) {
  const written = write(summary, change, writing ?? at(1));
  if (written.stale) throw new Error(`stale: ${written.stale.join()}`);
  return written.summary;
}

describe('a room’s summary', () => {
  test('refuses a field that somebody else has changed, with all that comes with it', () => {
    const first = saved(NEW, outcomes('One', 0));
    const both = { fields: [...outcomes('Two', 0).fields, { field: 'decisions' as const, text: 'A', version: 0 }] };
    expect(write(first, both, at(2))).toEqual({ stale: ['outcomes'] });
  });

  test('takes a field beside one that somebody else has changed', () => {
    const first = saved(NEW, outcomes('One', 0));
    const second = saved(first, { fields: [{ field: 'decisions', text: 'A', version: 0 }] });
    expect([second.texts, second.versions, second.revision]).toEqual([
      { outcomes: 'One', decisions: 'A', questions: '' },
      { outcomes: 1, decisions: 1, questions: 0 },
      2,
    ]);
  });

  test('takes what is sent again, because no answer came, as no change', () => {
    const first = saved(NEW, outcomes('One', 0));
    expect(saved(first, outcomes('One', 0), at(9))).toBe(first);
  });

  test('is late when it is handed in after it was due, and stays in when it is changed', () => {
    const text = saved(NEW, outcomes('One', 0));
    expect([10, 11].map((now) => saved(text, { fields: [], isIn: true }, at(now, 10)).late)).toEqual([false, true]);
    const inTime = saved(text, { fields: [], isIn: true }, at(10, 10));
    const changed = saved(inTime, outcomes('Two', 1), at(20, 10));
    expect([changed.inAt, changed.late, summaryState(changed)]).toEqual([10, false, 'in']);
    const takenBack = saved(changed, { fields: [], isIn: false }, at(21, 10));
    expect([takenBack.inAt, summaryState(takenBack)]).toEqual([null, 'draft']);
  });

  test('without any text is none, though somebody said that it is in', () => {
    expect(summaryState(saved(NEW, { ...outcomes(' \n', 0), isIn: true }))).toBe('none');
  });

  test('is heard once it is on the stage; a draft only where the chair lets it', () => {
    const draft = saved(NEW, outcomes('One', 0));
    const onStage = { ...NO_REPORT, presenting: 'room' };
    expect(heardOf(NO_REPORT, 'room', saved(draft, { fields: [], isIn: true }))).toEqual({
      missing: false,
      texts: null,
    });
    expect(heardOf(onStage, 'room', draft)).toEqual({ missing: true, texts: null });
    expect(heardOf({ ...onStage, drafts: ['room'] }, 'room', draft)).toEqual({ missing: false, texts: draft.texts });
    expect(heardOf({ ...onStage, drafts: ['room'] }, 'room', undefined)).toEqual({ missing: true, texts: null });
  });
});

describe('what people typed, in Markdown', () => {
  test('stays a list where it was one, and lines stay lines', () => {
    expect(plainText('Agreed:\r\n• share\n* test\n1) first\n2) second\n\nEnd\nof it')).toBe(
      'Agreed:\n\n- share\n- test\n\n1. first\n2. second\n\nEnd\\\nof it',
    );
  });

  test('begins a line wherever some program sees one end', () => {
    expect(plainText('a\u2028# b\u0085---\v> c')).toBe('a\\\n\\# b\\\n\\---\\\n\\> c');
  });

  test('makes no heading, link, picture, tag or emphasis', () => {
    expect(
      ['a\u2028# b', '# Big', '![x](http://x.example)', '<b>x</b>', 'a *b* _c_', '---', '2021. was', '&lt;'].map(
        plainLine,
      ),
    ).toEqual([
      'a # b',
      '\\# Big',
      '!\\[x\\](http://x.example)',
      '\\<b\\>x\\</b\\>',
      'a \\*b\\* \\_c\\_',
      '\\---',
      '2021\\. was',
      '\\&lt;',
    ]);
  });
});
