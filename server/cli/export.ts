/** `plenum export`: an event's published agenda in the formats of others, or its draft as CSV. */
import { entriesStillTold } from '../../agenda/calendar/calendar-entry.ts';
import { feedText } from '../../agenda/calendar/feed.ts';
import { writeDays, writeSessions } from '../../agenda/spreadsheet/plan-csv.ts';
import {
  type Answer,
  asJson,
  type OptionValues,
  optional,
  required,
  type Terminal,
  UsageError,
  type Verb,
} from './verb.ts';
import { AT_THE_TERMINAL, eventAt, type OpenServices, slugOf, withServices } from './with-services.ts';

const FORMATS = ['json', 'csv', 'schedule.json', 'schedule.xml', 'ics', 'zoom-rooms'] as const;
type Format = (typeof FORMATS)[number];

const TABLES = ['sessions', 'days'] as const;
type Table = (typeof TABLES)[number];

export const exportEvent: Verb = {
  summary: 'prints an event’s agenda in another format',
  usage: [
    `--event SLUG --format ${FORMATS.join('|')} [--table ${TABLES.join('|')}]`,
    '',
    '  --event SLUG   the event',
    '  --format NAME  json, schedule.json, schedule.xml and ics are what is published; csv is the draft,',
    '                 as import reads it; zoom-rooms is the breakout round that was assigned last',
    '  --table NAME   which of the two tables of csv: sessions, if not said otherwise, or days',
    '',
    'Exit status 1 says that there is nothing to print: nothing published, or no round assigned.',
  ].join('\n'),
  options: { event: { type: 'string' }, format: { type: 'string' }, table: { type: 'string' } },
  run: async (values, terminal) => {
    const slug = slugOf(values);
    const format = oneOf(FORMATS, 'format', required(values, 'format', FORMATS.join('|')));
    const table = tableOf(values, format);
    return await withServices(terminal, async (open) => {
      if (format === 'csv') return await printDraft(open, slug, table, terminal);
      if (format === 'zoom-rooms') return await printRooms(open, slug, terminal);
      return await printPublished(open, slug, format, terminal);
    });
  },
};

function oneOf<Name extends string>(names: readonly Name[], option: string, found: string): Name {
  const name = names.find((each) => each === found);
  if (name !== undefined) return name;
  throw new UsageError(`found --${option} ${JSON.stringify(found)}, expected one of ${names.join(', ')}`);
}

function tableOf(values: OptionValues, format: Format): Table {
  const table = optional(values, 'table');
  if (table === undefined) return 'sessions';
  if (format !== 'csv') throw new UsageError(`found --table with --format ${format}, expected it with csv alone`);
  return oneOf(TABLES, 'table', table);
}

async function printDraft({ agenda }: OpenServices, slug: string, table: Table, { out }: Terminal): Promise<Answer> {
  const draft = await agenda.drafts.view(AT_THE_TERMINAL, slug);
  out(table === 'days' ? writeDays(draft) : writeSessions(draft));
  return 0;
}

/** The file alone on stdout; on stderr when to load it, and whom it does not place. */
async function printRooms(open: OpenServices, slug: string, { out, err }: Terminal): Promise<Answer> {
  const event = await eventAt(open, slug);
  const rooms = await open.breakouts.files.zoomOfLast({ actor: AT_THE_TERMINAL, event });
  if (rooms === undefined) {
    err(`No breakout round of ${slug} has been assigned yet.\n`);
    return 1;
  }
  out(rooms.csv);
  err(`${rooms.runSheet}\n`);
  for (const { name, reason } of rooms.notPlaced) err(`Not placed: ${name} ${reason}.\n`);
  return 0;
}

async function printPublished(
  { agenda, publicUrl }: OpenServices,
  slug: string,
  format: Exclude<Format, 'csv' | 'zoom-rooms'>,
  { out, err, clock }: Terminal,
): Promise<Answer> {
  await agenda.events.get(AT_THE_TERMINAL, slug);
  const published = await agenda.published.get(slug);
  if (!published || published.agenda.version === 0) {
    err(`Nothing of ${slug} has been published yet.\n`);
    return 1;
  }
  if (format === 'json') out(asJson(published.agenda));
  else {
    const kind = format === 'ics' ? 'event' : format;
    out(feedText(published, entriesStillTold(published.entries, clock.now()), { kind }, { publicUrl }));
  }
  return 0;
}
