import { expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';

test('a browser starts from its npm package and draws text', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent('<p style="font-size:40px;display:inline-block">Timetable</p>');
    const box = await page.locator('p').boundingBox();
    expect(box?.width ?? 0).toBeGreaterThan(100);
  } finally {
    await browser.close();
  }
});
