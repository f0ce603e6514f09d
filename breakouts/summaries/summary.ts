/** A room's summary: how it is changed field by field, how far it is, and what the plenary hears of it. Pure. */
import type { ParticipantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Report, Summary } from '../round.ts';
import type { SummaryChange } from '../schema.ts';
import { SUMMARY_FIELDS, type SummaryField } from '../summary-fields.ts';
import type { SUMMARY_STATES, SummaryTexts } from '../view.ts';

const NOTHING: SummaryTexts = { outcomes: '', decisions: '', questions: '' };

/** Of a room in which nothing was written yet. */
export function emptySummary(roundId: string, roomId: string, now: Instant): Summary {
  const versions = { outcomes: 0, decisions: 0, questions: 0 };
  return {
    ...{ roundId, roomId, texts: NOTHING, versions },
    ...{ inAt: null, late: false, writer: null, revision: 0, updatedAt: now },
  };
}

export interface Writing {
  readonly now: Instant;
  /** When it is due; null while that is not known. */
  readonly dueAt: Instant | null;
  /** Whose name is kept; null for nobody's. */
  readonly writer: ParticipantId | null;
}

/** Fields that somebody else has changed meanwhile, or the summary as it becomes: the same one where nothing changes. */
export type Written = { readonly stale: readonly SummaryField[] } | { readonly stale: null; readonly summary: Summary };

/** All fields are taken or none. What was saved already, and is sent again because no answer came, is no change. */
export function write(summary: Summary, { fields, isIn }: SummaryChange, writing: Writing): Written {
  const { texts, versions } = summary;
  const changed = fields.filter(({ field, text }) => texts[field] !== text);
  const stale = changed.filter(({ field, version }) => versions[field] !== version).map(({ field }) => field);
  if (stale.length > 0) return { stale };
  const written: Summary = {
    ...summary,
    texts: { ...texts, ...Object.fromEntries(changed.map(({ field, text }) => [field, text])) },
    versions: { ...versions, ...Object.fromEntries(changed.map(({ field }) => [field, versions[field] + 1])) },
    ...handedIn(summary, isIn, writing),
  };
  if (changed.length === 0 && written.inAt === summary.inAt) return { stale: null, summary };
  const { writer, now: updatedAt } = writing;
  return { stale: null, summary: { ...written, writer, updatedAt, revision: summary.revision + 1 } };
}

function handedIn(
  { inAt, late }: Summary,
  isIn: boolean | undefined,
  { now, dueAt }: Writing,
): Pick<Summary, 'inAt' | 'late'> {
  if (isIn === undefined || isIn === (inAt !== null)) return { inAt, late };
  return isIn ? { inAt: now, late: dueAt !== null && now > dueAt } : { inAt: null, late: false };
}

/** Whether anything is written in it. */
export function hasText(texts: SummaryTexts): boolean {
  return SUMMARY_FIELDS.some((field) => texts[field].trim() !== '');
}

/** One without any text is none, whatever its writer said. */
export function summaryState(summary: Summary | undefined): (typeof SUMMARY_STATES)[number] {
  if (summary === undefined || !hasText(summary.texts)) return 'none';
  return summary.inAt === null ? 'draft' : 'in';
}

/** Whether the plenary sees the room, or has seen it. */
export function isPresented({ presenting, presented }: Report, roomId: string): boolean {
  return presenting === roomId || presented.includes(roomId);
}

/** What the plenary hears of a room. */
export interface Heard {
  /** Whether there is nothing to present, as far as it may be: drafts are presented only where the chair lets them. */
  readonly missing: boolean;
  /** Null before the room is presented, and where it is missing. */
  readonly texts: SummaryTexts | null;
}

export function heardOf(report: Report, roomId: string, summary: Summary | undefined): Heard {
  const state = summaryState(summary);
  const missing = state === 'none' || (state === 'draft' && !report.drafts.includes(roomId));
  const texts = !missing && isPresented(report, roomId) ? (summary?.texts ?? null) : null;
  return { missing, texts };
}
