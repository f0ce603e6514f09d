import { escapeHtml } from '../kernel/html.ts';
import type { Problem } from './problem.ts';

/** A page for a person who came to an address that failed. @param nonce of its one style element. */
export function errorPage(problem: Problem, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(problem.title)}</title>
<style nonce="${nonce}">
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #faf9f7; color: #211f1b; }
main { max-width: 40rem; margin: 4rem 1rem; padding-top: 1rem; border-top: 3px solid; }
h1 { font-size: 28px; line-height: 36px; margin: 0; }
p { margin: 1rem 0 0; }
a { display: inline-block; padding-block: 10px; color: #0b535c; text-underline-offset: 3px; }
small { font-size: 14px; color: #57524a; }
@media (min-width: 40em) { main { margin: 6rem 2rem; } }
@media (prefers-color-scheme: dark) {
  body { background: #191815; color: #ece9e3; }
  a { color: #7cc4cb; }
  small { color: #b5afa5; }
}
</style>
</head>
<body>
<main>
<h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.detail)}</p>
<p><a href="/">See all events</a></p>
<p><small>When you ask for help, quote this number: ${escapeHtml(problem.requestId)}</small></p>
</main>
</body>
</html>
`;
}
