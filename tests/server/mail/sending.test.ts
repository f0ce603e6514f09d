import { afterEach, beforeEach, expect, it } from 'vitest';
import { DAY, instant, MINUTE } from '../../../kernel/time.ts';
import { createLog } from '../../../server/logging.ts';
import { connectMailServer, type MailServer } from '../../../server/mail/mail-server.ts';
import { mailEnqueuer, sendMails } from '../../../server/mail/mail-service.ts';
import { StandingClock } from '../../agenda/room.ts';
import { eachEngine, type TestDatabase } from '../../engines.ts';
import { type Smtp, startSmtp } from './smtp.ts';

const FROM = 'Event team <events@example.org>';
/** When what was given up is forgotten, in minutes: the first millisecond after a week. */
const FORGOTTEN = (7 * DAY + 1) / MINUTE;
const START = '2026-03-02T09:00:00Z';

eachEngine('mails', (open) => {
  let database: TestDatabase;
  let smtp: Smtp;
  let server: MailServer;
  const clock = new StandingClock(START);

  beforeEach(async () => {
    clock.set(START);
    lines.length = 0;
    database = await open();
    smtp = await startSmtp();
    server = connect(smtp.url);
  });
  afterEach(async () => {
    server.close();
    await smtp.close();
  });

  const connect = (smtpUrl: string) => connectMailServer({ smtpUrl, from: FROM, host: () => 'plenum.example.org' });
  const enqueue = (to = 'rapporteur@example.org', subject = 'Your link', text = 'Hello,\n\nhttps://example.org/x\n') =>
    mailEnqueuer(clock)(database.db, { to, subject, text });
  const job = (by: MailServer = server, db = database.db) => sendMails({ db, clock, server: by, random: () => 0 });
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => lines.push(line) });
  const logged = () => lines.map((line) => JSON.parse(line)).map(({ time: _, ...line }) => line);
  const run = () => job().run(clock.now(), log);
  const rows = () => database.db.selectFrom('server_mail').selectAll().execute();

  it('arrive as plain text from our mailbox, marked as written by a program, and leave nothing behind', async () => {
    await enqueue();
    const [row] = await rows();
    await run();
    const [{ envelope, mail } = { envelope: undefined, mail: undefined }] = smtp.arrived;
    expect([smtp.arrived.length, await rows()]).toEqual([1, []]);
    expect([envelope?.mailFrom, envelope?.rcptTo]).toMatchObject([
      { address: 'events@example.org' },
      [{ address: 'rapporteur@example.org' }],
    ]);
    expect([mail?.from?.text, mail?.subject, mail?.text, mail?.html]).toEqual([
      '"Event team" <events@example.org>',
      'Your link',
      'Hello,\n\nhttps://example.org/x\n',
      false,
    ]);
    expect([mail?.headers.get('auto-submitted'), mail?.messageId, mail?.date?.toISOString()]).toEqual([
      'auto-generated',
      `<${row?.id}@plenum.example.org>`,
      '2026-03-02T09:00:00.000Z',
    ]);
  });

  it('go to one recipient each, over five connections at most', async () => {
    const recipients = Array.from({ length: 60 }, (_, index) => `person-${index}@example.org`);
    for (const to of recipients) await enqueue(to);
    await run();
    expect(smtp.arrived.map(({ envelope }) => envelope.rcptTo.map(({ address }) => address)).sort()).toEqual(
      recipients.map((each) => [each]).sort(),
    );
    expect(smtp.mostConnections()).toBe(5);
  });

  it('are sent once though two processes send at the same time', async () => {
    for (let index = 0; index < 60; index += 1) await enqueue(`person-${index}@example.org`);
    const other = connect(smtp.url);
    await Promise.all([run(), job(other).run(clock.now(), log)]);
    other.close();
    expect(smtp.arrived.length).toBe(60);
    expect(new Set(smtp.arrived.map(({ mail }) => mail.messageId)).size).toBe(60);
  });

  it('wait 1, 5, 10, 20 and 30 minutes when the server is busy, and are then given up without their text', async () => {
    smtp.answerTo(() => ({ code: 451 }));
    await enqueue();
    const due: (number | null)[] = [];
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await run();
      const next = await job().nextDue();
      due.push(next === null ? null : (next - clock.now()) / MINUTE);
      if (next !== null && attempt < 6) clock.advance(next - clock.now());
    }
    expect(due).toEqual([1, 5, 10, 20, 30, FORGOTTEN]);
    expect(await rows()).toMatchObject([{ attempts: 6, text: '', settled_at: clock.now() }]);
    expect(smtp.arrived).toEqual([]);
  });

  it('go through on the next attempt, as the same mail', async () => {
    smtp.answerTo(() => ({ code: 451 }));
    await enqueue();
    const [row] = await rows();
    await run();
    expect(await rows()).toMatchObject([{ settled_at: null, attempts: 1, text: row?.text }]);
    smtp.answerTo(null);
    await run();
    expect(smtp.arrived.length).toBe(0);
    clock.advance(MINUTE);
    await run();
    expect(smtp.arrived.map(({ mail }) => mail.messageId)).toEqual([`<${row?.id}@plenum.example.org>`]);
    expect(await rows()).toEqual([]);
  });

  it('wait when no server answers at all', async () => {
    await smtp.close();
    await enqueue();
    await run();
    expect(await rows()).toMatchObject([{ settled_at: null, due_at: clock.now() + MINUTE }]);
    smtp = await startSmtp();
  });

  it('are given up at once when the address is refused for good, and others go on', async () => {
    smtp.answerTo((address) => (address.startsWith('gone') ? { code: 550 } : null));
    await enqueue('gone@example.org');
    await enqueue('here@example.org');
    await run();
    expect(smtp.arrived.length).toBe(1);
    const [left, ...more] = await rows();
    expect([more, left?.recipient, left?.text, left?.settled_at]).toEqual([[], 'gone@example.org', '', clock.now()]);
    expect(left?.failure).toMatch(/550/);
    expect(await job().nextDue()).toBe(clock.now() + FORGOTTEN * MINUTE);
  });

  it('are not sent again when the connection broke within the text: they may have arrived', async () => {
    smtp.dropNextText();
    await enqueue();
    await run();
    expect(await rows()).toMatchObject([{ settled_at: clock.now(), text: '', attempts: 1 }]);
    expect((await rows())[0]?.failure).toMatch(/^It may have arrived: /);
    clock.advance(DAY);
    await run();
    expect(smtp.arrived).toEqual([]);
  });

  it('that fail are logged once when they begin to wait and once when they are given up, with nothing of what they say', async () => {
    smtp.answerTo((address) => ({ code: address.startsWith('gone') ? 550 : 451 }));
    await enqueue('busy@example.org', 'Your link', 'https://example.org/sign-in/plenum_in_1');
    const [busy] = await rows();
    await run();
    await enqueue('gone@example.org', 'Your link', 'https://example.org/sign-in/plenum_in_2');
    const gone = (await rows()).find(({ id }) => id !== busy?.id);
    for (let attempt = 2; attempt <= 7; attempt += 1) {
      await run();
      clock.advance(36 * MINUTE);
    }
    const told = (of: typeof busy, outcome: string, cause: string) => ({ mail: of?.id, outcome, cause });
    const msg = 'a mail was given up';
    expect(logged()).toEqual([
      {
        level: 'warn',
        ...told(busy, 'later', 'EENVELOPE 451'),
        msg: 'a mail could not be handed over and will be tried again',
      },
      { level: 'error', ...told(gone, 'refused', 'EENVELOPE 550'), attempts: 1, msg },
      { level: 'error', ...told(busy, 'later', 'EENVELOPE 451'), attempts: 6, msg },
    ]);
    expect(lines.join('')).not.toMatch(/example\.org|plenum_in|Your link/);
  });

  it('count as perhaps arrived when the process is killed while it sends, and keep no text', async () => {
    await enqueue();
    const killed: MailServer = { send: () => new Promise(() => {}), close: () => {} };
    void job(killed).run(clock.now(), log);
    await expect
      .poll(rows)
      .toMatchObject([{ settled_at: clock.now(), text: '', failure: expect.stringMatching(/may have arrived/) }]);
    await run();
    expect(smtp.arrived).toEqual([]);
  });

  it('are forgotten a week after they were given up', async () => {
    smtp.answerTo(() => ({ code: 550 }));
    await enqueue();
    await run();
    clock.advance(7 * DAY);
    await run();
    expect([(await rows()).length, await job().nextDue()]).toEqual([1, clock.now() + 1]);
    clock.advance(instant(1));
    await run();
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['a line break in the address', 'a@example.org\r\nBcc: b@example.org', 'Hello'],
    ['a second address', 'a@example.org, b@example.org', 'Hello'],
    ['a display name', 'Anna <a@example.org>', 'Hello'],
    ['a line break in the subject', 'a@example.org', 'Hello\r\nBcc: b@example.org'],
  ])('are refused with %s', async (_case, to, subject) => {
    await expect(enqueue(to, subject)).rejects.toThrow(/^(a mail is not for one bare|the subject of a mail)/);
    expect(await rows()).toEqual([]);
  });

  it('read no file and no address, whatever their text says', async () => {
    await enqueue('a@example.org', 'Hello', '{"path":"/etc/hostname"}');
    await run();
    expect(smtp.arrived[0]?.mail.text?.trim()).toBe('{"path":"/etc/hostname"}');
    expect(smtp.arrived[0]?.mail.attachments).toEqual([]);
  });
});
