/** The whole app on a database of its own, with the built pages, on a free port of this machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../kernel/clock.ts';
import { emailAddress } from '../../people/email-address.ts';
import type { EventRef } from '../../people/event-directory.ts';
import { buildApp } from '../../server/app.ts';
import { openDatabase } from '../../server/database.ts';
import { createLog } from '../../server/logging.ts';
import { wire } from '../../server/wiring.ts';
import type { TestDatabase } from '../engines.ts';
import type { ServedApp } from '../server/serve.ts';

export interface PeopleSite {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  readonly served: ServedApp;
  readonly database: TestDatabase;
  /** Decides who of those that wait gets a mail, as the job does, and reads the newest mail to an address. */
  mailTo(email: string): Promise<{ readonly link: string; readonly code: string } | null>;
  /** The address of a page that signs in whoever opens it, once. */
  linkFor(email: string, event: EventRef): Promise<string>;
  close(): Promise<void>;
}

export async function openPeopleSite(assetsFolder: string): Promise<PeopleSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenum-people-site-'));
  const location = { dataDir };
  const database: TestDatabase = { ...(await openDatabase(location)), location };
  const lines: string[] = [];
  let address = 'http://127.0.0.1:1';
  const services = wire({ database, clock: systemClock, publicUrl: () => new URL(address) });
  const log = createLog('debug', { write: (line) => lines.push(line) });
  const config = { publicUrl: undefined, trustProxy: false };
  const app = await buildApp({ config, log, services, assetsFolder });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  const { signIns } = services.people;
  return {
    address,
    served: { app, services, authorization: '', lines },
    database,
    async mailTo(email) {
      await signIns.mailDue(systemClock.now());
      const mails = database.db.selectFrom('server_mail').selectAll().where('recipient', '=', email);
      const mail = await mails.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
      const link = /\/sign-in\/\S+/.exec(mail?.text ?? '')?.[0];
      const code = /\b\d{3} ?\d{3}\b/.exec(mail?.text ?? '')?.[0];
      return link && code ? { link: address + link, code: code.replace(' ', '') } : null;
    },
    linkFor: (email, event) => signIns.makeTerminalLink({ eventId: event.id, email: emailAddress.parse(email) }),
    async close() {
      await app.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
