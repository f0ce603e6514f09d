/** The mail server, as the rest of the house knows it: something that a mail is handed to. */
import { createTransport } from 'nodemailer';
import type { ServerMailRow } from '../../kernel/tables.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** How many mails are handed over at a time: one connection each. */
export const CONNECTIONS = 5;
const SECOND = 1000;

export interface MailServer {
  /** Hands over one mail to its one recipient. Never throws. */
  send(mail: ServerMailRow): Promise<Outcome>;
  /** Ends the connections. */
  close(): void;
}

export interface MailServerSettings {
  readonly smtpUrl: string;
  /** The mailbox that messages come from. */
  readonly from: string;
  /** What ids of messages end with. */
  readonly host: () => string;
}

/** Connects when the first mail is sent. */
export function connectMailServer({ smtpUrl, from, host }: MailServerSettings): MailServer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: 15 * SECOND,
    greetingTimeout: 15 * SECOND,
    socketTimeout: 60 * SECOND,
    dnsTimeout: 15 * SECOND,
  });
  /** By the id of the message: whether any of its text has left. */
  const streams = new Map<string, { readonly readableDidRead: boolean }>();
  transport.use('stream', (mail, done) => {
    const { message } = mail;
    const create = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = create(options);
      streams.set(message.messageId(), stream);
      return stream;
    };
    done();
  });
  return {
    async send(mail) {
      const messageId = `<${mail.id}@${host()}>`;
      try {
        await transport.sendMail({ ...messageOf(mail, from), messageId });
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error, streams.get(messageId)?.readableDidRead === true);
      } finally {
        streams.delete(messageId);
      }
    },
    close: () => transport.close(),
  };
}

/** Id and date are those of the mail, not of the attempt: a copy that comes twice is known for one. */
function messageOf({ recipient, subject, text, created_at }: ServerMailRow, from: string) {
  return {
    from,
    to: { name: '', address: recipient },
    subject,
    text,
    date: new Date(created_at),
    headers: { 'auto-submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
