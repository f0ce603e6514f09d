/** The frame of the few pages that the server writes by hand: calm, of one column, light and dark. */
import { escapeHtml } from '../kernel/html.ts';

export interface PlainPage {
  readonly title: string;
  /** HTML, escaped by whoever wrote it. */
  readonly body: string;
  /** Of the one style element. */
  readonly nonce: string;
}

export function plainPage({ title, body, nonce }: PlainPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #faf9f7; color: #211f1b; }
main { max-width: 40rem; margin: 4rem 1rem; padding-top: 1rem; border-top: 3px solid; }
h1 { font-size: 28px; line-height: 36px; margin: 0; overflow-wrap: anywhere; }
p { margin: 1rem 0 0; }
a { display: inline-block; padding-block: 10px; color: #0b535c; text-underline-offset: 3px; }
small { font-size: 14px; color: #57524a; }
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; }
li { padding-block: 0.5rem; border-top: 1px solid; overflow-wrap: anywhere; }
li small { display: block; }
pre { font: inherit; margin: 1.5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
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
${body}
</main>
</body>
</html>
`;
}
