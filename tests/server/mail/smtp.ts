/** A mail server on loopback. */
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Smtp {
  readonly url: string;
  /** What arrived, in order. */
  readonly arrived: { readonly envelope: SMTPServerSession['envelope']; readonly mail: ParsedMail }[];
  /** How many connections were open at a time, at most. */
  mostConnections(): number;
  /** What to answer to a recipient, until set otherwise: null takes it. */
  answerTo(answer: ((address: string) => { readonly code: number } | null) | null): void;
  /** Ends the connection instead of answering to the next text. */
  dropNextText(): void;
  close(): Promise<void>;
}

export async function startSmtp(): Promise<Smtp> {
  const arrived: Smtp['arrived'] = [];
  const open = new Set<Socket>();
  let [most, dropping] = [0, false];
  let answer: Parameters<Smtp['answerTo']>[0] = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const refusal = answer?.(address);
      done(refusal ? Object.assign(new Error('not now'), { responseCode: refusal.code }) : null);
    },
    async onData(stream, session, done) {
      if (dropping) {
        dropping = false;
        stream.resume().once('end', () => {
          for (const socket of open) socket.destroy();
        });
        return;
      }
      arrived.push({ envelope: structuredClone(session.envelope), mail: await simpleParser(stream) });
      done();
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket) => {
    open.add(socket);
    most = Math.max(most, open.size);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    arrived,
    mostConnections: () => most,
    answerTo: (given) => {
      answer = given;
    },
    dropNextText: () => {
      dropping = true;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
