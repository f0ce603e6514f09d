/**
 * Scans a page, as it is now, for what keeps people from using it.
 *
 * Scans are most of what the tests with a browser cost. Here axe is asked for what is wrong alone, since to tell all
 * that is right as well takes as long again, and it runs whole in the page: none of ours has a frame to look into.
 */
import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/**
 * axe keeps what it knows of a colour in maps with weak keys, one for each of its parts, and the browser is busier
 * tidying those up than with the colours: here the parts lie on the colours themselves.
 */
const AXE = `{
  class WeakMap {
    #part = Symbol();
    has(owner) { return this.#part in owner; }
    get(owner) { return owner[this.#part]; }
    set(owner, value) { owner[this.#part] = value; }
    delete(owner) { return delete owner[this.#part]; }
  }
  ${axe.source}
}`;

/** @param rules those to hold the page to, where the others were asked already. @returns what is wrong. */
export async function scan(page: Page, rules?: readonly string[]): Promise<readonly Result[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const options: RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: [...rules] }) };
  return page.evaluate(async (asked) => (await window.axe.run(document, asked)).violations, options);
}

/** The same, as far as it keeps somebody from using the page at all. */
export async function scanForGrave(page: Page, rules?: readonly string[]): Promise<readonly Result[]> {
  return (await scan(page, rules)).filter(({ impact }) => impact === 'serious' || impact === 'critical');
}
