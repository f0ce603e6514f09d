import { expect, test } from 'vitest';
import { environmentPage } from '../../server/environment-page.ts';

test('docs/environment.md says what the configuration reads', async () => {
  const remedy =
    'docs/environment.md is stale; make it anew with: npx vitest run tests/server/environment-page.test.ts --update';
  await expect(environmentPage(), remedy).toMatchFileSnapshot('../../docs/environment.md');
});
