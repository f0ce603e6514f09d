/** The words of the chair's page. Pure; instants are UTC milliseconds. */

import type { BannerAudience, ShowCommand } from '../../agenda/show/command-schema.ts';
import type { Expected } from '../../agenda/show/expected.ts';
import type { RunView, StepView } from '../../agenda/show/show-view.ts';
import { commandInWords } from '../../agenda/show/words.ts';
import { STAFF_ROLES } from '../../kernel/actor.ts';
import { lengthText } from '../agenda/wording.ts';
import { faceAt } from '../clock-face.ts';
import type { Moment } from '../show/run-now.ts';
import { countdownDigits, stepTitle } from '../show/show-words.ts';
import type { Early, Picture } from './picture.ts';

export const MOMENT_WORDS: Readonly<Record<Moment, string>> = {
  closed: 'Closed',
  open: 'Lobby',
  running: 'Running',
  break: 'Break',
  held: 'Held',
  between: 'Nothing is on',
  over: 'Over',
};

export function titleIn({ steps }: RunView, entry: string): string {
  const step = steps.find(({ parts }) => parts.some(({ id }) => id === entry));
  return step ? stepTitle(step) : 'This entry';
}

/** What the clock's figures mean: `over by 3:12`, `until 14:20`. */
export function clockWords({ moment, current, left, due }: Picture, zone: string): string {
  if (moment === 'over') return 'the day is over';
  if (left === null || due === null) return 'nothing is ahead';
  const at = faceAt(due, zone).clock;
  if (!current) return left <= -1000 ? `should have begun at ${at}` : `until it begins at ${at}`;
  if (moment === 'held') return left <= -1000 ? `held, over by ${countdownDigits(-left)}` : 'held, it stands still';
  if (left <= -1000) return `over by ${countdownDigits(-left)}`;
  if (left < 120_000) return `nearly over, until ${at}`;
  return `until ${at}`;
}

/** Minutes, and when it ends as UTC milliseconds. */
type DayEnd = Pick<Expected, 'overMinutes' | 'lateMinutes'> & { readonly endsAt: number };

/** `Ends 15:36, 6 min over`, `Ends 15:30, on time`; a day that was ended early is no more than `Ended 13:50`. */
export function endText({ endsAt, overMinutes, lateMinutes }: DayEnd, zone: string, isOver = false): string {
  const verb = isOver ? 'Ended' : 'Ends';
  if (isOver && lateMinutes < 0) return `${verb} ${faceAt(endsAt, zone).clock}`;
  return `${verb} ${faceAt(endsAt, zone).clock}, ${overMinutes > 0 ? `${lengthText(overMinutes)} over` : 'on time'}`;
}

/** What has become of a step, beside its title. @param cut what the ripple takes from it. */
export function stateText(step: StepView, overrun: number | null, cut: number, isNext: boolean): string {
  if (step.status === 'running') return cut > 0 ? `running, gives ${cut}` : 'running';
  if (step.status === 'skipped') return 'skipped';
  if (step.status === 'done') return doneText(overrun ?? 0);
  const words = [isNext && 'next', cut > 0 && `gives ${cut}`].filter(Boolean);
  return words.join(', ');
}

function doneText(overrun: number): string {
  if (overrun === 0) return 'done';
  return overrun > 0 ? `done, ${overrun} over` : `done, ${-overrun} under`;
}

/** `15 min`, of a break also `15, least 5`; with what the chair has changed: `20 min, planned 15`. */
export function minutesText({ kind, minutes, leastMinutes, plannedMinutes, status }: StepView): string {
  const changed = minutes === plannedMinutes ? '' : `, planned ${plannedMinutes}`;
  if (kind !== 'break' || status === 'done' || leastMinutes >= minutes) return `${minutes} min${changed}`;
  return `${minutes} min, least ${leastMinutes}${changed}`;
}

/** `+5 min for Keynote 2` */
export function commandText(command: ShowCommand, run: RunView): string {
  if (command.do === 'next' && run.startedAt === null) return 'Start the day';
  return commandInWords(command, (entry) => titleIn(run, entry));
}

/** A way out of a conflict, as its button says it. */
export interface NamedChoice {
  readonly command: ShowCommand;
  readonly words: string;
  /** Minutes. */
  readonly gives: number;
}

const FEW = 4;

/** Those that give most, the most first; of equals those that come first in the day. */
export const bestChoices = <Choice extends NamedChoice>(choices: readonly Choice[]): Choice[] =>
  [...choices].sort((one, other) => other.gives - one.gives).slice(0, FEW);

export interface WayOut extends NamedChoice {
  /** Whether it takes the place of what was asked about, and does not come before it. */
  readonly isInstead: boolean;
}

/** Minutes of the entry that was asked about are one other command; where that leaves it as it is, there is none. */
export function waysOut(asked: ShowCommand, choices: readonly NamedChoice[], run: RunView): WayOut[] {
  return choices.flatMap((choice): WayOut[] => {
    const { command } = choice;
    const isInstead = asked.do === 'adjust' && command.do === 'adjust' && asked.entry === command.entry;
    if (!isInstead) return [{ ...choice, isInstead }];
    const minutes = asked.minutes + command.minutes;
    const other = { ...asked, minutes };
    return minutes === 0 ? [] : [{ ...choice, isInstead, command: other, words: `${commandText(other, run)} instead` }];
  });
}

/** @param count of the ways out that are not shown. */
export function restText(count: number): string {
  if (count <= 0) return '';
  const others = count === 1 ? '1 more way gives' : `${count} more ways give`;
  return `${others} no more than these: open an entry in the day’s list to shorten or skip it.`;
}

/** Why the chair is asked first; nothing where there is no reason. */
export function earlyText({ endsEarly, startsEarly }: Early, picture: Picture): string[] {
  const { current, next } = picture;
  return [
    current && endsEarly > 0 ? `${stepTitle(current)} still has ${endsEarly} min.` : '',
    next && startsEarly > 0
      ? `${stepTitle(next)} would start ${startsEarly} min before the time that people read in their calendars.`
      : '',
  ].filter((text) => text !== '');
}

const AUDIENCE_WORDS: Readonly<Record<BannerAudience, string>> = {
  all: 'Everyone',
  organiser: 'Organisers',
  chair: 'Chairs',
  deputy: 'Deputy chairs',
  facilitator: 'Facilitators',
  rapporteur: 'Rapporteurs',
  helpdesk: 'Helpdesk',
};

export const audienceText = (audience: BannerAudience): string => AUDIENCE_WORDS[audience];
export const AUDIENCE_CHOICES = (['all', ...STAFF_ROLES] as const).map((value) => ({
  value,
  label: AUDIENCE_WORDS[value],
}));

/** `2 people wait for help, 1 is looked after.` */
export function helpText({ waiting, taken }: { readonly waiting: number; readonly taken: number }): string {
  if (waiting + taken === 0) return 'Nobody asks for help.';
  const waits = waiting === 0 ? 'Nobody waits' : waiting === 1 ? '1 person waits' : `${waiting} people wait`;
  return `${waits} for help${taken === 0 ? '' : `, ${taken} ${taken === 1 ? 'is' : 'are'} looked after`}.`;
}
