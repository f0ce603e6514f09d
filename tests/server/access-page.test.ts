import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { accessPage } from '../../server/access-page.ts';
import { TOPICS } from '../../server/live/topics.ts';
import { eachEngine } from '../engines.ts';
import { serveWithRoutes } from './serve.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

eachEngine('docs/access.md', (open) => {
  it('says what the routes declare and the rules allow', async () => {
    const { served, routes } = await serveWithRoutes(await open());
    await served.app.close();
    const page = accessPage({
      routes: routes
        .filter(({ method, url }) => method !== 'HEAD' && url !== '/api/live' && !/^\/api\/docs(\/|$)/.test(url))
        .map(({ method, url, config }) => {
          if (!config) throw new Error(`${url} declares nothing`);
          return { name: `${method} ${url}`, policy: config.policy, opensTo: config.opensTo };
        }),
      topics: Object.entries(TOPICS).map(([name, { rule, prose }]) => ({ name, rule, prose })),
      policies: [
        { title: 'At the door', source: read('server/access.ts') },
        { title: 'People', source: read('people/policy.ts') },
        { title: 'Events and their plan', source: read('agenda/policy.ts') },
      ],
    });
    const remedy =
      'docs/access.md is stale; make it anew with: npx vitest run tests/server/access-page.test.ts --update';
    await expect(page, remedy).toMatchFileSnapshot('../../docs/access.md');
  });
});
