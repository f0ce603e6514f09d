/** The words of the mails that let somebody in. They hold a secret: whoever has the mail can sign in. */
import type { EventRef } from '../event-directory.ts';
import type { Message } from '../message.ts';
import { shownCode } from './code.ts';

/** For somebody who asked to sign in. @param code null where no browser waits for one. */
export function signInMail(to: string, link: string, code: string | null, event: EventRef | null): Message {
  // The code is not in the subject: mail servers keep that in their logs.
  const subject = code === null ? 'Your sign-in link' : 'Your sign-in link and code';
  return {
    to,
    subject: event ? `${subject}: ${event.name}` : subject,
    text: paragraphs([
      'Hello,',
      ...(event ? [`${code === null ? 'Here is your link to:' : 'You asked to sign in to:'}\n${event.name}`] : []),
      `Open this link to sign in:\n${link}`,
      'It leads to a page with a button. The link works once, within 15 minutes.',
      ...(code === null ? [] : [codePart(code)]),
      code === null ? LINK_IS_SECRET : BOTH_ARE_SECRET,
      helpOf(event),
    ]),
  };
}

const LINK_IS_SECRET =
  'Please pass the link on to nobody: whoever has it can sign in as you. If you\ndid not expect this mail, you need do nothing.';
const BOTH_ARE_SECRET =
  'Please pass on neither the link nor the code: whoever has one of them can\nsign in as you, and nobody of the team will ask you for them. If you did not\nask for this mail, you need do nothing.';

function codePart(code: string): string {
  return `If you read this mail on another device, type this code on the page where\nyou asked to sign in:\n\n    ${shownCode(code)}`;
}

/** For somebody who is invited. @param name as the organisers wrote it. */
export function invitationMail(to: string, name: string, link: string, event: EventRef): Message {
  return {
    to,
    subject: `Your invitation: ${event.name}`,
    text: paragraphs([
      `Dear ${name},`,
      `You are invited to:\n${event.name}`,
      `Open this link to register:\n${link}`,
      'It leads to a page with a button. The link works once, until the event ends.\nIt is yours alone: please pass it on to nobody.',
      'Afterwards you sign in with this mail address. There is no password.',
      helpOf(event),
    ]),
  };
}

function helpOf(event: EventRef | null): string {
  return event?.helpdesk ? `If you have questions, write to ${event.helpdesk}.` : '';
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
