/** The breakout rounds of the chair's day in words, and what can be done with them when. Pure; `now` UTC milliseconds. */
import type { StepView } from '../../agenda/show/show-view.ts';
import type { RoundCommand } from '../../breakouts/schema.ts';
import type { StaffRoundView } from '../../breakouts/view.ts';
import { faceAt } from '../clock-face.ts';
import { summaryPages } from '../stage/summary-pages.ts';
import { has, isLeft, isOpen, reportedCount, STATE_WORDS, type StaffRoom, timeLeft } from './day-rooms.ts';

/** The session on which it hangs, as the day calls it. */
export function sessionOf({ entry }: Pick<StaffRoundView, 'entry'>, steps: readonly StepView[]) {
  const step = steps.find(has(({ id }) => id === entry));
  return { step, title: step?.parts.find(({ id }) => id === entry)?.title ?? 'A session that is not published' };
}

export function roundStateText({ state, report }: Pick<StaffRoundView, 'state' | 'report'>): string {
  if (state !== 'closed' || report.every((room) => room.state === 'ahead')) return STATE_WORDS[state];
  return `Reporting, ${reportedCount(report)} of ${report.length}`;
}

/** What comes by itself, or that nothing does. @param zone of the event. */
export function timeText(round: StaffRoundView, steps: readonly StepView[], zone: string): string {
  const { state, opens, closesAt, closesByHand } = round;
  const { step } = sessionOf(round, steps);
  if (state === 'planned') return 'Nobody has a place yet. Organisers deal people into the rooms.';
  if (state === 'assigned') {
    if (opens === 'chair') return 'Opens when you open it.';
    return isLeft(step) ? 'Its session is over, so open it by hand.' : 'Opens by itself when its session begins.';
  }
  if (!isOpen(round) || closesAt === null) return '';
  const at = faceAt(Date.parse(closesAt), zone).clock;
  return closesByHand !== null && Date.parse(closesByHand) <= Date.parse(closesAt)
    ? `Rooms close at ${at}, as set by hand.`
    : `Rooms close at ${at}, as the agenda has it.`;
}

/** A button of a round. */
export interface RoundPress {
  readonly command: RoundCommand;
  readonly name: string;
  /** Once it is done. */
  readonly said: string;
}

const EARLIER = [5, 10] as const;

/** What moves the rooms on in time. Closing takes the warning; until that is over it can be put off. */
export function roundPresses(round: StaffRoundView, now: number): RoundPress[] {
  if (round.state === 'assigned')
    return [{ command: { do: 'open' }, name: 'Open the rooms now', said: 'The rooms are open.' }];
  const left = timeLeft(round, now);
  if (left === null) return [];
  const byHand = round.closesByHand !== null;
  const earlier = EARLIER.filter((minutes) => byHand || left > minutes * 60_000);
  const close = { command: { do: 'close' }, name: 'Close the rooms now', said: closingText(round) } as const;
  return [
    ...earlier.map((minutes) => ({
      command: { do: 'time', minutes } as const,
      name: `Close in ${minutes} min`,
      said: `The rooms close in ${minutes} min, or earlier where the agenda goes on.`,
    })),
    ...(byHand
      ? [
          {
            command: { do: 'time', minutes: null } as const,
            name: 'Until the agenda ends it',
            said: 'The rooms close when the session ends.',
          },
        ]
      : []),
    ...(round.state === 'open' ? [close] : []),
  ];
}

const closingText = ({ warnSeconds }: StaffRoundView): string => `The rooms close in ${warnText(warnSeconds)}.`;

/** `1 min`, `90 s` */
export function warnText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** `4 of 5 in, 1 late` */
export function summariesText({ rooms }: Pick<StaffRoundView, 'rooms'>): string {
  const inNow = rooms.filter(({ summary }) => summary === 'in');
  const late = inNow.filter((room) => room.late).length;
  return `${inNow.length} of ${rooms.length} in${late > 0 ? `, ${late} late` : ''}`;
}

export function summaryText({ summary, late }: Pick<StaffRoom, 'summary' | 'late'>): string {
  if (summary === 'none') return 'Missing';
  if (summary === 'draft') return 'Draft';
  return late ? 'In, late' : 'In';
}

/** When summaries are due, or were; nothing where that is not known. @param zone of the event. */
export function dueText({ dueAt }: Pick<StaffRoundView, 'dueAt'>, now: number, zone: string): string {
  if (dueAt === null) return '';
  const due = Date.parse(dueAt);
  return `Summaries ${now < due ? 'are' : 'were'} due at ${faceAt(due, zone).clock}.`;
}

/** On how many pages the stage shows what the room that reports wrote. */
export function stagePages({ report }: Pick<StaffRoundView, 'report'>, room: string): number {
  const texts = report.find((each) => each.room === room)?.texts ?? null;
  return texts === null ? 0 : summaryPages(texts).length;
}

/** Whether a room can be asked for its summary. */
export function mayNudge({ state }: Pick<StaffRoundView, 'state'>): boolean {
  return state === 'assigned' || state === 'open' || state === 'closing' || state === 'closed';
}

/** Whether rooms can be told something. */
export const mayTell = (round: Pick<StaffRoundView, 'state'>): boolean => round.state === 'assigned' || isOpen(round);

/** `28 of 30 joined` while they are let in; before and after, how many belong there. */
export function peopleText({ size, joined }: Pick<StaffRoom, 'size' | 'joined'>, isOn: boolean): string {
  if (isOn) return `${joined} of ${size} joined`;
  return size === 1 ? '1 person' : `${size} people`;
}

export function leadersText({ facilitator, rapporteur }: Pick<StaffRoom, 'facilitator' | 'rapporteur'>): string {
  if (facilitator && rapporteur && facilitator.participant === rapporteur.participant)
    return `Facilitator and rapporteur: ${facilitator.name}`;
  return [
    facilitator ? `Facilitator: ${facilitator.name}` : 'No facilitator',
    rapporteur ? `Rapporteur: ${rapporteur.name}` : 'No rapporteur',
  ].join(' · ');
}

/** Of those who are registered and not absent. */
export function unplacedText({ unplaced, state }: Pick<StaffRoundView, 'unplaced' | 'state'>): string {
  if (unplaced === 0 || state === 'planned') return '';
  const who = unplaced === 1 ? '1 person' : `${unplaced} people`;
  if (!mayTell({ state })) return `${who} had no place.`;
  return `${who} ${unplaced === 1 ? 'has' : 'have'} no place yet. Each is dealt in as soon as their page is open.`;
}

/** A room in its place of the running order. */
export interface ReportLine {
  readonly room: StaffRoom;
  readonly state: StaffRoundView['report'][number]['state'];
  /** Whether its draft may be presented. */
  readonly isDraftLet: boolean;
}

export function reportLines({ report, rooms, drafts }: StaffRoundView): ReportLine[] {
  return report.flatMap(({ room: id, state }) => {
    const room = rooms.find((each) => each.id === id);
    return room ? [{ room, state, isDraftLet: drafts.includes(id) }] : [];
  });
}

/** What the plenary hears of it: `Missing: it is shown as missing`. */
export function hearsText({ room, isDraftLet, state }: ReportLine): string {
  if (room.summary === 'in') return summaryText(room);
  if (room.summary === 'none') return state === 'ahead' ? 'Missing, and will be shown as missing' : 'Missing';
  return isDraftLet ? 'Draft, shown as it is' : 'Draft, not shown: counts as missing';
}

/** What leads on in the plenary; null while rooms do not report. */
export function leadOn(round: StaffRoundView): RoundPress | null {
  if (round.state !== 'closed') return null;
  const lines = reportLines(round);
  const isOn = lines.some(({ state }) => state === 'presenting');
  const next = lines.find(({ state }) => state === 'ahead');
  if (next) {
    const { id, name } = next.room;
    const said = `On the stage: ${name}.`;
    return { command: { do: 'present', room: id }, name: `${isOn ? 'Next: ' : 'Present '}${name}`, said };
  }
  const said = 'All rooms have reported.';
  return isOn ? { command: { do: 'finish' }, name: 'Finish the report-back', said } : null;
}

/** The running order with one room a place earlier (-1) or later (1); null where there is none. */
export function movedOrder(lines: readonly ReportLine[], room: string, by: -1 | 1): string[] | null {
  const order = lines.map((line) => line.room.id);
  const from = order.indexOf(room);
  const other = order[from + by];
  if (from === -1 || other === undefined) return null;
  order[from] = other;
  order[from + by] = room;
  return order;
}
