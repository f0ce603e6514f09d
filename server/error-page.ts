import { escapeHtml } from '../kernel/html.ts';
import { plainPage } from './plain-page.ts';
import type { Problem } from './problem.ts';

const TO_EVENTS = { href: '/', name: 'See all events' };

/** What people are told in other words than the status's, and the page that helps them. */
const SAID_OF: Partial<Record<Problem['code'], { readonly title: string; readonly way: typeof TO_EVENTS }>> = {
  'link-not-valid': {
    title: 'This link can no longer be used.',
    way: { href: '/sign-in', name: 'Ask for a new link' },
  },
};

/** A page for a person who came to an address that failed. @param nonce of its one style element. */
export function errorPage(problem: Problem, nonce: string): string {
  const { title, way } = SAID_OF[problem.code] ?? { title: problem.title, way: TO_EVENTS };
  const body = `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(problem.detail)}</p>
<p><a href="${way.href}">${way.name}</a></p>
<p><small>When you ask for help, quote this number: ${escapeHtml(problem.requestId)}</small></p>`;
  return plainPage({ title: problem.title, body, nonce });
}
