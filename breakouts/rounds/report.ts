/** The running order in which the rooms of a round report to the plenary. Pure. */
import type { BreakoutRound, Summary } from '../round.ts';
import type { RoomContent } from '../schema.ts';
import { type Heard, heardOf, isPresented } from '../summaries/summary.ts';
import type { REPORT_STATES, ReportsView, RoundView } from '../view.ts';

/** Every room once: as the chair has them, those whom the order does not name after them as the round has them. */
export function runningOrder({ content, report }: Pick<BreakoutRound, 'content' | 'report'>): RoomContent[] {
  const named = report.order.flatMap((id) => content.rooms.filter((room) => room.id === id));
  return [...new Set([...named, ...content.rooms])];
}

/** @param summaries of the round; rooms without one stand in their place as missing. */
export function reportOf(
  round: Pick<BreakoutRound, 'content' | 'report'>,
  summaries: readonly Pick<Summary, 'roomId' | 'texts' | 'inAt'>[],
): RoundView['report'] {
  return runningOrder(round).map(({ id: room }) => {
    const state = stateOf(round, room);
    const { missing, texts } = heardIn(round, room, summaries);
    return { room, state, missing, texts: state === 'presenting' ? texts : null };
  });
}

/** Of the rooms that the plenary hears or has heard, what they wrote, in the same order. */
export function reportsOf(
  round: Pick<BreakoutRound, 'id' | 'content' | 'report'>,
  summaries: readonly Summary[],
): ReportsView {
  const heard = runningOrder(round).filter(({ id }) => isPresented(round.report, id));
  const rooms = heard.map(({ id: room }) => ({ room, texts: heardIn(round, room, summaries).texts }));
  return { round: round.id, rooms };
}

function heardIn(
  { report }: Pick<BreakoutRound, 'report'>,
  room: string,
  summaries: readonly Pick<Summary, 'roomId' | 'texts' | 'inAt'>[],
): Heard {
  const summary = summaries.find(({ roomId }) => roomId === room);
  return heardOf(report, room, summary as Summary | undefined);
}

function stateOf({ report }: Pick<BreakoutRound, 'report'>, room: string): (typeof REPORT_STATES)[number] {
  if (report.presenting === room) return 'presenting';
  return report.presented.includes(room) ? 'presented' : 'ahead';
}
