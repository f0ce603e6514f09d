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
  const missing = roomsThatAre('none', rounds);
  const drafts = roomsThatAre('draft', rounds);
  const counts = `${counted(rounds.length, 'breakout')}, ${counted(rooms.length, 'room')}`;
  return [
    [
      `${counts}.`,
      ...(missing.length === 0 ? [] : [`${counted(missing.length, 'summary', 'summaries')} missing.`]),
      ...(drafts.length === 0 ? [] : [`${counted(drafts.length, 'draft')} that nobody has handed in.`]),
      ...(chathamHouse ? ['Under the Chatham House rule: nobody is named.'] : []),
    ].join(' '),
    ...(missing.length === 0 ? [] : [`Missing:\n\n${missing.join('\n')}`]),
    ...(drafts.length === 0 ? [] : [`Drafts:\n\n${drafts.join('\n')}`]),
  ];
}

/** As items of a list, for whoever asks for them. */
function roomsThatAre(state: ExportedRoom['state'], rounds: readonly ExportedRound[]): string[] {
  return rounds.flatMap((round) =>
    round.rooms.filter((room) => room.state === state).map((room) => `- ${titleOf({ round, room })}`),
  );
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function sectionOf({ name, whole, elsewhere }: Theme): string[] {
  const under = elsewhere.map(({ round, room }) => {
    const [first = ''] = room.themes;
    return `- ${titleOf({ round, room })}, under ${plainLine(first)}`;
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

/** Rooms have the same names in each breakout: the name alone would stand many times in a table of contents. */
function titleOf({ round, room }: RoomOfRound): string {
  return `${placeOf(round)}: ${plainLine(room.name)}`;
}

function roomOf({ round, room }: RoomOfRound): string[] {
  const people = peopleOf(room);
  return [`### ${titleOf({ round, room })}`, ...(people.length === 0 ? [] : [people.join('  \n')]), ...textsOf(room)];
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
