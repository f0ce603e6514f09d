import { expect, it } from 'vitest';
import { eachEngine } from '../engines.ts';
import { serve } from './serve.ts';

const TOKEN = `plenum_in_${'A'.repeat(32)}`;

eachEngine('a served app', (open) => {
  it('does not close in silence when its log holds what was sent to it', async () => {
    const served = await serve(await open(), (app) => {
      app.get('/sign-in/:token', { config: { policy: 'public' } }, async () => 'in');
    });
    await served.app.inject(`/sign-in/${TOKEN}`);
    served.lines.push(`{"url":"/sign-in/${TOKEN}"}\n`);
    await expect(served.app.close()).rejects.toThrow('1 lines of the log hold a secret');
  });

  it('does not close in silence when its log holds a code, a token against forgery or a cookie', async () => {
    const secrets = ['735126', `${'x'.repeat(8)}-${'y'.repeat(27)}`, `plenum_si_${'B'.repeat(32)}`];
    for (const secret of secrets) {
      const served = await serve(await open(), (app) => {
        app.post('/api/any', { config: { policy: 'public' } }, async () => ({ csrfToken: secrets[1] }));
      });
      const headers = { cookie: `plenum_session=${secrets[2]}` };
      await served.app.inject({ method: 'POST', url: '/api/any', headers, payload: { code: secrets[0] } });
      served.lines.push(`{"note":"${secret}"}\n`);
      await expect(served.app.close()).rejects.toThrow('1 lines of the log hold a secret');
    }
  });

  it('closes when its log holds none', async () => {
    const served = await serve(await open());
    await served.app.inject(`/sign-in/${TOKEN}`);
    await expect(served.app.close()).resolves.toBeUndefined();
  });
});
