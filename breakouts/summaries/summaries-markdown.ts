/** All summaries as a document to hand on: by theme, each room under its own heading. */
import { SUMMARY_FIELDS, type SummaryField } from '../summary-fields.ts';
import {
  type ExportedRoom,
  type ExportedRound,
  type ExportedSummaries,
  type RoomOfRound,
  type Theme,
  themesOf,
} from './export-view.ts';
import { plainLine, plainText } from './markdown.ts';

const HEADINGS: Readonly<Record<SummaryField, string>> = {
  outcomes: 'Key outcomes',
  decisions: 'Decisions',
  questions: 'Open questions',
};

export function writeDocument(summaries: ExportedSummaries): string {
  const parts = [
    `# ${plainLine(summaries.event.name)}: what the breakout rooms came to`,
    ...introduction(summaries),
    ...themesOf(summaries).flatMap(sectionOf),
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction({ rounds, chathamHouse }: ExportedSummaries): string[] {
  const rooms = rounds.flatMap((round) => round.rooms);
  if (rooms.length === 0) return ['No breakout has closed yet.'];
  const missing = rooms.filter(({ state }) => state === 'none').length;
  const drafts = rooms.filter(({ state }) => state === 'draft').length;
  const counts = `${counted(rounds.length, 'breakout')}, ${counted(rooms.length, 'room')}`;
  return [
    [
      `${counts}.`,
      ...(missing === 0 ? [] : [`${counted(missing, 'summary', 'summaries')} missing.`]),
      ...(drafts === 0 ? [] : [`${counted(drafts, 'draft')} that nobody has handed in.`]),
      ...(chathamHouse ? ['Under the Chatham House rule: nobody is named.'] : []),
    ].join(' '),
  ];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function sectionOf({ name, whole, elsewhere }: Theme): string[] {
  const under = elsewhere.map(({ round, room }) => {
    const [first = ''] = room.themes;
    return `- ${placeOf(round)}, ${plainLine(room.name)}: under ${plainLine(first)}`;
  });
  return [
    `## ${name === null ? 'Other' : plainLine(name)}`,
    ...whole.flatMap(roomOf),
    ...(under.length === 0 ? [] : [`${whole.length === 0 ? 'Heard' : 'Also heard'} of this:\n\n${under.join('\n')}`]),
  ];
}

function placeOf({ day, session }: ExportedRound): string {
  const title = session === null ? 'A breakout that is in the agenda no more' : plainLine(session);
  return day === null ? title : `Day ${day}, ${title}`;
}

function roomOf({ round, room }: RoomOfRound): string[] {
  return [`### ${plainLine(room.name)}`, [placeOf(round), ...peopleOf(room)].join('  \n'), ...textsOf(room)];
}

function peopleOf({ facilitator, rapporteur }: ExportedRoom): string[] {
  return [
    ...(facilitator === null ? [] : [`Facilitator: ${plainLine(facilitator)}`]),
    ...(rapporteur === null ? [] : [`Rapporteur: ${plainLine(rapporteur)}`]),
  ];
}

function textsOf({ state, texts }: ExportedRoom): string[] {
  if (state === 'none') return ['**Missing:** this room handed in no summary.'];
  const filled = SUMMARY_FIELDS.filter((field) => texts[field].trim() !== '');
  return [
    ...(state === 'draft' ? ['**Draft:** nobody has handed this in.'] : []),
    ...filled.flatMap((field) => [`#### ${HEADINGS[field]}`, plainText(texts[field])]),
  ];
}
