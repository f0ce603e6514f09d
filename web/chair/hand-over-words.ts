/** What the next day's chair has to know, in words. Pure. */
import type { HandOverView } from '../../agenda/show/show-view.ts';
import { countOf, lengthText } from '../agenda/wording.ts';
import { longDate } from '../clock-face.ts';

/** What is told of the day that has ended, to be pasted elsewhere. */
export function handOverText(view: HandOverView, event: string): string {
  const lines = [`${event}: day ${view.day}, hand-over`, ...handOverLines(view).flatMap(sectionLines)];
  return `${lines.join('\n')}\n`;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

const sectionLines = ({ title, lines }: Section): string[] => ['', title, ...lines.map((line) => `- ${line}`)];

export function handOverLines(view: HandOverView): Section[] {
  const { entries, nextDay, overMinutes } = view;
  const over = entries.filter(({ status }) => status === 'over');
  const skipped = entries.filter(({ status }) => status === 'skipped');
  return [
    { title: 'The day', lines: [dayLine(overMinutes ?? 0)] },
    { title: 'Took longer', lines: orNone(over.map(({ title, overMinutes: by }) => `${title}: ${by} min longer`)) },
    { title: 'Skipped', lines: orNone(skipped.map(({ title }) => title)) },
    { title: 'Still open', lines: openLines(view) },
    ...(nextDay ? [nextDaySection(nextDay)] : []),
  ];
}

function dayLine(over: number): string {
  if (over === 0) return 'It ended on time.';
  return `It ended ${lengthText(Math.abs(over))} ${over > 0 ? 'late' : 'early'}.`;
}

const orNone = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? ['Nothing'] : lines);

function openLines({ openHelp, openQuestions, missingSummaries }: HandOverView): readonly string[] {
  return orNone([
    ...(openHelp > 0 ? [openHelp === 1 ? '1 request for help' : `${openHelp} requests for help`] : []),
    ...(openQuestions ? [countOf(openQuestions, 'question')] : []),
    ...(missingSummaries ? [`${countOf(missingSummaries, 'room')} without a summary`] : []),
  ]);
}

function nextDaySection({ number, date, chairs, unconfirmed }: NonNullable<HandOverView['nextDay']>): Section {
  const speakers = unconfirmed.map(({ title, start }) => `${start.slice(11, 16)} ${title}: speaker to be confirmed`);
  const chaired = chairs.length === 0 ? 'No chair yet' : `Chaired by ${chairs.join('; ')}`;
  return { title: `Day ${number}, ${longDate(date)}`, lines: [chaired, ...speakers] };
}
