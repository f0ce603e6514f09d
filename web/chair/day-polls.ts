/** The polls of the chair's day in words: their order, who has voted, and what the agenda does with them. Pure. */
import type { StepView } from '../../agenda/show/show-view.ts';
import type { PollLineView } from '../../polls/view.ts';
import { faceAt } from '../clock-face.ts';
import { isOver, type Press, pressesFor } from '../polls/run-words.ts';
import { stepTitle } from '../show/show-words.ts';
import type { Picture } from './picture.ts';

export interface DayPolls {
  /** In running order, those that hang on nothing last. */
  readonly live: readonly PollLineView[];
  readonly archived: readonly PollLineView[];
  /** Not yet ready: organisers finish them. */
  readonly drafts: number;
}

/** Those of one day, and those that hang on no entry. @param steps of the day, in running order. */
export function pollsOfDay(polls: readonly PollLineView[], dayId: string, steps: readonly StepView[]): DayPolls {
  const entries = steps.flatMap(({ parts }) => parts.map(({ id }) => id));
  const place = ({ entry }: PollLineView) => {
    const at = entry === null ? -1 : entries.indexOf(entry);
    return at === -1 ? entries.length : at;
  };
  const own = polls
    .filter(({ entry, day }) => entry === null || day === dayId)
    .sort((one, other) => place(one) - place(other) || one.position - other.position);
  return {
    live: own.filter(({ state }) => state !== 'draft' && state !== 'archived'),
    archived: own.filter(({ state }) => state === 'archived'),
    drafts: own.filter(({ state }) => state === 'draft').length,
  };
}

/** On which keys act where none was chosen: what is open, then what is to be shown, then what comes next. */
export function foremost(live: readonly PollLineView[]): PollLineView | undefined {
  const newest = (state: PollLineView['state']) =>
    live
      .filter((poll) => poll.state === state)
      .sort((one, other) => Date.parse(other.openedAt ?? '') - Date.parse(one.openedAt ?? ''))[0];
  return (
    newest('open') ??
    newest('closing') ??
    newest('closed') ??
    live.find(({ state }) => state === 'ready') ??
    newest('shown')
  );
}

const STATE_WORDS: Readonly<Record<PollLineView['state'], string>> = {
  draft: 'Draft',
  ready: 'Ready',
  open: 'Open',
  closing: 'Counting…',
  closed: 'Closed',
  shown: 'Counts shown',
  archived: 'Archived',
};

export function pollStateText({ state, answerShownAt }: PollLineView): string {
  return state === 'shown' && answerShownAt !== null ? 'Counts and answer shown' : STATE_WORDS[state];
}

/** What may be done with it; while the last votes are awaited there is nothing to close. @param now UTC milliseconds. */
export function pressesOn(poll: PollLineView, now: number): Press[] {
  const isLast = poll.state === 'open' && isOver(poll.closesAt, now);
  return pressesFor({ ...poll, isAnswerShown: poll.answerShownAt !== null, isOver: isLast });
}

/** What comes by itself, or that nothing does. */
export function agendaText(poll: PollLineView, steps: readonly StepView[], picture: Picture, zone: string): string {
  const { state, closesAt, shownAt, shows, entry } = poll;
  if (state === 'ready') return openingText(poll, steps, picture, zone);
  if (state === 'open')
    return closesAt === null ? 'Closes when you close it.' : `Closes at ${clockAt(closesAt, zone)}.`;
  if (state === 'closing') return 'It takes no votes any more.';
  if (state === 'closed') {
    const byItself = shows === 'agenda' && entry !== null;
    return byItself
      ? 'Its counts are shown by themselves when the day goes on.'
      : 'Its counts are shown to nobody yet.';
  }
  return shownAt === null ? '' : `Everybody sees the counts since ${clockAt(shownAt, zone)}.`;
}

function openingText({ opens, entry }: PollLineView, steps: readonly StepView[], { laid }: Picture, zone: string) {
  if (opens === 'chair' || entry === null) return 'Opens when you open it.';
  const step = steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  if (!step || step.status === 'skipped') return 'Its entry is not held, so open it by hand.';
  if (step.status === 'done') return 'Its entry is over, so open it by hand.';
  const at = laid.get(step.id)?.start;
  return `Opens by itself with ${entryName(entry, steps)}${at === undefined ? '' : `, ${faceAt(at, zone).clock}`}.`;
}

const clockAt = (time: string, zone: string): string => faceAt(Date.parse(time), zone).clock;

/** `Break 2`, `Keynote`: what it hangs on; breaks are counted where there are several. */
export function entryName(entry: string | null, steps: readonly StepView[]): string {
  if (entry === null) return 'On no entry';
  const step = steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  if (!step) return 'On an entry that is not published';
  if (step.kind !== 'break') return step.parts.find(({ id }) => id === entry)?.title ?? stepTitle(step);
  const breaks = steps.filter(({ kind }) => kind === 'break');
  return breaks.length === 1 ? 'Break' : `Break ${breaks.indexOf(step) + 1}`;
}

/** In the line that is always in sight: `Poll: 61 of 87`. */
export function pollBrief(live: readonly PollLineView[], here: number | null): string {
  const poll = foremost(live);
  if (!poll) return 'No poll';
  if (poll.state !== 'open') return `Poll: ${pollStateText(poll).toLowerCase()}`;
  return here === null || poll.turnout > here ? `Poll: ${poll.turnout} voted` : `Poll: ${poll.turnout} of ${here}`;
}
