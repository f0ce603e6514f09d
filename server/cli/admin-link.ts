/** `plenum admin link`: a sign-in link for an organiser, who is made one first where that is needed. */
import { type EmailAddress, readEmail } from '../../people/email-address.ts';
import { personName } from '../../people/schema.ts';
import { type OptionValues, optional, required, shown, UsageError, type Verb } from './verb.ts';
import { AT_THE_TERMINAL, changeServices, eventAt, slugOf } from './with-services.ts';

export const adminLink: Verb = {
  summary: 'prints a sign-in link for an organiser',
  usage: [
    '--event SLUG --email ADDRESS [--name NAME]',
    '',
    '  --event SLUG     the event',
    '  --email ADDRESS  the organiser; who is not one yet becomes one, registered',
    '  --name NAME      the name of somebody who is not in the event yet',
    '',
    'The link works once, for a day, for whoever opens it: hand it over as you would a key.',
  ].join('\n'),
  options: { event: { type: 'string' }, email: { type: 'string' }, name: { type: 'string' } },
  run: async (values, terminal) => {
    const slug = slugOf(values);
    const email = addressOf(values);
    const name = nameOf(values) ?? email.email;
    const link = await changeServices(terminal, async (open) => {
      const event = await eventAt(open, slug);
      const { roster, signIns } = open.people;
      const organiser = { role: 'organiser', day: null, room: null } as const;
      await roster.appoint(AT_THE_TERMINAL, event, { email, name, roles: [organiser] });
      return await signIns.makeTerminalLink({ eventId: event.id, email });
    });
    terminal.out(`${link}\n`);
    return 0;
  },
};

function addressOf(values: OptionValues): EmailAddress {
  const found = required(values, 'email', 'ADDRESS');
  const read = readEmail(found);
  if (read.ok) return read.address;
  throw new UsageError(`found --email ${shown(JSON.stringify(found))}, expected ${read.expected}`);
}

function nameOf(values: OptionValues): string | undefined {
  const found = optional(values, 'name');
  if (found === undefined) return undefined;
  const read = personName.safeParse(found);
  if (read.success) return read.data;
  throw new UsageError(`found --name ${shown(JSON.stringify(found))}, ${read.error.issues[0]?.message}`);
}
