/** `plenum people import`: takes people from a file into an event, whole or not at all. */
import type { SheetFile } from '../../kernel/spreadsheet/cell-fault.ts';
import { readPeopleFile } from '../../people/spreadsheet/people-file.ts';
import type { ImportPreview, ImportRow, ImportStored } from '../../people/view.ts';
import { faultLine, openFile } from './sheet-input.ts';
import { asJson, RefusedError, shown, type Verb } from './verb.ts';
import { AT_THE_TERMINAL, changeServices, eventAt, type OpenServices, slugOf } from './with-services.ts';

export const importPeople: Verb = {
  summary: 'takes people from a file into an event',
  usage: [
    '--event SLUG FILE [--dry-run] [--json]',
    '',
    '  --event SLUG  the event',
    '  FILE          the people, as CSV with a header row: name, email, organisation, and where wanted',
    '                country, role, tags, prefers, together, apart',
    '  --dry-run     says what would change, and stores nothing',
    '  --json        prints one JSON document',
    '',
    'People are matched by their address. New ones are invited, and not told so. Nobody is taken out, and an',
    'empty cell leaves what is stored.',
  ].join('\n'),
  operands: ['FILE'],
  options: { event: { type: 'string' }, 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (values, terminal, [path = '']) => {
    const slug = slugOf(values);
    const file = readInput(path);
    const isDryRun = values['dry-run'] === true;
    const { preview, stored } = await changeServices(terminal, (open) => importInto(open, slug, file, isDryRun));
    terminal.out(values.json ? asJson(stored ? { event: slug, stored } : preview) : told(slug, preview, stored));
    return 0;
  },
};

/** @throws RefusedError with one line for each fault of a file that is no table of people. */
function readInput(path: string): SheetFile {
  const file = openFile(path);
  if (typeof file === 'string') throw new RefusedError(file);
  const read = readPeopleFile(file);
  if (!read.ok) throw new RefusedError(...read.faults.map(faultLine));
  return file;
}

interface Done {
  readonly preview: ImportPreview;
  /** Null where only a look was asked for. */
  readonly stored: ImportStored['stored'] | null;
}

async function importInto(open: OpenServices, slug: string, file: SheetFile, isDryRun: boolean): Promise<Done> {
  const event = await eventAt(open, slug);
  const { imports } = open.people;
  const { preview, faults } = await imports.check(AT_THE_TERMINAL, event, file);
  if (faults.length > 0) throw new RefusedError(...faults.map(faultLine));
  const stored = isDryRun ? null : await imports.store(AT_THE_TERMINAL, event, file, preview.preview);
  return { preview, stored };
}

function told(slug: string, { header, rows, newOrganisations }: ImportPreview, stored: Done['stored']): string {
  const warnings = [
    ...header.map((message) => messageLine(1, message)),
    ...rows.flatMap(({ line, messages }) => messages.map((message) => messageLine(line, message))),
  ];
  const organisations = newOrganisations.map((name) => `organisation  ${shown(name)}\n`);
  return [...warnings, ...organisations, `${sentence(slug, rows, stored)}\n`].join('');
}

function messageLine(line: number, { column, message }: ImportRow['messages'][number]): string {
  return `look at       line ${line}${column === null ? '' : `, ${column}`}: ${shown(message)}\n`;
}

function sentence(slug: string, rows: readonly ImportRow[], stored: Done['stored']): string {
  const added = rows.filter(({ changes }) => changes.includes('email')).length;
  const changed = rows.filter(({ changes }) => changes.length > 0).length - added;
  const counts = `${added} new, ${changed} changed, ${rows.length - added - changed} unchanged`;
  return stored
    ? `Stored people of ${slug}: ${counts}. Nobody has been told yet.`
    : `Would store people of ${slug}: ${counts}. Nothing was stored.`;
}
