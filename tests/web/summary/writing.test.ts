import { describe, expect, test } from 'vitest';
import type { SummaryChange } from '../../../breakouts/schema.ts';
import type { SummaryField } from '../../../breakouts/summary-fields.ts';
import type { SummaryView } from '../../../breakouts/view.ts';
import { readFields } from '../../../web/summary/summary-keep.ts';
import { bothOf, type KeptFields, type Refusal, Writing } from '../../../web/summary/writing.ts';
import { summaryView } from './summaries.ts';

/** A server that keeps a summary as the service does, and a clock that stands until it is told. */
class House {
  view: SummaryView = summaryView();
  kept: KeptFields = {};
  at = 0;
  /** What becomes of what is sent: nothing arrives, it arrives and nobody hears so, or all goes well. */
  line: 'cut' | 'deaf' | 'sound' = 'sound';
  readonly sent: SummaryChange[] = [];
  #timers: { at: number; call: () => void }[] = [];

  open(): Writing {
    this.#timers = [];
    const writing = new Writing(
      {
        keep: {
          read: () => readFields(JSON.stringify(this.kept)),
          write: (fields) => {
            this.kept = fields;
          },
        },
        save: async (change) => this.#take(change),
        pauseBefore: (tries) => 1000 * 2 ** tries,
        now: () => this.at,
        later: (call, ms) => {
          const timer = { at: this.at + ms, call };
          this.#timers.push(timer);
          return () => {
            this.#timers = this.#timers.filter((each) => each !== timer);
          };
        },
      },
      this.view,
    );
    writing.start();
    return writing;
  }

  /** Somebody else saves a field. */
  write(field: SummaryField, text: string): void {
    const { texts, versions } = this.view;
    this.view = {
      ...this.view,
      state: 'draft',
      texts: { ...texts, [field]: text },
      versions: { ...versions, [field]: versions[field] + 1 },
    };
  }

  async pass(ms: number): Promise<void> {
    const end = this.at + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.at = next.at;
      next.call();
      for (let turn = 0; turn < 5; turn += 1) await null;
    }
    this.at = end;
  }

  #take({ fields, isIn }: SummaryChange): SummaryView | Refusal {
    if (this.line === 'cut') return { is: 'passing' };
    this.sent.push({ fields, ...(isIn !== undefined && { isIn }) });
    const { texts, versions } = this.view;
    const changed = fields.filter(({ field, text }) => texts[field] !== text);
    if (changed.some(({ field, version }) => versions[field] !== version)) return { is: 'stale', current: this.view };
    for (const { field, text } of changed) this.write(field, text);
    if (isIn !== undefined) this.view = { ...this.view, state: isIn ? 'in' : 'draft' };
    return this.line === 'deaf' ? { is: 'passing' } : this.view;
  }
}

const disputed = (writing: Writing) => writing.look().fields.outcomes.theirs?.text ?? null;

describe('what is typed is sent', () => {
  test('a second after the last letter', async () => {
    const house = new House();
    const writing = house.open();
    writing.type('outcomes', 'We');
    await house.pass(900);
    writing.type('outcomes', 'We agree');
    await house.pass(999);
    expect(house.sent).toEqual([]);
    await house.pass(1);
    expect(house.sent).toEqual([{ fields: [{ field: 'outcomes', text: 'We agree', version: 0 }] }]);
    expect([writing.look().isSaving, house.kept]).toEqual([false, {}]);
  });

  test('two seconds after the first letter, whoever goes on typing', async () => {
    const house = new House();
    const writing = house.open();
    const stroke = 50;
    const behind: number[] = [];
    for (let letters = 1; letters <= 120; letters += 1) {
      writing.type('outcomes', 'x'.repeat(letters));
      await house.pass(stroke);
      behind.push((letters - house.view.texts.outcomes.length) * stroke);
    }
    // What a tab that is closed in the middle of it takes along, in milliseconds of typing.
    expect([Math.max(...behind), house.sent.length]).toEqual([1950, 3]);
    await house.pass(2000);
    expect(house.view.texts.outcomes.length).toBe(120);
  });

  test('again after a reload in the middle of typing, so that nothing of it is lost', async () => {
    const house = new House();
    const writing = house.open();
    for (let letters = 1; letters <= 50; letters += 1) {
      writing.type('outcomes', 'x'.repeat(letters));
      await house.pass(50);
    }
    const saved = house.view.texts.outcomes.length;
    expect([saved > 0, saved < 50]).toEqual([true, true]);
    const anew = house.open();
    expect([anew.look().fields.outcomes.text.length, disputed(anew)]).toEqual([50, null]);
    await house.pass(0);
    expect([house.view.texts.outcomes.length, house.kept]).toEqual([50, {}]);
  });

  test('field by field, and a field that somebody else has changed is left to be chosen', async () => {
    const house = new House();
    const writing = house.open();
    writing.type('outcomes', 'mine');
    writing.type('decisions', 'agreed');
    house.write('outcomes', 'theirs');
    house.write('questions', 'who?');
    await house.pass(3000);
    expect(house.view.texts).toEqual({ outcomes: 'theirs', decisions: 'agreed', questions: 'who?' });
    const { fields } = writing.look();
    expect([fields.outcomes.text, disputed(writing), fields.questions.text]).toEqual(['mine', 'theirs', 'who?']);
    // What is typed then stays here, and is not sent over the other's.
    writing.type('outcomes', 'mine, too');
    await house.pass(60_000);
    expect([house.sent.length, Object.keys(house.kept)]).toEqual([2, ['outcomes']]);
  });
});

describe('of two texts of one field', () => {
  const atOdds = async () => {
    const house = new House();
    const writing = house.open();
    writing.type('outcomes', 'mine');
    house.write('outcomes', 'theirs');
    await house.pass(1000);
    return { house, writing };
  };

  test.each([
    ['mine', 'mine', ['theirs']],
    ['theirs', 'theirs', ['mine']],
    ['both', 'theirs\n\nmine', []],
  ] as const)('the writer keeps %s, and nothing is lost', async (how, text, aside) => {
    const { house, writing } = await atOdds();
    writing.choose('outcomes', how);
    await house.pass(0);
    expect([house.view.texts.outcomes, writing.look().fields.outcomes.aside, disputed(writing)]).toEqual([
      text,
      aside,
      null,
    ]);
    // It outlives a reload, too.
    expect(house.open().look().fields.outcomes.aside).toEqual(aside);
  });

  test('the other’s is the newest, and a third is set beside it again', async () => {
    const { house, writing } = await atOdds();
    house.write('outcomes', 'theirs, later');
    writing.hear(house.view);
    expect(disputed(writing)).toBe('theirs, later');
    house.write('outcomes', 'theirs, at last');
    writing.choose('outcomes', 'mine');
    await house.pass(1000);
    expect([disputed(writing), house.view.texts.outcomes]).toEqual(['theirs, at last', 'theirs, at last']);
    expect(writing.look().fields.outcomes).toMatchObject({ text: 'mine', aside: ['theirs, later'] });
  });

  test('an older picture of the summary changes nothing', async () => {
    const { house, writing } = await atOdds();
    const before = writing.look().fields;
    writing.hear(summaryView());
    expect(writing.look().fields).toEqual(before);
    house.line = 'cut';
  });
});

test('what others write is taken over where nothing is unsaved, and else waits', () => {
  const house = new House();
  const writing = house.open();
  writing.type('decisions', 'mine');
  house.write('outcomes', 'theirs');
  house.write('decisions', 'theirs');
  writing.hear(house.view);
  const { outcomes, decisions } = writing.look().fields;
  expect([outcomes.text, decisions.text, decisions.theirs?.text]).toEqual(['theirs', 'mine', 'theirs']);
});

describe('while the line is lost', () => {
  test('it is tried again until it is saved, with what was typed meanwhile', async () => {
    const house = new House();
    house.line = 'cut';
    const writing = house.open();
    writing.type('outcomes', 'one');
    await house.pass(1500);
    expect(writing.look().trouble).toEqual({ is: 'unreachable' });
    writing.type('outcomes', 'one two');
    house.line = 'sound';
    await house.pass(1000);
    expect([house.view.texts.outcomes, writing.look().trouble, house.kept]).toEqual(['one two', null, {}]);
  });

  test('it outlives a reload', async () => {
    const house = new House();
    house.line = 'cut';
    house.open().type('outcomes', 'kept');
    house.line = 'sound';
    house.write('decisions', 'theirs');
    const anew = house.open();
    expect([anew.look().fields.outcomes.text, anew.look().fields.decisions.text]).toEqual(['kept', 'theirs']);
    await house.pass(0);
    expect([house.view.texts.outcomes, house.kept]).toEqual(['kept', {}]);
  });

  test('what had arrived though nobody heard so is not taken for another’s', async () => {
    const house = new House();
    house.line = 'deaf';
    const writing = house.open();
    writing.type('outcomes', 'one');
    await house.pass(1000);
    writing.type('outcomes', 'one two');
    house.line = 'sound';
    await house.pass(5000);
    expect([house.view.texts.outcomes, disputed(writing)]).toEqual(['one two', null]);
  });

  test('nor after a reload', async () => {
    const house = new House();
    house.line = 'deaf';
    const before = house.open();
    before.type('outcomes', 'one');
    await house.pass(1000);
    before.type('outcomes', 'one two');
    house.line = 'sound';
    const anew = house.open();
    await house.pass(5000);
    expect([house.view.texts.outcomes, disputed(anew)]).toEqual(['one two', null]);
  });

  test('what another wrote meanwhile is set beside it after a reload', () => {
    const house = new House();
    house.line = 'cut';
    house.open().type('outcomes', 'mine');
    house.write('outcomes', 'theirs');
    const anew = house.open();
    expect([anew.look().fields.outcomes.text, disputed(anew)]).toEqual(['mine', 'theirs']);
  });
});

test('it is handed in with what was typed last, and again until the server has heard it', async () => {
  const house = new House();
  house.line = 'cut';
  const writing = house.open();
  writing.type('outcomes', 'all of it');
  writing.handIn(true);
  await house.pass(500);
  house.line = 'sound';
  await house.pass(1000);
  expect(house.sent).toEqual([{ fields: [{ field: 'outcomes', text: 'all of it', version: 0 }], isIn: true }]);
  expect(writing.look().view.state).toBe('in');
});

test('a summary that was set back to an older version, as from a backup, is not saved over', async () => {
  const house = new House();
  const writing = house.open();
  writing.type('outcomes', 'one');
  await house.pass(1000);
  house.view = summaryView({ outcomes: 'restored' });
  writing.type('outcomes', 'one two');
  await house.pass(10_000);
  expect([house.view.texts.outcomes, disputed(writing), house.sent.length]).toEqual(['restored', 'restored', 2]);
});

test('of two texts of which one holds the other, both is the longer', () => {
  expect([bothOf('a b', 'b'), bothOf('a', 'a b'), bothOf('a ', ' b'), bothOf('', 'b')]).toEqual([
    'a b',
    'a b',
    'a\n\nb',
    'b',
  ]);
});

test.each(['', 'null', '[]', '{"outcomes":{"text":1}}', '{"outcomes":{"text":"a","version":0,"sent":2,"aside":[]}}'])(
  'what somebody else left in the tab’s storage is no text: %j',
  (stored) => {
    expect(readFields(stored)).toEqual({});
  },
);
