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
      event ? `this link signs you in to:\n${event.name}` : 'this link signs you in:',
      link,
      'It opens a page with a button. The link works once, within 15 minutes.',
      ...(code === null
        ? []
        : [`On another device? Where you asked to sign in, type this code:\n\n    ${shownCode(code)}`]),
      'Give neither to anybody: nobody of the team will ask you for them. If you\ndid not ask for this, leave it: nothing has happened.',
      helpOf(event),
    ]),
  };
}

/** For somebody who is invited. @param name as the organisers wrote it. */
export function invitationMail(to: string, name: string, link: string, event: EventRef): Message {
  return {
    to,
    subject: `Your invitation: ${event.name}`,
    text: paragraphs([
      `Dear ${name},`,
      `you are invited to:\n${event.name}`,
      'This is your own link to register. Please do not pass it on.',
      link,
      'It opens a page with a button and works once, until the event ends. Later\nyou sign in with this mail address; there is no password.',
      helpOf(event),
    ]),
  };
}

function helpOf(event: EventRef | null): string {
  return event?.helpdesk ? `Questions? Write to ${event.helpdesk}.` : '';
}

function paragraphs(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
