/** What the plenary has seen of the rooms, as everybody reads it afterwards. Pure. */
import type { RoundsView, RoundView, SummaryTexts } from '../../../breakouts/view.ts';

/** A room that the plenary sees or has seen. */
export interface RoomReport {
  readonly room: RoundView['rooms'][number];
  readonly isOnStage: boolean;
  /** Whether it reports without having written anything. */
  readonly isMissing: boolean;
  /** Of the room on the stage, where it wrote something: what others wrote is asked for when it is read. */
  readonly texts: SummaryTexts | null;
}

export interface RoundReport {
  readonly round: RoundView;
  /** In the order in which they were presented. */
  readonly heard: readonly RoomReport[];
}

export interface Reports {
  /** The room that the plenary sees now, and the round that it is of. */
  readonly now: { readonly room: RoomReport; readonly round: RoundReport } | null;
  /** Other rounds of which some room was presented, the newest first. */
  readonly before: readonly RoundReport[];
}

/** @param view its rounds in the order of the agenda. */
export function reportsOf({ rounds }: RoundsView): Reports {
  const all = rounds.map((round): RoundReport => ({ round, heard: heardOf(round) })).reverse();
  const [now] = all.flatMap((round) => {
    const room = round.heard.find(({ isOnStage }) => isOnStage);
    return room ? [{ room, round }] : [];
  });
  return { now: now ?? null, before: all.filter((round) => round.heard.length > 0 && round !== now?.round) };
}

/** Of all fields together, in characters: about a screen of a phone. */
const LONG = 900;

export function isLong({ outcomes, decisions, questions }: SummaryTexts): boolean {
  return outcomes.length + decisions.length + questions.length > LONG;
}

function heardOf({ rooms, report }: RoundView): RoomReport[] {
  return report.flatMap(({ room: id, state, missing: isMissing, texts }) => {
    const room = rooms.find((each) => each.id === id);
    return room && state !== 'ahead' ? [{ room, isOnStage: state === 'presenting', isMissing, texts }] : [];
  });
}

/** The rooms of which there is something to be asked for. */
export function roomsToAsk({ heard }: RoundReport): string[] {
  return heard.flatMap(({ room, isOnStage, isMissing }) => (isOnStage || isMissing ? [] : [room.id]));
}

/** What there is to read of a room; undefined while it is not here yet. @param told what was answered, by room. */
export function textsOf(
  { room, isOnStage, isMissing, texts }: RoomReport,
  told: ReadonlyMap<string, SummaryTexts | null>,
): SummaryTexts | null | undefined {
  if (isOnStage) return texts;
  return isMissing ? null : told.get(room.id);
}

/** `2 of 5 rooms so far`, and once all were heard `5 rooms`. */
export function heardText({ round, heard }: RoundReport): string {
  const all = round.report.length;
  return heard.length < all ? `${heard.length} of ${all} rooms so far` : `${all} rooms`;
}
