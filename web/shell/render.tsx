/** What the server needs to write the pages of people who are signed in. Pure: the same input, the same bytes. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { type PageAssets, renderDocument } from './document.ts';
import { NoticePage, type NoticePageProps } from './NoticePage.tsx';

export type { PageAssets } from './document.ts';
export type { PageLink, Session } from './session.ts';

/** Where a page is written: what it loads, and the address people use, without a slash at its end. */
export interface PageSite {
  readonly publicUrl: string;
  readonly assets: PageAssets;
}

export interface PageParts {
  /** `People: Year 2 annual event` */
  readonly title: string;
  readonly body: ReactNode;
  /** What the browser starts from. */
  readonly state: unknown;
  readonly site: PageSite;
}

/** A page that the browser takes over with `takeOver`. No search engine is to keep it. */
export function renderPage({ title, body, state, site }: PageParts): string {
  return renderDocument({
    title,
    description: title,
    canonical: null,
    unlisted: true,
    assets: site.assets,
    body: renderToString(<QueryClientProvider client={new QueryClient()}>{body}</QueryClientProvider>),
    state,
    structuredData: null,
  });
}

/** A page that no script takes over. */
export function renderDocumentOf(parts: {
  readonly title: string;
  readonly body: ReactNode;
  readonly assets: PageAssets;
}): string {
  const { title, body, assets } = parts;
  return renderDocument({
    title,
    description: title,
    canonical: null,
    unlisted: true,
    assets,
    body: renderToString(body),
    state: null,
    structuredData: null,
  });
}

/** A page that says one thing and where to go from there. */
export function renderNotice(notice: NoticePageProps, assets: PageAssets): string {
  return renderDocumentOf({ title: notice.title, body: <NoticePage {...notice} />, assets });
}
