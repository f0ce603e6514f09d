/** The whole HTML document around a page that was rendered to text. Nothing in it runs inline. */
import { escapeHtml } from '../../kernel/html.ts';

/** What a page loads, as the build's manifest says; addresses on this host. */
export interface PageAssets {
  readonly styles: readonly string[];
  /** Runs before anything is drawn: sets the colours. */
  readonly blockingScript: string;
  /** The module that takes the page over; null where nothing does. */
  readonly script: string | null;
  /** What that module imports, to be fetched beside it. */
  readonly preloads: readonly string[];
}

export interface DocumentParts {
  readonly title: string;
  readonly description: string;
  /** The page's one address, whole; null where it has none (an error). */
  readonly canonical: string | null;
  /** Whether search engines are told to leave the page out. */
  readonly unlisted?: boolean;
  readonly assets: PageAssets;
  readonly body: string;
  /** What the script starts from; null where there is no script. */
  readonly state: unknown;
  /** schema.org data. */
  readonly structuredData: unknown;
  /** Further feeds of the page, for programs. */
  readonly alternates?: readonly { readonly type: string; readonly title: string; readonly href: string }[];
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Crect width='20' height='20' rx='3' fill='%230b535c'/%3E%3Cpath d='M4 5h12M4 8.5h12M4 12h8M4 15.5h5' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

export function renderDocument(parts: DocumentParts): string {
  const { title, description, canonical, assets, body, state, structuredData, alternates = [], unlisted } = parts;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}">`,
    '<meta name="color-scheme" content="light dark">',
    unlisted && '<meta name="robots" content="noindex">',
    canonical && `<link rel="canonical" href="${escapeHtml(canonical)}">`,
    `<link rel="icon" href="${ICON}">`,
    ...assets.styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`),
    `<script src="${escapeHtml(assets.blockingScript)}"></script>`,
    ...assets.preloads.map((href) => `<link rel="modulepreload" href="${escapeHtml(href)}">`),
    assets.script && `<script type="module" src="${escapeHtml(assets.script)}"></script>`,
    ...alternates.map(
      ({ type, title: name, href }) =>
        `<link rel="alternate" type="${type}" title="${escapeHtml(name)}" href="${escapeHtml(href)}">`,
    ),
    structuredData !== null && dataBlock('application/ld+json', null, structuredData),
  ];
  const data = assets.script === null ? '' : dataBlock('application/json', 'page-state', state);
  return `<!doctype html>
<html lang="en" data-respect-reduced-motion="true">
<head>
${head.filter((line) => line).join('\n')}
</head>
<body><div id="root">${body}</div>${data}</body>
</html>
`;
}

/** A script element that is data: no browser runs it, and no text in it can end it. */
function dataBlock(type: string, id: string | null, data: unknown): string {
  const text = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `<script type="${type}"${id === null ? '' : ` id="${id}"`}>${text}</script>`;
}
