import { escapeHtml } from '../kernel/html.ts';
import { plainPage } from './plain-page.ts';
import type { Problem } from './problem.ts';

/** A page for a person who came to an address that failed. @param nonce of its one style element. */
export function errorPage(problem: Problem, nonce: string): string {
  const body = `<h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.detail)}</p>
<p><a href="/">See all events</a></p>
<p><small>When you ask for help, quote this number: ${escapeHtml(problem.requestId)}</small></p>`;
  return plainPage({ title: problem.title, body, nonce });
}
