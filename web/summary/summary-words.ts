/** What is said of a summary while it is written. Pure; instants are UTC milliseconds, zones IANA names. */
import { SUMMARY_FIELDS, type SummaryField } from '../../breakouts/summary-fields.ts';
import type { SummaryView } from '../../breakouts/view.ts';
import { faceAt } from '../clock-face.ts';
import { FIELD_NAMES } from '../show/summary-names.ts';
import { isUnsent, type Shown } from './writing.ts';

export const FIELD_WORDS: Readonly<Record<SummaryField, { readonly label: string; readonly hint: string }>> = {
  outcomes: { label: FIELD_NAMES.outcomes, hint: 'What the plenary should take away, three points at most.' },
  decisions: { label: FIELD_NAMES.decisions, hint: 'What was agreed, and who does what.' },
  questions: { label: FIELD_NAMES.questions, hint: 'What the room could not answer.' },
};

export interface Status {
  readonly is: 'saved' | 'unsaved' | 'wrong';
  readonly text: string;
}

/** `Saved 13:52`, or `Not saved yet: …` with the reason. */
export function statusOf({ fields, view, isSaving, trouble }: Shown, zone: string): Status {
  const disputed = SUMMARY_FIELDS.filter((field) => fields[field].theirs !== null);
  if (trouble?.is === 'refused') return { is: 'wrong', text: `Not saved yet: ${trouble.message}` };
  if (trouble?.is === 'unreachable') {
    const text = 'Not saved yet: the server cannot be reached. Keep this page open; it tries again by itself.';
    return { is: 'wrong', text };
  }
  if (disputed.length > 0) {
    const names = disputed.map((field) => FIELD_WORDS[field].label).join(' and ');
    return { is: 'wrong', text: `Not saved yet: somebody else has changed ${names}. Choose below what stays.` };
  }
  if (isSaving || SUMMARY_FIELDS.some((field) => isUnsent(fields[field]))) {
    return { is: 'unsaved', text: 'Not saved yet: it saves itself in a moment.' };
  }
  return { is: 'saved', text: savedText(view, zone) };
}

function savedText({ updatedAt }: SummaryView, zone: string): string {
  return updatedAt === null ? 'Nothing is written yet.' : `Saved ${faceAt(Date.parse(updatedAt), zone).clock}`;
}

/** What is said of the deadline, but the countdown; null where there is nothing to say. */
export function dueText({ dueAt, state, late, presented }: SummaryView, now: number, zone: string): string | null {
  if (presented) return 'The plenary has seen this summary. It is not changed any more.';
  if (state === 'in') {
    const thanks = late ? 'It came after it was due, and the plenary hears it all the same.' : 'Thank you.';
    return `It is in. ${thanks} It can be changed until the plenary sees it.`;
  }
  if (dueAt === null) return null;
  const clock = faceAt(Date.parse(dueAt), zone).clock;
  if (Date.parse(dueAt) > now) return `Due at ${clock}, before the plenary.`;
  return `It was due at ${clock}. It is still taken: hand it in as soon as you can.`;
}

/** Whether the chair waits for it, and has said so. */
export function isNudged({ nudgedAt, state, presented }: SummaryView): boolean {
  return nudgedAt !== null && state !== 'in' && !presented;
}
