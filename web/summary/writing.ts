/**
 * What is typed into a room's summary, until the server has it. Each field is saved by itself, with the version that
 * it was written upon, and kept in the tab until the server has said that it has it: over a lost connection, a reload
 * and a new start of the server. Where somebody else has changed the same field, both texts are there until the writer
 * chooses. Nothing that was typed is thrown away: what is not chosen is set aside.
 */

import type { SummaryChange } from '../../breakouts/schema.ts';
import { SUMMARY_FIELDS, type SummaryField } from '../../breakouts/summary-fields.ts';
import type { SummaryView } from '../../breakouts/view.ts';

/** One field on this page. */
export interface FieldState {
  /** What stands in the box. */
  readonly text: string;
  /** What the server has, as far as this page knows; null where only its version is known. */
  readonly base: string | null;
  readonly version: number;
  /** What was sent upon that version and not answered, the newest last: each may have arrived. */
  readonly sent: readonly string[];
  /** What somebody else wrote meanwhile, and its version; null where nobody did. */
  readonly theirs: { readonly text: string; readonly version: number } | null;
  /** Texts that were not chosen, the oldest first. */
  readonly aside: readonly string[];
}

export type Fields = Readonly<Record<SummaryField, FieldState>>;

/** What the tab keeps of a field while it is not saved. */
export type KeptField = Pick<FieldState, 'text' | 'version' | 'sent' | 'aside'>;
export type KeptFields = Partial<Readonly<Record<SummaryField, KeptField>>>;

/** Why nothing was saved. `passing`: it is tried again. */
export type Refusal =
  | { readonly is: 'passing' }
  | { readonly is: 'stale'; readonly current: SummaryView }
  | { readonly is: 'refused'; readonly message: string };

export interface WritingNeeds {
  readonly keep: { read(): KeptFields; write(fields: KeptFields): void };
  readonly save: (change: SummaryChange) => Promise<SummaryView | Refusal>;
  /** @param tries how often it was tried before. */
  readonly pauseBefore: (tries: number) => number;
  /** Milliseconds of a clock that only goes on. */
  readonly now: () => number;
  /** @returns what calls it off. */
  readonly later: (call: () => void, ms: number) => () => void;
}

/** `unreachable`: tried again by itself. `refused`: not before something is changed. */
export type Trouble = { readonly is: 'unreachable' } | { readonly is: 'refused'; readonly message: string };

/** What the page shows: a new one with each change. */
export interface Shown {
  readonly fields: Fields;
  /** As the server told last. */
  readonly view: SummaryView;
  readonly isSaving: boolean;
  readonly trouble: Trouble | null;
}

/** Milliseconds: so long after the last letter, and at the latest so long after the first. */
const RESTS = 1000;
const AT_LATEST = 2000;

export class Writing {
  readonly #needs: WritingNeeds;
  readonly #hearers = new Set<() => void>();
  #shown: Shown;
  /** When the first letter was typed that has not been sent; null where there is none. */
  #typedSince: number | null = null;
  #callOff: (() => void) | null = null;
  #tries = 0;
  /** Whether the summary is to be handed in, or taken back, with what is saved next. */
  #isIn: boolean | undefined;
  #isOver = false;

  /** @param written what the page was written with. */
  constructor(needs: WritingNeeds, written: SummaryView) {
    this.#needs = needs;
    const kept = needs.keep.read();
    const fields = fieldsOf((field) => openField(written, field, kept[field]));
    this.#shown = { fields, view: written, isSaving: false, trouble: null };
  }

  /** Begins to save what an earlier page left. */
  start(): void {
    this.#isOver = false;
    if (this.#isUnsent()) this.#wait(0);
  }

  stop(): void {
    this.#isOver = true;
    this.#callOff?.();
  }

  look(): Shown {
    return this.#shown;
  }

  onChange(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  type(field: SummaryField, text: string): void {
    this.#put({ fields: this.#with(field, { text }), trouble: refusedNoMore(this.#shown.trouble) });
    if (!isSendable(this.#shown.fields[field])) return;
    const rest = this.#rest();
    // Else the next try is due, which takes it along.
    if (this.#tries === 0) this.#wait(rest);
  }

  /** @param how `both` puts the own text below the other's. */
  choose(field: SummaryField, how: 'mine' | 'theirs' | 'both'): void {
    const state = this.#shown.fields[field];
    const { theirs } = state;
    if (!theirs) return;
    const chosen = {
      mine: { text: state.text, aside: setAside(state.aside, theirs.text) },
      theirs: { text: theirs.text, aside: setAside(state.aside, state.text) },
      both: { text: bothOf(theirs.text, state.text), aside: state.aside },
    }[how];
    const base = { base: theirs.text, version: theirs.version, sent: [], theirs: null };
    this.#put({ fields: this.#with(field, { ...chosen, ...base }) });
    this.saveNow();
  }

  /** Forgets a text that was set aside. */
  drop(field: SummaryField, place: number): void {
    const aside = this.#shown.fields[field].aside.filter((_, at) => at !== place);
    this.#put({ fields: this.#with(field, { aside }) });
  }

  /** Says that the summary is in, or not in any more, with all that is typed. */
  handIn(isIn: boolean): void {
    this.#isIn = isIn;
    this.saveNow();
  }

  /** At once: the line is back, or the page is being left. */
  saveNow(): void {
    if (this.#isUnsent()) this.#wait(0);
  }

  /** What the server says by itself. While something is on its way, what it answers to that is newer. */
  hear(view: SummaryView): void {
    if (this.#shown.isSaving) return;
    this.#put({ view, fields: fieldsOf((field) => heard(this.#shown.fields[field], view, field)) });
  }

  #isUnsent(): boolean {
    return this.#isIn !== undefined || SUMMARY_FIELDS.some((field) => isSendable(this.#shown.fields[field]));
  }

  #wait(ms: number): void {
    this.#callOff?.();
    this.#callOff = null;
    if (!this.#isOver) this.#callOff = this.#needs.later(() => void this.#save(), ms);
  }

  async #save(): Promise<void> {
    const { fields, isSaving } = this.#shown;
    if (this.#isOver || isSaving || !this.#isUnsent()) return;
    const isIn = this.#isIn;
    const sending = SUMMARY_FIELDS.filter((field) => isSendable(fields[field]));
    const change: SummaryChange = {
      fields: sending.map((field) => ({ field, text: fields[field].text, version: fields[field].version })),
      ...(isIn !== undefined && { isIn }),
    };
    this.#typedSince = null;
    this.#put({
      isSaving: true,
      fields: fieldsOf((field) => {
        const state = fields[field];
        return sending.includes(field) ? { ...state, sent: alsoSent(state) } : state;
      }),
    });
    const answer = await this.#needs.save(change);
    if ('is' in answer) this.#refused(answer, isIn);
    else this.#saved(answer, isIn);
  }

  #saved(view: SummaryView, isIn: boolean | undefined): void {
    if (this.#isIn === isIn) this.#isIn = undefined;
    this.#tries = 0;
    this.#settle({ view, trouble: null, fields: fieldsOf((field) => heard(this.#shown.fields[field], view, field)) });
  }

  #refused(refusal: Refusal, isIn: boolean | undefined): void {
    if (refusal.is === 'passing') {
      this.#put({ isSaving: false, trouble: { is: 'unreachable' } });
      this.#tries += 1;
      this.#wait(this.#needs.pauseBefore(this.#tries - 1));
      return;
    }
    this.#tries = 0;
    if (refusal.is === 'stale') {
      const view = refusal.current;
      const fields = fieldsOf((field) => heard(this.#shown.fields[field], view, field, true));
      this.#settle({ view, trouble: null, fields }, RESTS);
      return;
    }
    if (this.#isIn === isIn) this.#isIn = undefined;
    this.#put({ isSaving: false, trouble: { is: 'refused', message: refusal.message } });
  }

  /** @param pause before what is still unsent, and was not typed meanwhile, is sent. */
  #settle(change: Partial<Shown>, pause = 0): void {
    this.#put({ ...change, isSaving: false });
    if (this.#isUnsent()) this.#wait(this.#typedSince === null ? pause : this.#rest());
  }

  /** How long what is typed rests yet. */
  #rest(): number {
    const now = this.#needs.now();
    this.#typedSince ??= now;
    return Math.max(0, Math.min(RESTS, this.#typedSince + AT_LATEST - now));
  }

  #with(field: SummaryField, change: Partial<FieldState>): Fields {
    const { fields } = this.#shown;
    return { ...fields, [field]: { ...fields[field], ...change } };
  }

  #put(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, ...change };
    this.#needs.keep.write(keptOf(this.#shown.fields));
    for (const hear of this.#hearers) hear();
  }
}

/** What the server does not have, as far as this page knows. */
export function isUnsent({ text, base }: Pick<FieldState, 'text' | 'base'>): boolean {
  return text !== base;
}

function isSendable(state: FieldState): boolean {
  return isUnsent(state) && state.theirs === null;
}

function fieldsOf(make: (field: SummaryField) => FieldState): Fields {
  return { outcomes: make('outcomes'), decisions: make('decisions'), questions: make('questions') };
}

function openField(view: SummaryView, field: SummaryField, kept: KeptField | undefined): FieldState {
  const fresh = { text: view.texts[field], base: view.texts[field], version: view.versions[field] };
  if (!kept) return { ...fresh, sent: [], theirs: null, aside: [] };
  return heard({ ...kept, base: null, theirs: null }, view, field);
}

/**
 * A field after the server has said what it has of it.
 * - What was sent and not answered had arrived, where the server has that very text.
 * - Where nothing is unsaved, the other's text is taken; where something is, both stay until the writer chooses.
 * @param isSure whether the server has refused what was sent upon another version, so that an older one counts too.
 */
function heard(state: FieldState, view: SummaryView, field: SummaryField, isSure = false): FieldState {
  const [text, version] = [view.texts[field], view.versions[field]];
  if (version < (state.theirs?.version ?? state.version) && !isSure) return state;
  if (version === state.version) return { ...state, base: text, theirs: null };
  const known = { ...state, base: text, version, sent: [], theirs: null };
  if (text === state.text || state.sent.includes(text)) return known;
  if (!isUnsent(state)) return { ...known, text };
  return { ...state, theirs: { text, version } };
}

/** A line that is lost for an hour does not fill the tab's storage. */
const SENT_KEPT = 10;

function alsoSent({ text, sent }: FieldState): readonly string[] {
  return [...sent.filter((each) => each !== text), text].slice(-SENT_KEPT);
}

function keptOf(fields: Fields): KeptFields {
  const kept: Partial<Record<SummaryField, KeptField>> = {};
  for (const field of SUMMARY_FIELDS) {
    const { text, version, sent, aside } = fields[field];
    if (isUnsent(fields[field]) || aside.length > 0) kept[field] = { text, version, sent, aside };
  }
  return kept;
}

function setAside(aside: readonly string[], text: string): readonly string[] {
  return text.trim() === '' || aside.includes(text) ? aside : [...aside, text];
}

/** The one below the other; where one holds the other already, that one. */
export function bothOf(above: string, below: string): string {
  const [one, other] = [above.trim(), below.trim()];
  if (one.includes(other)) return above;
  return other.includes(one) ? below : `${one}\n\n${other}`;
}

function refusedNoMore(trouble: Trouble | null): Trouble | null {
  return trouble?.is === 'refused' ? null : trouble;
}
