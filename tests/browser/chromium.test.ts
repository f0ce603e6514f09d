import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { scan } from './scan.ts';

async function inPage(act: (page: Page) => Promise<void>): Promise<void> {
  const browser = await launchChromium();
  try {
    await act(await browser.newPage());
  } finally {
    await browser.close();
  }
}

test('a browser starts from its npm package and draws text', async () => {
  await inPage(async (page) => {
    await page.setContent('<p style="font-size:40px;display:inline-block">Timetable</p>');
    const box = await page.locator('p').boundingBox();
    expect(box?.width ?? 0).toBeGreaterThan(100);
  });
});

test('a scan finds a button without a name and text that can hardly be read, and each where the page has changed', async () => {
  await inPage(async (page) => {
    const found = async (rules?: readonly string[]) =>
      (await scan(page, rules)).map(({ id, impact, nodes }) => [id, impact, nodes.map(({ html }) => html)]);
    await page.setContent('<html lang="en"><title>A page</title><main><h1>Polls</h1><button></button></main></html>');
    expect(await found()).toEqual([['button-name', 'critical', ['<button></button>']]]);
    expect(await found(['color-contrast'])).toEqual([]);
    const pale = '<p style="color: rgb(200, 200, 200)">Pale</p>';
    await page.evaluate(
      (html) =>
        document
          .querySelector('button')
          ?.replaceWith(...new DOMParser().parseFromString(html, 'text/html').body.children),
      pale,
    );
    for (const rules of [undefined, ['color-contrast']]) {
      expect(await found(rules)).toEqual([['color-contrast', 'serious', [pale]]]);
    }
    expect(await found(['button-name'])).toEqual([]);
  });
});
