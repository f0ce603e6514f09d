/** All summaries as a table for spreadsheets. */
import { writeTable } from '../../kernel/spreadsheet/written-table.ts';
import { type ExportedSummaries, type RoomOfRound, themesOf } from './export-view.ts';
import { standingOf } from './standing.ts';

const COLUMNS = [
  { name: 'theme' },
  { name: 'day' },
  { name: 'session' },
  { name: 'room' },
  { name: 'topic' },
  { name: 'facilitator' },
  { name: 'rapporteur' },
  { name: 'summary' },
  { name: 'outcomes' },
  { name: 'decisions' },
  { name: 'open_questions' },
] as const;

/** A line for each room of each round, by theme; rooms that wrote nothing have one too. */
export function writeSummaries(summaries: ExportedSummaries): string {
  return writeTable(
    COLUMNS,
    themesOf(summaries).flatMap(({ whole }) => whole.map(line)),
  );
}

function line({ round, room }: RoomOfRound) {
  const { outcomes, decisions, questions: open_questions } = room.texts;
  return {
    ...{ theme: room.themes.join('; '), day: round.day ?? '', session: round.session ?? '' },
    ...{ room: room.name, topic: room.topic ?? '' },
    ...{ facilitator: room.facilitator ?? '', rapporteur: room.rapporteur ?? '', summary: standingOf(room) },
    ...{ outcomes, decisions, open_questions },
  };
}
