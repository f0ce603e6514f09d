/** The running order in which the rooms of a round report to the plenary. Pure. */
import type { BreakoutRound, Summary } from '../round.ts';
import type { RoomContent } from '../schema.ts';
import { heardOf } from '../summaries/summary.ts';
import type { REPORT_STATES, RoundView } from '../view.ts';

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
    const summary = summaries.find(({ roomId }) => roomId === room);
    return { room, state: stateOf(round, room), ...heardOf(round.report, room, summary as Summary | undefined) };
  });
}

function stateOf({ report }: Pick<BreakoutRound, 'report'>, room: string): (typeof REPORT_STATES)[number] {
  if (report.presenting === room) return 'presenting';
  return report.presented.includes(room) ? 'presented' : 'ahead';
}
