/** `plenum publish`: makes an event's draft its next published version. */

import { publication } from '../../agenda/draft/edit-schema.ts';
import type { Difference } from '../../agenda/published/difference.ts';
import { asJson, optional, shown, UsageError, type Verb } from './verb.ts';
import { AT_THE_TERMINAL, changeServices, slugOf } from './with-services.ts';

export const publish: Verb = {
  summary: 'publishes an event’s draft as the next version',
  usage: [
    '--event SLUG [--note TEXT] [--json]',
    '',
    '  --event SLUG  the event',
    '  --note TEXT   what this version brings, for those who read the list of versions',
    '  --json        prints one JSON document',
    '',
    'Exit status 1 says that the draft is what is published already.',
  ].join('\n'),
  options: { event: { type: 'string' }, note: { type: 'string' }, json: { type: 'boolean' } },
  run: async (values, terminal) => {
    const slug = slugOf(values);
    const read = publication.safeParse({ note: optional(values, 'note') });
    if (!read.success) throw new UsageError(`found another --note, ${read.error.issues[0]?.message}`);
    const published = await changeServices(terminal, async ({ agenda, publicUrl }) => {
      const { revision } = await agenda.drafts.view(AT_THE_TERMINAL, slug);
      const { changes } = await agenda.versions.draftChanges(AT_THE_TERMINAL, slug);
      const of = { actor: AT_THE_TERMINAL, slug, revision };
      const { publishedVersion } = await agenda.versions.publish(of, read.data.note);
      return { event: slug, version: publishedVersion, page: `${publicUrl}/e/${slug}`, changes };
    });
    terminal.out(values.json ? asJson(published) : told(published));
    return 0;
  },
};

interface Published {
  readonly version: number | null;
  readonly page: string;
  readonly changes: readonly Difference[];
}

function told({ version, page, changes }: Published): string {
  return `${changes.map(line).join('')}Version ${version} is published: ${page}\n`;
}

function line({ kind, title, before, after }: Difference): string {
  const told = [before, after].filter((value) => value !== null).map((value) => shown(String(value)));
  return `${kind.padEnd(14)}  ${shown(title)} (${told.join(' → ')})\n`;
}
