/** `plenum import`: puts a plan out of files in place of an event's draft; makes the event when there is none. */

import { type Event, type EventFields, eventFields, NO_HELPDESK } from '../../agenda/schema.ts';
import type { AgendaServices } from '../../agenda/service.ts';
import type { PlanChanges } from '../../agenda/spreadsheet/merge.ts';
import { type PlanInput, readPlanInput } from './plan-input.ts';
import { asJson, type OptionValues, optional, shown, UsageError, type Verb } from './verb.ts';
import { AT_THE_TERMINAL, changeServices, slugOf } from './with-services.ts';

export const importPlan: Verb = {
  summary: 'puts a plan in place of an event’s draft',
  usage: [
    '--event SLUG --days FILE --sessions FILE [--name NAME] [--public] [--json]',
    '',
    '  --event SLUG     the event; it is made when there is none of that address',
    '  --days FILE      the days of the plan, as CSV',
    '  --sessions FILE  its sessions, as CSV',
    '  --name NAME      the event’s name',
    '  --public         lets everybody see what the event publishes',
    '  --json           prints one JSON document',
    '',
    'Sessions are matched by day and title and keep their identity; what has no column in the files',
    'stays as it is. The draft changes whole or not at all, and nobody sees it before it is published.',
  ].join('\n'),
  options: {
    event: { type: 'string' },
    days: { type: 'string' },
    sessions: { type: 'string' },
    name: { type: 'string' },
    public: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  run: async (values, terminal) => {
    const slug = slugOf(values);
    const asked = fieldsAsked(values);
    const input = readPlanInput(values);
    const done = await changeServices(terminal, ({ agenda }) => importInto(agenda, slug, asked, input));
    terminal.out(values.json ? asJson(done) : told(done));
    return 0;
  },
};

/** What was done, as `--json` tells it. */
interface Done {
  readonly event: string;
  readonly created: boolean;
  readonly revision: number;
  readonly added: readonly Part[];
  readonly changed: readonly (Part & { readonly fields: readonly string[] })[];
  readonly removed: readonly Part[];
}

/** A session of a day, or with no title the day itself. */
interface Part {
  readonly day: number;
  readonly title: string | null;
}

type FieldsAsked = { name?: string; isPublic?: boolean };

function fieldsAsked(values: OptionValues): FieldsAsked {
  const name = optional(values, 'name');
  const read = eventFields.shape.name.optional().safeParse(name);
  if (!read.success) throw new UsageError(`found --name ${JSON.stringify(name)}, ${read.error.issues[0]?.message}`);
  return {
    ...(read.data === undefined ? {} : { name: read.data }),
    ...(values.public === true ? { isPublic: true } : {}),
  };
}

async function importInto(
  { events, imports }: AgendaServices,
  slug: string,
  asked: FieldsAsked,
  { files, imported }: PlanInput,
): Promise<Done> {
  const known: Event | undefined = (await events.list(AT_THE_TERMINAL)).find((event) => event.slug === slug);
  const event = known ?? (await events.create(AT_THE_TERMINAL, newEvent(slug, asked, imported.days[0]?.timeZone)));
  const of = { actor: AT_THE_TERMINAL, slug, revision: event.revision };
  const { changes } = await imports.preview(of, files);
  const draft = await imports.replace(of, files);
  const { revision } = says(event, asked) ? draft : await events.change({ ...of, revision: draft.revision }, asked);
  return { event: slug, created: !known, revision, ...changesOf(changes) };
}

function newEvent(slug: string, { name, isPublic }: FieldsAsked, timeZone = 'UTC'): EventFields {
  return { slug, name: name ?? slug, timeZone, isPublic: isPublic ?? false, helpdesk: NO_HELPDESK, advance: 'chair' };
}

function says(event: Event, { name, isPublic }: FieldsAsked): boolean {
  return (name ?? event.name) === event.name && (isPublic ?? event.isPublic) === event.isPublic;
}

function changesOf({ days, sessions }: PlanChanges): Pick<Done, 'added' | 'changed' | 'removed'> {
  const day = ({ number }: { readonly number: number }): Part => ({ day: number, title: null });
  const session = ({ day, title }: Part): Part => ({ day, title });
  return {
    added: [...days.added.map(day), ...sessions.added.map(session)],
    changed: [
      ...days.changed.map((part) => ({ ...day(part), fields: part.fields })),
      ...sessions.changed.map((part) => ({ ...session(part), fields: part.fields })),
    ],
    removed: [...days.removed.map(day), ...sessions.removed.map(session)],
  };
}

function told({ event, created, added, changed, removed }: Done): string {
  const line = (what: string, { day, title }: Part, more = '') =>
    `${what.padEnd(7)}  day ${String(day).padEnd(2)}  ${title === null ? '(the day itself)' : shown(title)}${more}\n`;
  const lines = [
    ...added.map((part) => line('added', part)),
    ...changed.map((part) => line('changed', part, ` (${part.fields.join(', ')})`)),
    ...removed.map((part) => line('removed', part)),
  ];
  const counts = `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
  return `${lines.join('')}${created ? 'Made' : 'Updated'} the draft of ${event}: ${counts}. It is not published yet.\n`;
}
