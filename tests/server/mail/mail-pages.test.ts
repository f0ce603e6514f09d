import { expect, it } from 'vitest';
import { systemClock } from '../../../kernel/clock.ts';
import { buildApp } from '../../../server/app.ts';
import { createLog } from '../../../server/logging.ts';
import { mailEnqueuer, showMails } from '../../../server/mail/mail-service.ts';
import { wire } from '../../../server/wiring.ts';
import { eachEngine } from '../../engines.ts';
import { newKeyDir } from '../../key-folders.ts';
import { serve } from '../serve.ts';

const REMOTE = { remoteAddress: '203.0.113.7' };

eachEngine('the page of mails', (open) => {
  const enqueue = mailEnqueuer(systemClock);

  it('shows mails to the machine itself, with links to follow and nothing of them as markup', async () => {
    const database = await open();
    const { app } = await serve(database);
    expect((await app.inject('/dev/mail')).body).toContain('None yet.');
    const text = 'Hello <b>,\n\nhttps://plenum.example.org/sign-in/x_1?a=1&b="\n(see http://example.org/y).';
    await enqueue(database.db, { to: 'a@example.org', subject: 'Link <i>', text });
    const list = await app.inject('/dev/mail');
    const path = /href="(\/dev\/mail\/[\w-]+)"/.exec(list.body)?.[1] ?? '';
    expect([list.statusCode, list.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(list.body).toContain('>Link &lt;i&gt;</a><small>To a@example.org, ');
    const { body } = await app.inject(path);
    expect(/<pre>(.*)<\/pre>/s.exec(body)?.[1]).toBe(
      'Hello &lt;b&gt;,\n\n<a href="https://plenum.example.org/sign-in/x_1?a=1&amp;b=">https://plenum.example.org/sign-in/x_1?a=1&amp;b=</a>&quot;\n(see <a href="http://example.org/y">http://example.org/y</a>).',
    );
    for (const id of ['x', '%00', '00000000-0000-4000-8000-000000000000']) {
      expect([id, (await app.inject(`/dev/mail/${id}`)).statusCode]).toEqual([id, 404]);
    }
    await app.close();
  });

  it('is for nobody else, also not through a proxy', async () => {
    const database = await open();
    const { app, authorization } = await serve(database);
    const status = async (more: object) => (await app.inject({ url: '/dev/mail', ...more })).statusCode;
    expect(await status(REMOTE)).toBe(401);
    expect(await status({ headers: { 'x-forwarded-for': '203.0.113.7' } })).toBe(401);
    expect(await status({ ...REMOTE, headers: { authorization } })).toBe(200);
    await app.close();
  });

  it.each([
    ['in production', { smtpUrl: undefined, production: true }],
    ['where a mail server is set', { smtpUrl: 'smtp://127.0.0.1:1', production: false }],
    ['in production with a mail server', { smtpUrl: 'smtp://127.0.0.1:1', production: true }],
  ])('is not there %s', async (_case, settings) => {
    const publicUrl = () => new URL('http://127.0.0.1:3000');
    const mail = { ...settings, mailFrom: 'events@example.org' };
    const services = wire({ database: await open(), keyDir: newKeyDir(), clock: systemClock, publicUrl, mail });
    const log = createLog('silent', { write: () => {} });
    const app = await buildApp({ config: { publicUrl: undefined, trustProxy: false }, log, services });
    expect((await app.inject('/dev/mail')).statusCode).toBe(404);
    expect(app.hasRoute({ method: 'GET', url: '/dev/mail/:id' })).toBe(false);
    await app.close();
    services.post.close();
  });

  it('keeps the 200 newest', async () => {
    const { db } = await open();
    for (let count = 1; count <= 203; count += 1) {
      await mailEnqueuer({ now: () => count as never })(db, {
        to: 'a@example.org',
        subject: `Mail ${count}`,
        text: '',
      });
    }
    const job = showMails(db);
    await job.run(systemClock.now(), createLog('silent'));
    const kept = await db.selectFrom('server_mail').select('subject').orderBy('created_at').execute();
    expect([kept.length, kept[0]?.subject, await job.nextDue()]).toEqual([200, 'Mail 4', null]);
  });
});
