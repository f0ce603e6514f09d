/** The mails of a server that has no mail server, for whoever tries Plenum out on their own machine. */
import { escapeHtml } from '../../kernel/html.ts';
import type { ServerMailRow } from '../../kernel/tables.ts';
import { plainPage } from '../plain-page.ts';

export function mailListPage(mails: readonly ServerMailRow[], nonce: string): string {
  const items = mails.map(
    ({ id, recipient, subject, created_at }) =>
      `<li><a href="/dev/mail/${id}">${escapeHtml(subject)}</a><small>To ${escapeHtml(recipient)}, ${timeOf(created_at)}</small></li>`,
  );
  const none = '<p>None yet. Ask for a sign-in link, or invite somebody.</p>';
  const body = `<h1>Mails</h1>
<p>No mail server is set, so mails are kept here instead of being sent. The newest is first.</p>
${items.length === 0 ? none : `<ul>\n${items.join('\n')}\n</ul>`}`;
  return plainPage({ title: 'Mails', body, nonce });
}

export function mailPage({ recipient, subject, text, created_at }: ServerMailRow, nonce: string): string {
  const body = `<h1>${escapeHtml(subject)}</h1>
<p><small>To ${escapeHtml(recipient)}, ${timeOf(created_at)}</small></p>
<pre>${withLinks(text)}</pre>
<p><a href="/dev/mail">All mails</a></p>`;
  return plainPage({ title: subject, body, nonce });
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

/** The text as HTML, with its addresses to follow. */
function withLinks(text: string): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const link = escapeHtml(match[0]);
    html += `${escapeHtml(text.slice(from, match.index))}<a href="${link}">${link}</a>`;
    from = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(from));
}

function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
